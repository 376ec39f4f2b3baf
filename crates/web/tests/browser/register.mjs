// The register in a browser, as people use it: Debian's Chromium, driven by playwright-core.
//
//   node register.mjs ORIGIN BUNDLE [CHROMIUM]
//
// ORIGIN is where `qazyq serve --demo` is; BUNDLE a good bundle that is dropped on the verifier's page, once as it is and once with
// one bit changed. Every page is opened in three languages and both themes, on a phone's and on a wide screen, held against axe-core,
// and left as a picture in target/screenshots.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');
// The packages are those of the verifier's tests.
const require = createRequire(join(root, 'verifier', 'tests', 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(root, 'target', 'screenshots');
mkdirSync(pictures, { recursive: true });

const [origin, bundle, executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
const good = readFileSync(bundle);
const bad = Buffer.from(good);
bad[bad.length >> 1] ^= 1;

const PAGES = {
  home: '', found: '?q=USDC', none: '?q=nothing', asset: 'assets/usdc', fails: 'assets/ust', past: 'assets/usdc?on=2023-03-10',
  market: 'market', lists: 'lists', list: 'lists/ministry?on=2023-03-01&since=2022-05-01', listing: 'listing?asset=usdc',
  method: 'method', log: 'log', error: 'assets/usdc?on=2023-02-30',
};
/** A day before the demonstration's list begins. */
const BEFORE_THE_LIST = '2021-12-31';
const LANGUAGES = (process.env.QAZYQ_LANGUAGES ?? 'en,ru,kk').split(',').filter(Boolean);
const SIZES = { phone: [360, 740], wide: [1440, 900] };

const browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : [] });

/** A page of somebody's; `wrong` has what went wrong on it, and `elsewhere` what it asked of others. */
async function open({ size = SIZES.wide, scheme = 'light', locale = 'en-US', scripts = true } = {}) {
  const context = await browser.newContext({
    viewport: { width: size[0], height: size[1] }, colorScheme: scheme, locale, javaScriptEnabled: scripts, acceptDownloads: true,
  });
  const page = await context.newPage();
  const wrong = [];
  const elsewhere = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    // A date field's icon is the browser's own.
    if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:')) elsewhere.push(url);
  });
  return { context, page, wrong, elsewhere, close: () => context.close() };
}

let count = 0;

// Every page, in every language, theme and size.
for (const language of LANGUAGES) {
  for (const scheme of ['light', 'dark']) {
    for (const [name, size] of Object.entries(SIZES)) {
      const one = await open({ size, scheme, locale: language });
      for (const [key, path] of Object.entries(PAGES)) {
        const answer = await one.page.goto(`${origin}/${language}/${path}`);
        assert.equal(answer.status(), key === 'error' ? 400 : 200, `${language} ${key}`);
        assert.equal(await one.page.locator('html').getAttribute('lang'), language);
        assert.equal(await one.page.locator('h1').count(), 1, `${language} ${key}: one heading above all others`);
        const overflow = await one.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${language} ${key} ${name}: ${overflow} px wider than the screen`);
        await one.page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
        // The page's own policy lets no script in from outside: this one is run by the driver.
        await one.page.evaluate(axe);
        const found = await one.page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
        const told = found.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).slice(0, 3).join(' | ')}`);
        assert.deepEqual(told, [], `${language} ${scheme} ${key} ${name}`);
        await one.page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = false; }));
        await one.page.screenshot({ path: join(pictures, `register-${key}-${language}-${scheme}-${name}.png`), fullPage: true });
        count += 1;
      }
      const asked = one.wrong.filter((text) => !text.includes('400'));
      assert.deepEqual(asked, [], `${language} ${scheme} ${name}`);
      assert.deepEqual(one.elsewhere, [], 'a page asked something of somebody else');
      await one.close();
    }
  }
}

// Looked up by whoever types a name, a symbol or an id, without any script.
{
  const one = await open({ scripts: false });
  for (const typed of ['usd coin', 'USDC', 'usdc', '3408']) {
    await one.page.goto(`${origin}/en/`);
    await one.page.locator('input[name=q]').first().fill(typed);
    await one.page.keyboard.press('Enter');
    await one.page.waitForURL(/q=/);
    await one.page.locator('a[href*="/en/assets/usdc"]').first().click();
    await one.page.waitForURL(/assets\/usdc/);
    assert.match(await one.page.locator('h1').innerText(), /USD Coin/);
  }
  // Two assets have one symbol, and no other thing that tells an asset apart: each is named, with its own contract.
  await one.page.goto(`${origin}/en/?q=EXK`);
  const shared = await one.page.locator('main').innerText();
  for (const contract of ['0x1111111111111111111111111111111111111111', '0x2222222222222222222222222222222222222222']) {
    assert.ok(shared.includes(contract), contract);
    await one.page.goto(`${origin}/en/`);
    await one.page.locator('input[name=q]').first().fill(contract);
    await one.page.keyboard.press('Enter');
    await one.page.waitForURL(/q=/);
    const found = one.page.locator('main a[href*="/en/assets/"]');
    assert.equal(new Set(await found.evaluateAll((all) => all.map((a) => a.pathname))).size, 1, 'a contract is of one asset');
    await found.first().click();
    await one.page.waitForURL(contract.includes('1') ? /assets\/exk([?#]|$)/ : /assets\/exk2([?#]|$)/);
  }

  // The list of a past day has what it had then, and the difference is told.
  const rows = async (query) => {
    await one.page.goto(`${origin}/en/lists/ministry${query}`);
    return one.page.locator('main table tbody tr').allInnerTexts();
  };
  const now = await rows('');
  assert.ok(now.some((row) => row.includes('EXK')), now.join('\n'));
  const before = await rows(`?on=${BEFORE_THE_LIST}`);
  assert.ok(!before.some((row) => row.includes('EXK')), before.join('\n'));
  await one.page.goto(`${origin}/en/lists/ministry?since=${BEFORE_THE_LIST}`);
  assert.match(await one.page.locator('main').innerText(), /EXK/);
  await one.page.goto(`${origin}/en/assets/usdc`);
  // Each criterion's evidence in two clicks, by the keyboard alone.
  const summaries = one.page.locator('details > summary');
  assert.ok(await summaries.count() >= 5);
  await summaries.first().focus();
  await one.page.keyboard.press('Enter');
  assert.equal(await one.page.locator('details').first().getAttribute('open'), '');
  await one.close();
  count += 1;
}

// The theme is switched and remembered; a table is sorted and filtered.
{
  const one = await open();
  await one.page.goto(`${origin}/en/market`);
  const before = await one.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await one.page.locator('button.theme').click();
  const after = await one.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  assert.notEqual(before, after);
  await one.page.goto(`${origin}/en/method`);
  assert.equal(await one.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), after);
  assert.deepEqual(one.wrong, []);
  await one.close();
  count += 1;
}

// A bundle is downloaded and found to be in order by the verifier in the browser; a broken one is not.
{
  const one = await open();
  await one.page.goto(`${origin}/en/assets/usdc`);
  const link = one.page.locator('a[href*="/bundle"]').first();
  const [download] = await Promise.all([one.page.waitForEvent('download'), link.click()]);
  const own = readFileSync(await download.path());
  await one.page.goto(`${origin}/verify/`);
  const judge = async (name, buffer) => {
    await one.page.reload();
    // Until the module is there nobody can choose a file: the driver, which could, waits as a person does.
    await one.page.locator('main').waitFor();
    await one.page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'application/zip', buffer });
    await one.page.waitForFunction(() => /qualif|check failed|could not be checked|Every check/.test(document.body.innerText), null, { timeout: 20000 });
    return one.page.locator('body').innerText();
  };
  assert.doesNotMatch(await judge('own.qazyq', own), /A check failed/);
  assert.doesNotMatch(await judge('good.qazyq', good), /A check failed/);
  assert.match(await judge('bad.qazyq', bad), /A check failed/);
  assert.deepEqual(one.wrong, []);
  assert.deepEqual(one.elsewhere, []);
  await one.close();
  count += 1;
}

// On paper there is no navigation, and addresses stand beside what they are of.
{
  const one = await open();
  await one.page.goto(`${origin}/en/assets/usdc`);
  await one.page.emulateMedia({ media: 'print' });
  assert.equal(await one.page.locator('nav.sections').isVisible(), false);
  await one.page.pdf({ path: join(pictures, 'register-asset.pdf'), format: 'A4' });
  await one.close();
  count += 1;
}

await browser.close();
console.log(`${count} passed, 0 failed`);
