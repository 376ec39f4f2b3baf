// The page in a browser, as a person uses it: Debian's Chromium, driven by playwright-core.
//
//   node page.mjs [CHROMIUM]
//
// Serves the page's folder on loopback, hands bundles over by the button and by dragging, in three languages, in light and dark,
// on a phone and on a wide screen, and holds what is shown against what the bundle is known to have. What it looked like is left
// in target/screenshots.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, '..');
const pictures = join(folder, '..', 'target', 'screenshots');
mkdirSync(pictures, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const read = (name) => readFileSync(join(here, 'bundles', name));
const [good, policy, checkpoint] = ['good.qazyq', 'policy.toml', 'checkpoint'].map(read);
// One bit in the middle: a price that another one now stands for.
const bad = Buffer.from(good);
bad[bad.length >> 1] ^= 1;

// What is told of each, in each language: of the good one with and without a policy that knows its publisher and its log. It has
// two series, and of the first two days are missing.
const SAID = {
  en: { all: 'Every check passed.', good: '2 things could not be checked; nothing else is wrong.', bad: 'A check failed: this bundle does not show what it says.', word: '✗ failed' },
  ru: { all: 'Все проверки пройдены.', good: 'Не удалось проверить: 2; в остальном нарушений нет.', bad: 'Не пройдено проверок: 1. Этот пакет не подтверждает того, что в нём утверждается.', word: '✗ не пройдено' },
  kk: { all: 'Барлық тексеруден өтті.', good: 'Тексеру мүмкін болмағаны: 2; қалғанында қате жоқ.', bad: 'Өтпеген тексерулер саны: 1. Бұл жинақ өзінде айтылғанды растамайды.', word: '✗ өтпеді' },
};
const OUTCOMES = ['passed', 'passed', 'passed', 'passed', 'passed', 'passed', 'passed', 'unknown', 'unknown', 'absent', 'absent', 'absent'];
const DAYS = { series: 2, each: 30, missing: 2, above: 2 };

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };
const FILES = ['index.html', 'verify.js', 'verify.css', 'qazyq.wasm'];
const server = createServer((request, response) => {
  const name = new URL(request.url, 'http://page').pathname.slice(1) || 'index.html';
  // Four files are the whole page: whatever else it asked for would be missing.
  if (!FILES.includes(name)) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': TYPES[extname(name)] }).end(readFileSync(join(folder, name)));
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  // Chromium's sandbox does not start for root.
  args: process.getuid() === 0 ? ['--no-sandbox'] : [],
});

/** A page as somebody has it; at the end, `close` tells whether it kept to itself. */
async function open({ language, locale, size = [1280, 900], scheme = 'light' }) {
  const context = await browser.newContext({ viewport: { width: size[0], height: size[1] }, colorScheme: scheme, locale, acceptDownloads: true });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) wrong.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => wrong.push(`error: ${error}`));
  page.on('requestfailed', (request) => wrong.push(`failed: ${request.url()}`));
  context.on('request', (request) => {
    const url = request.url();
    // Neither leaves the browser.
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:') && !url.startsWith(`blob:${origin}/`)) wrong.push(`asked for ${url}`);
  });
  await page.addInitScript(() => {
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective}: ${event.blockedURI}`));
  });
  await page.goto(language ? `${origin}/?lang=${language}` : `${origin}/`);
  await page.locator('main').waitFor({ state: 'visible' });
  const close = async () => {
    wrong.push(...await page.evaluate(() => violations));
    assert.deepEqual(wrong, []);
    await context.close();
  };
  return { page, close };
}

const choose = (page, kind, name, bytes) => page.locator(`#${kind}`).setInputFiles({ name, mimeType: '', buffer: bytes });

async function drop(page, ...files) {
  const handed = files.map(([name, bytes]) => [name, bytes.toString('base64')]);
  const data = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
    return data;
  }, handed);
  const place = page.locator('.file[data-kind=bundle]');
  for (const event of ['dragenter', 'dragover', 'drop']) await place.dispatchEvent(event, { dataTransfer: data });
}

const outcome = (page) => page.locator('#outcome:not(.working) h2');
const classes = (page) => page.locator('#steps > li').evaluateAll((items) => items.map((item) => item.className));

async function says(page, text) {
  await outcome(page).waitFor();
  // The mark before the sentence is not read out: the sentence says the same.
  const [mark, ...sentence] = (await outcome(page).innerText()).split(/\s+/);
  assert.match(mark, /^[✓✗?]$/);
  assert.equal(sentence.join(' '), text);
}

async function isAccessible(page, what) {
  const found = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target + ' ' + n.failureSummary).join(' | ')))`);
  assert.deepEqual(found, [], what);
}

async function fits(page, what) {
  const [wide, has] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= has, `${what}: ${wide} px wide, and there are ${has}`);
}

const SIZES = { phone: [360, 740], wide: [1280, 900] };
const SCHEMES = ['light', 'dark'];
const picture = (page, name) => page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });

/** A bundle that is sound, as far as it can be known, in every look. */
async function aGoodBundle(language) {
  for (const [name, size] of Object.entries(SIZES)) {
    for (const scheme of SCHEMES) {
      const look = `${language}-${name}-${scheme}`;
      const { page, close } = await open({ language, size, scheme });
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      await fits(page, look);
      await isAccessible(page, look);
      await picture(page, `${look}-0-empty`);
      await choose(page, 'bundle', 'usdc-2023-03-20.qazyq', good);
      await says(page, SAID[language].good);
      // What is made up, or older than the law, is called that.
      assert.equal(await page.locator('#outcome .remark').count(), 2);
      assert.deepEqual(await classes(page), OUTCOMES);
      assert.equal(await page.locator('#series figure').count(), DAYS.series);
      assert.equal(await page.locator('svg .day').count(), DAYS.series * DAYS.each);
      assert.equal(await page.locator('svg .day.none').count(), DAYS.missing);
      assert.equal(await page.locator('svg .day.above').count(), DAYS.above);
      assert.equal(await page.locator('line.limit').count(), DAYS.series);
      for (const summary of await page.locator('summary').all()) await summary.click();
      assert.equal(await page.locator('tbody tr').count(), DAYS.series * DAYS.each);
      await fits(page, look);
      await isAccessible(page, look);
      for (const summary of await page.locator('summary').all()) await summary.click();
      await picture(page, `${look}-1-good`);
      await close();
    }
  }
}

/** With a policy and a checkpoint, all dropped at once: which is which, the page sees by itself. */
async function aBelievedBundle(language) {
  for (const scheme of SCHEMES) {
    const { page, close } = await open({ language, scheme });
    await drop(page, ['seen', checkpoint], ['mine.toml', policy], ['usdc-2023-03-20.qazyq', good]);
    await says(page, SAID[language].all);
    assert.deepEqual(await classes(page), [...Array(10).fill('passed'), 'absent', 'absent']);
    await page.locator('summary').first().click();
    await isAccessible(page, 'a believed bundle');
    await picture(page, `${language}-wide-${scheme}-3-believed`);
    await close();
  }
}

/** One bit of it turned, and dropped. */
async function aBadBundle(language) {
  for (const [name, size] of Object.entries(SIZES)) {
    const { page, close } = await open({ language, size });
    await drop(page, ['usdc-2023-03-20.qazyq', bad]);
    await says(page, SAID[language].bad);
    const came = await classes(page);
    assert.deepEqual(came, ['failed', ...Array(11).fill('unknown')]);
    assert.equal(await page.locator('#steps > li .came').first().innerText(), SAID[language].word);
    assert.equal(await page.locator('#chart').isVisible(), false);
    await isAccessible(page, 'a bad bundle');
    await picture(page, `${language}-${name}-light-2-bad`);
    await close();
  }
}

/** Dropped, said in another language, saved, removed. */
async function oneVisit() {
  const { page, close } = await open({ locale: 'kk-KZ' });
  assert.equal(await page.locator('html').getAttribute('lang'), 'kk', 'the browser\'s language, where the address names none');
  await drop(page, ['good.qazyq', good]);
  await says(page, SAID.kk.good);
  await page.locator('nav a[lang=ru]').click();
  await says(page, SAID.ru.good);
  assert.equal(new URL(page.url()).search, '?lang=ru');

  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#save').click()]);
  assert.equal(download.suggestedFilename(), 'good.qazyq.report.json');
  const saved = JSON.parse(readFileSync(await download.path(), 'utf8'));
  assert.equal(saved.verification.format, 'qazyq.verification/1');
  assert.equal(saved.summary.text, `? ${SAID.ru.good}`);

  // A policy that cannot be read is said, and nothing is checked by half of it.
  await drop(page, ['p.toml', Buffer.from('format = "qazyq.policy/1"\npublishers = ["x"]\n')]);
  await page.locator('#outcome.failed').waitFor();
  assert.equal(await page.locator('#report').isVisible(), false);
  assert.equal(await page.locator('.file[data-kind=policy] bdi').textContent(), 'p.toml');
  await page.locator('summary').first().click();
  await page.locator('.file[data-kind=policy] button').click();
  await says(page, SAID.ru.good);
  await page.locator('.file[data-kind=bundle] button').click();
  await page.locator('#outcome:empty').waitFor({ state: 'attached' });
  await close();
}

/** With keys alone: everything is reached, in the order in which it is read. */
async function byKeys() {
  const { page, close } = await open({ language: 'en' });
  await choose(page, 'bundle', 'good.qazyq', good);
  await says(page, SAID.en.good);
  await page.evaluate(() => { document.activeElement.blur(); getSelection().removeAllRanges(); });
  const reached = [];
  for (let step = 0; step < 10; step += 1) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.hreflang || document.activeElement.localName));
  }
  assert.deepEqual(reached, ['en', 'ru', 'kk', 'bundle', 'button', 'summary', 'summary', 'summary', 'save', 'body']);
  await close();
}

/** Markup in a file's name and in a file is text. */
async function untrusted() {
  const { page, close } = await open({ language: 'en' });
  const name = '<img src=x onerror=document.title=1>.qazyq';
  await drop(page, [name, Buffer.from('<script>document.title = 1</script>')]);
  await says(page, SAID.en.bad);
  assert.equal(await page.locator('.file[data-kind=bundle] bdi').textContent(), name);
  assert.equal(await page.locator('img, main script').count(), 0);
  await close();
}

/** On paper there is the report alone. */
async function onPaper() {
  const { page, close } = await open({ language: 'en', size: [794, 1123], scheme: 'dark' });
  await choose(page, 'bundle', 'usdc-2023-03-20.qazyq', good);
  await says(page, SAID.en.good);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.choose').isVisible(), false);
  await picture(page, 'en-paper');
  await close();
}

/** Without its module the page says so, in every language. */
async function withoutItsModule() {
  const page = await browser.newPage();
  await page.route('**/qazyq.wasm', (route) => route.fulfill({ status: 404 }));
  await page.goto(origin);
  await page.locator('#unloaded.failed').waitFor();
  assert.equal(await page.locator('#unloaded p').count(), 3);
  assert.equal(await page.locator('main').isVisible(), false);
  await picture(page, 'unloaded');
  await page.close();
}

try {
  const tests = [
    ...Object.keys(SAID).flatMap((language) => [aGoodBundle, aBelievedBundle, aBadBundle].map((test) => [test, language])),
    ...[oneVisit, byKeys, untrusted, onPaper, withoutItsModule].map((test) => [test]),
  ];
  for (const [test, ...args] of tests) {
    const start = Date.now();
    await test(...args);
    console.log(`ok ${String(Date.now() - start).padStart(6)} ms  ${test.name} ${args.join(' ')}`);
  }
} finally {
  await browser.close();
  server.close();
}
