// The workbench in a browser, as people use it: from an empty workspace and the link of the first user to an entry of a list on the public
// page, by two people; and what is refused on the way.
//
//   node workbench.mjs ORIGIN LINK FACTS PRICES [CHROMIUM]
//
// ORIGIN is where `qazyq serve` is over an empty workspace, LINK the address that it printed. Every page is held against axe-core, in three
// languages and both themes, and left as a picture in target/screenshots.

import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');
// The packages are those of the verifier's tests.
const require = createRequire(join(root, 'verifier', 'tests', 'package.json'));
const { chromium } = require('playwright-core');
const { readFileSync } = await import('node:fs');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(root, 'target', 'screenshots');
mkdirSync(pictures, { recursive: true });

const [origin, link, executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
const PASSWORD = 'a horse circles its stake';
const browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : [] });

/** The code that an app shows for a secret in Base32 (RFC 6238). */
function code(secret, at = Date.now()) {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const mac = createHmac('sha1', key).update(step).digest();
  const offset = mac[19] & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1000000).padStart(6, '0');
}

/** Somebody at a browser of their own; `wrong` has what went wrong on its pages. */
async function person(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) wrong.push(request.url());
  });
  const text = () => page.locator('main').innerText();
  const go = async (path) => (await page.goto(`${origin}/en/${path}`)).status();
  const press = async (name) => {
    await Promise.all([page.waitForLoadState('load'), page.getByRole('button', { name, exact: true }).click()]);
    await page.waitForLoadState('networkidle');
  };
  const fill = async (fields) => {
    for (const [name, value] of Object.entries(fields)) {
      const field = page.locator(`main [name="${name}"]`).last();
      if ((await field.evaluate((one) => one.tagName)) === 'SELECT') await field.selectOption(value);
      else await field.fill(value);
    }
  };
  const signIn = async (user, password = PASSWORD) => {
    await go('sign-in');
    await fill({ user, password });
    await press('Sign in');
  };
  return { context, page, wrong, text, go, press, fill, signIn };
}

/** Drops files on what `selector` finds, as somebody does who drags them there. */
async function drop({ page }, selector, files) {
  const data = await page.evaluateHandle((all) => {
    const made = new DataTransfer();
    for (const { name, bytes, size } of all) made.items.add(new File([size ? new Uint8Array(size) : new Uint8Array(bytes)], name));
    return made;
  }, files);
  for (const kind of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent(selector, kind, { dataTransfer: data });
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const file = (name, text) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });

let count = 0;

/** Holds the page that is there against axe-core, in both themes and sizes, and takes its picture: for what only an answer to a form shows. */
async function lookHere({ page }, key) {
  for (const scheme of ['light', 'dark']) {
    for (const [size, width, height] of [['phone', 360, 740], ['wide', 1440, 900]]) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await axeSaysNothing(page, `${scheme} ${key} ${size}`);
      await page.screenshot({ path: join(pictures, `bench-${key}-en-${scheme}-${size}.png`), fullPage: true });
      count += 1;
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

async function axeSaysNothing(page, what) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${what}: ${over} px wider than the screen`);
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  const told = found.violations.map((of) => `${of.id}: ${of.nodes.map((node) => node.html).slice(0, 3).join(' | ')}`);
  assert.deepEqual(told, [], what);
}

/** Holds a page against axe-core, in three languages, both themes and two sizes, and takes its picture. */
async function look(one, key, path) {
  for (const language of (process.env.QAZYQ_LANGUAGES ?? 'en,ru,kk').split(',').filter(Boolean)) {
    for (const scheme of ['light', 'dark']) {
      for (const [size, width, height] of [['phone', 360, 740], ['wide', 1440, 900]]) {
        await one.page.setViewportSize({ width, height });
        await one.page.emulateMedia({ colorScheme: scheme });
        const answer = await one.page.goto(`${origin}/${language}/${path}`);
        assert.equal(answer.status(), 200, path);
        assert.equal(await one.page.locator('html').getAttribute('lang'), language);
        await axeSaysNothing(one.page, `${language} ${scheme} ${key} ${size}`);
        await one.page.screenshot({ path: join(pictures, `bench-${key}-${language}-${scheme}-${size}.png`), fullPage: true });
        count += 1;
      }
    }
  }
  await one.page.setViewportSize({ width: 1280, height: 900 });
  await one.page.emulateMedia({ colorScheme: 'light' });
}

// The first administrator, by the link that the server printed; it serves once.
const root_ = await person();
await root_.page.goto(link);
await root_.fill({ user: 'root', name: 'An administrator', 'new-password': 'too short', repeated: 'too short' });
await root_.press('Begin');
assert.match(await root_.text(), /too short/);
await root_.fill({ 'new-password': PASSWORD, repeated: PASSWORD });
await root_.press('Begin');
assert.match(await root_.text(), /You are the first administrator/);
const late = await person();
assert.equal((await late.page.goto(link)).status(), 403);
assert.match(await late.text(), /does not serve/);

// Two people, each by a link that serves once.
const links = {};
for (const [user, role] of [['aliya', 'analyst'], ['daniyar', 'approver'], ['saule', 'auditor']]) {
  await root_.go('workbench/people');
  await root_.fill({ user });
  await root_.page.locator(`main input[name=roles][value=${role}]`).last().check();
  await root_.press('New user');
  await root_.press('Make a link');
  links[user] = (await root_.page.locator('pre.copy').innerText()).trim();
}
const people = {};
for (const user of Object.keys(links)) {
  const one = await person();
  await one.page.goto(links[user]);
  await one.fill({ 'new-password': PASSWORD, repeated: PASSWORD });
  await one.press('Set the password');
  assert.match(await one.text(), /password is set/);
  people[user] = one;
}
const { aliya, daniyar, saule } = people;
assert.equal((await late.page.goto(links.aliya)).status(), 403, 'a link serves once');

// A second factor: shown once, and asked for from then on. A code serves once.
await aliya.go('workbench/account');
await aliya.press('Begin');
const [secret, , ...recovery] = (await aliya.page.locator('pre.copy').innerText()).split('\n').map((line) => line.trim());
assert.equal(recovery.filter(Boolean).length, 10);
await aliya.page.screenshot({ path: join(pictures, 'bench-factor.png'), fullPage: true });
await aliya.fill({ 'app-code': '000000' });
await aliya.press('Set the second factor');
assert.match(await aliya.text(), /no code of the second factor/);
await aliya.fill({ 'app-code': code(secret) });
await aliya.press('Set the second factor');
assert.match(await aliya.text(), /second factor is set/);
await aliya.press('Sign out');
await aliya.signIn('aliya', 'another password altogether');
assert.match(await aliya.text(), /No user has this name and this password/);
await aliya.signIn('aliya');
await aliya.fill({ code: '123456' });
await aliya.press('Sign in');
assert.match(await aliya.text(), /not the code of now/);
const next = code(secret, Date.now() + 30000);
await aliya.fill({ code: next });
await aliya.press('Sign in');
await aliya.page.waitForURL(/workbench/);
const replayed = await person();
await replayed.signIn('aliya');
await replayed.fill({ code: next });
await replayed.press('Sign in');
assert.match(await replayed.text(), /not the code of now, or it was used already/);
await replayed.fill({ code: recovery[0] });
await replayed.press('Sign in');
await replayed.page.waitForURL(/workbench/);
count += 1;

// An asset and what its criteria need, each shown with what it would change.
await aliya.go('workbench/record/asset');
await aliya.fill({ asset: 'exk', symbol: 'EXK', name: 'An example, not an asset', caip19: 'not a contract' });
await aliya.press('Look at it first');
assert.match(await aliya.page.locator('[role=alert]').innerText(), /CAIP-19/);
assert.equal(await aliya.page.locator('main [name=symbol]').inputValue(), 'EXK', 'what was filled in is still there');
await aliya.fill({ caip19: 'eip155:1/erc20:0x1111111111111111111111111111111111111111' });
await aliya.press('Look at it first');
assert.match(await aliya.text(), /One new entry/);
await aliya.press('Record');
assert.match(await aliya.text(), /Recorded/);
await aliya.go('workbench/record/peg?asset=exk');
await aliya.fill({ peg: 'USD', url: 'https://exk.example/terms' });
const zone = aliya.page.locator('.drop');
const told = zone.locator('[role=status]');
const [nameAt, , digestAt] = await zone.locator('dd').all();
const hidden = () => aliya.page.locator('[name=digest-document]').inputValue();
// What cannot be taken is said before anything is sent: several, none that has a byte, and one that is too large.
await drop(aliya, '.drop', [{ name: 'a.pdf', bytes: [1] }, { name: 'b.pdf', bytes: [2] }]);
assert.match(await told.innerText(), /One file, please/);
assert.equal(await aliya.page.locator('main [name=document]').evaluate((input) => input.files.length), 0);
for (const [size, says] of [[0, /is empty/], [(64 << 20) + 1, /larger than 64 MB/]]) {
  await drop(aliya, '.drop', [{ name: 'a.pdf', bytes: [], size }]);
  assert.match(await told.innerText(), says);
  await aliya.page.getByRole('button', { name: 'Look at it first' }).click();
  assert.doesNotMatch(await aliya.text(), /One new entry/, 'the browser holds it back');
}
await lookHere(aliya, 'drop-refused');
// A file that misses the field is not opened in place of the page.
const missed = await aliya.page.evaluate(() => {
  const data = new DataTransfer();
  data.items.add(new File(['x'], 'x.txt'));
  return !document.querySelector('h1').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
});
assert.ok(missed);
// By the plain field, from the keyboard's own way; taken away again; and dropped.
await aliya.page.locator('main [name=document]').setInputFiles(file('other.pdf', 'another'));
await aliya.page.waitForFunction((digest) => document.querySelector('[name=digest-document]').value === digest, sha256('another'));
await aliya.page.getByRole('button', { name: 'Take it away' }).click();
assert.equal(await hidden(), '');
assert.equal(await aliya.page.evaluate(() => document.activeElement.name), 'document', 'the focus is where it can be chosen anew');
const terms = Buffer.from('%PDF-1.7\nterms');
await drop(aliya, '.drop', [{ name: 'terms.pdf', bytes: [...terms] }]);
await aliya.page.waitForFunction(() => /^[0-9a-f]{64}$/.test(document.querySelector('[name=digest-document]').value));
assert.equal(await nameAt.innerText(), 'terms.pdf');
assert.equal(await digestAt.innerText(), sha256(terms));
assert.equal(await hidden(), sha256(terms));
assert.match(await told.innerText(), /terms\.pdf: the digest is computed/);
await lookHere(aliya, 'drop');
// Another one on the way: what the browser told is not what comes.
await aliya.page.evaluate(() => {
  const input = document.querySelector('main [name=document]');
  const data = new DataTransfer();
  data.items.add(new File(['%PDF-1.7\nother terms'], 'terms.pdf'));
  input.files = data.files;
});
await aliya.press('Look at it first');
assert.match(await aliya.page.locator('[role=alert]').innerText(), new RegExp(`the browser computed ${sha256(terms)}`));
assert.equal(await aliya.page.locator('main [name=url]').inputValue(), 'https://exk.example/terms', 'what was typed is still there');
await drop(aliya, '.drop', [{ name: 'terms.pdf', bytes: [...terms] }]);
// Whoever is quicker than the digest waits for it.
await aliya.press('Look at it first');
assert.match(await aliya.text(), /terms\.pdf/);
assert.match(await aliya.text(), new RegExp(`${sha256(terms)}\\s*Your browser computed the same\\.`));
assert.match(await aliya.text(), /value: undetermined → met|value: .* → met/);
await aliya.press('Record');
assert.match(await aliya.text(), /Recorded/);
assert.match(await aliya.text(), /exk\.example\/terms/);
assert.match(await aliya.text(), new RegExp(`sha256:${sha256(terms)}`), 'what is kept is what was shown');
count += 1;

// Without a script the plain field does the same, and nobody claims that a browser computed anything.
const plain = await person({ javaScriptEnabled: false });
await plain.signIn('daniyar');
await root_.go('workbench/people/daniyar');
await root_.page.locator('main input[name=roles][value=analyst]').first().check();
await root_.press('Save');
await plain.go('workbench/record/peg?asset=exk');
await plain.fill({ peg: 'USD', url: 'https://exk.example/terms' });
await plain.page.locator('main [name=document]').setInputFiles(file('scan.png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
await plain.press('Look at it first');
assert.match(await plain.text(), /scan\.png/);
assert.match(await plain.text(), /Computed by the server alone/);
await plain.page.locator('main [name=document]').setInputFiles(file('scan.sh', '#!/bin/sh\n'));
await plain.press('Look at it first');
assert.match(await plain.page.locator('[role=alert]').innerText(), /scan\.sh.* is a program or a script/);
await plain.page.screenshot({ path: join(pictures, 'bench-plain-file.png'), fullPage: true });
await plain.context.close();
count += 1;

// Two browsers at the same thing: whoever comes second is told, and nothing typed is lost.
await aliya.go('workbench/record/peg?asset=exk');
await daniyar.go('workbench/record/peg?asset=exk');
await daniyar.fill({ peg: 'EUR', url: 'https://exk.example/other' });
await daniyar.press('Record');
assert.match(await daniyar.text(), /Recorded/);
await aliya.fill({ peg: '100 KZT', url: 'https://exk.example/third' });
await aliya.press('Record');
assert.match(await aliya.text(), /daniyar has recorded something about the same/);
assert.equal(await aliya.page.locator('main [name=peg]').inputValue(), '100 KZT');
count += 1;

// A proposal, which its own maker cannot decide on, and a second person does.
await aliya.go('workbench/propose?asset=exk');
await aliya.fill({ authority: 'ministry', action: 'add', from: '2026-11-01', reason: 'An example of a reason', act: 'An example, not an act, No. 2' });
await aliya.press('Propose');
assert.match(await aliya.text(), /Proposed/);
const decision = new URL(aliya.page.url()).pathname.split('/').pop();
assert.equal(await aliya.page.getByRole('button', { name: 'Approve' }).count(), 0);
await daniyar.go(`workbench/decisions/${decision}`);
await daniyar.fill({ note: 'It is right' });
await daniyar.press('Approve');
assert.match(await daniyar.text(), /Approved/);
await daniyar.press('Publish');
assert.match(await daniyar.text(), /Published/);
const anybody = await person({ javaScriptEnabled: false });
for (const began = Date.now(); ; ) {
  // The page may be kept for a minute; what a program asks anew is not.
  const list = await anybody.page.request.get(`${origin}/en/lists/ministry`);
  if ((await list.text()).includes('EXK')) break;
  assert.ok(Date.now() - began < 60000, 'what was published never came');
}
await anybody.go('lists/ministry');
assert.match(await anybody.text(), /EXK/);
await anybody.page.screenshot({ path: join(pictures, 'bench-published.png'), fullPage: true });
count += 1;

// What a register proposes: a file looked at and taken in, one of its assets accepted, one declined, and one that became another meanwhile.
const data = join(root, 'crates', 'registers', 'tests', 'data');
await aliya.go('workbench/assets');
await aliya.page.locator('main a', { hasText: 'Registers' }).click();
await aliya.page.waitForURL(/workbench\/registers$/);
await aliya.page.locator('main [name=register-file]').setInputFiles(join(data, 'defillama-list_2026-08-21-excerpt.json'));
await aliya.press('Look at it first');
assert.match(await aliya.text(), /DefiLlama, stablecoins/);
assert.match(await aliya.text(), /It would propose \d+ things/);
await lookHere(aliya, 'register-looked');
await aliya.press('Take it in');
assert.match(await aliya.text(), /The file is taken in/);
await aliya.page.getByRole('link', { name: 'Tether', exact: true }).click();
await aliya.page.waitForURL(/registers\/1$/);
assert.match(await aliya.text(), /DefiLlama, stablecoins.*№ 1|row 1/);
assert.equal(await aliya.page.locator('main [name=proposed-id]').inputValue(), 'usdt');
await daniyar.go('workbench/registers/1');
await aliya.press('Accept');
assert.match(await aliya.text(), /Accepted, and recorded with its source/);
assert.match(aliya.page.url(), /assets\/usdt/);
await daniyar.press('Accept');
assert.match(await daniyar.page.locator('[role=alert]').innerText(), /is not what was looked at any more/);
assert.match(await daniyar.text(), /it is usdt here/);
await aliya.go('workbench/registers/15');
await aliya.fill({ reason: 'Nobody has asked for it' });
await aliya.press('Decline');
assert.match(await aliya.text(), /Declined\./);
assert.equal(await aliya.page.getByRole('link', { name: 'Dola', exact: true }).count(), 0);
await aliya.fill({ standing: 'declined' });
await aliya.press('Show');
assert.match(await aliya.text(), /Nobody has asked for it/);
count += 1;

// A list that the Ministry keeps itself, taken in by one and approved by another: then it is public.
await aliya.go('workbench/lists');
await aliya.page.locator('main a', { hasText: 'Take a list in' }).click();
await aliya.page.waitForURL(/lists\/import$/);
await aliya.fill({ authority: 'ministry', of: '2026-11-20', act: 'An example, not an act, No. 3' });
const rows = 'symbol,name,comment\nEXK,"An example, not an asset",Said anew\nQQQ,Nobody knows it here,\n';
await drop(aliya, '.drop >> nth=0', [{ name: 'list.csv', bytes: [...Buffer.from(rows)] }]);
await aliya.page.waitForFunction((digest) => document.querySelector('[name=digest-list]').value === digest, sha256(rows));
await aliya.press('Look at it first');
assert.match(await aliya.text(), /is said otherwise/);
assert.match(await aliya.text(), /Comment: – → Said anew/);
assert.match(await aliya.text(), /Nobody knows it here[^]*comes onto the list/);
assert.match(await aliya.text(), /takes effect when a second person approves it/);
await lookHere(aliya, 'list-looked');
await aliya.press('Take it in');
assert.match(await aliya.text(), /waits for a second person/);
const taken = new URL(aliya.page.url()).pathname.split('/').pop();
assert.equal(await aliya.page.getByRole('button', { name: 'Approve' }).count(), 0);
const ministry = async () => (await anybody.page.request.get(`${origin}/en/lists/ministry`)).text();
assert.doesNotMatch(await ministry(), /QQQ/);
await daniyar.go('workbench');
await daniyar.page.locator('main table a', { hasText: `A decision waits: entry ${taken}` }).click();
await daniyar.page.locator('main a', { hasText: 'The decision' }).click();
await daniyar.page.waitForURL(/decisions/);
assert.match(await daniyar.text(), /Comment: – → Said anew/);
await lookHere(daniyar, 'list-waits');
await daniyar.press('Approve');
assert.match(await daniyar.text(), /Approved/);
for (const began = Date.now(); !(await ministry()).includes('QQQ');) assert.ok(Date.now() - began < 60000, 'it never came');
await anybody.go('lists/ministry?x=1');
assert.match(await anybody.text(), /QQQ/);
count += 1;

// Somebody is given what is to be done.
await aliya.go('workbench');
await aliya.page.locator('main table a').first().click();
await aliya.page.waitForURL(/item/);
await aliya.fill({ assignee: 'daniyar', due: '2026-12-24', note: 'By the end of the year' });
await aliya.press('Save');
assert.match(await aliya.text(), /By the end of the year/);
count += 1;

// Two browsers at one task: whoever comes second is told by whom it was changed, and nothing typed is lost.
const item = new URL(aliya.page.url()).search.replace(/&done=.*/, '');
await aliya.go(`workbench/item${item}`);
await daniyar.go(`workbench/item${item}`);
await daniyar.fill({ note: 'I have begun' });
await daniyar.press('Save');
assert.match(await daniyar.text(), /I have begun/);
await aliya.fill({ state: 'done', note: 'It is done, I think' });
const [late409] = await Promise.all([aliya.page.waitForResponse((answer) => answer.request().method() === 'POST'), aliya.press('Save')]);
assert.equal(late409.status(), 409);
assert.match(await aliya.page.locator('[role=alert]').innerText(), /daniyar has recorded something about the same/);
assert.equal(await aliya.page.locator('main [name=note]').inputValue(), 'It is done, I think');
assert.equal(await aliya.page.locator('main [name=state]').inputValue(), 'done');
assert.match(await aliya.text(), /I have begun/);
await lookHere(aliya, 'task-stale');
await aliya.press('Save');
assert.match(await aliya.text(), /It is done, I think/);
count += 1;

// An auditor sees all and changes nothing; a form from elsewhere is refused; an ended session is over.
assert.equal(await saule.go('workbench/record/asset'), 403);
assert.equal(await saule.go('workbench/audit'), 200);
assert.match(await saule.text(), /refused attempt/);
assert.equal(await aliya.go('workbench/people'), 403);
const forged = await aliya.page.request.post(`${origin}/en/workbench/retract`, { form: { entry: '1', reason: 'x' }, headers: { origin: 'https://evil.example' } });
assert.equal(forged.status(), 403);
const keyless = await aliya.page.request.post(`${origin}/en/workbench/retract`, { form: { entry: '1', reason: 'x' }, headers: { origin } });
assert.equal(keyless.status(), 403);
await root_.go('workbench/people/aliya');
await root_.page.locator('#sessions ~ * button, section[aria-labelledby=sessions] button').first().click();
await root_.page.waitForURL(/done=session-ended/);
await root_.page.locator('section[aria-labelledby=sessions] button').first().click();
await root_.page.waitForURL(/done=session-ended/);
// She is asked to sign in, and goes on where she was.
await aliya.go('workbench/record/peg?asset=exk');
assert.match(aliya.page.url(), /sign-in\?next=/);
await aliya.fill({ user: 'aliya', password: PASSWORD });
await aliya.press('Sign in');
await aliya.fill({ code: recovery[1] });
await aliya.press('Sign in');
await aliya.page.waitForURL(/workbench\/record\/peg\?asset=exk$/);
assert.equal(await aliya.page.locator('main [name=asset]').inputValue(), 'exk');
// A form with a file that is sent when the session is over writes nothing, and leads there as well.
await root_.go('workbench/people/aliya');
await root_.page.locator('section[aria-labelledby=sessions] button').first().click();
await root_.page.waitForURL(/done=session-ended/);
await aliya.fill({ peg: 'KZT', url: 'https://exk.example/never' });
await aliya.page.locator('main [name=document]').setInputFiles(file('terms.pdf', '%PDF-1.7 never'));
await aliya.press('Record');
assert.match(aliya.page.url(), /sign-in\?next=workbench%2Frecord%2Fpeg%3Fasset%3Dexk$/);
await aliya.fill({ user: 'aliya', password: PASSWORD });
await aliya.press('Sign in');
await aliya.fill({ code: recovery[2] });
await aliya.press('Sign in');
await aliya.page.waitForURL(/workbench\/record\/peg\?asset=exk$/);
await aliya.go('workbench/assets/exk');
assert.doesNotMatch(await aliya.text(), /exk\.example\/never/);
count += 1;

// Every page, in every language, theme and size.
await look(late, 'sign-in', 'sign-in');
for (const [key, path] of Object.entries({
  people: 'workbench/people', person: 'workbench/people/aliya', audit: 'workbench/audit', account: 'workbench/account',
})) await look(root_, key, path);
for (const [key, path] of Object.entries({
  inbox: 'workbench', assets: 'workbench/assets', asset: 'workbench/assets/exk', peg: 'workbench/record/peg?asset=exk',
  ruling: 'workbench/record/ruling', import: 'workbench/import', lists: 'workbench/lists', propose: 'workbench/propose?asset=exk',
  decision: `workbench/decisions/${decision}`, registers: 'workbench/registers', proposal: 'workbench/registers/2',
  'list-import': 'workbench/lists/import', 'list-taken': `workbench/decisions/${taken}`,
})) await look(daniyar, key, path);

for (const one of [root_, late, aliya, daniyar, saule, anybody]) assert.deepEqual(one.wrong, []);
await browser.close();
console.log(`${count} passed, 0 failed`);
