// The workbench in a browser, as people use it: from an empty workspace and the link of the first user to an entry of a list on the public
// page, by two people; and what is refused on the way.
//
//   node workbench.mjs ORIGIN LINK FACTS PRICES [CHROMIUM]
//
// ORIGIN is where `qazyq serve` is over an empty workspace, LINK the address that it printed. Every page is held against axe-core, in three
// languages and both themes, and left as a picture in target/screenshots.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
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

let count = 0;

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
        const over = await one.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${language} ${key} ${size}: ${over} px wider than the screen`);
        await one.page.evaluate(axe);
        const found = await one.page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
        const told = found.violations.map((of) => `${of.id}: ${of.nodes.map((node) => node.html).slice(0, 3).join(' | ')}`);
        assert.deepEqual(told, [], `${language} ${scheme} ${key} ${size}`);
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
await aliya.page.locator('main input[name=document]').setInputFiles({ name: 'terms.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF terms') });
await aliya.press('Look at it first');
assert.match(await aliya.text(), /terms\.pdf is kept/);
assert.match(await aliya.text(), /value: undetermined → met|value: .* → met/);
await aliya.press('Record');
assert.match(await aliya.text(), /Recorded/);
assert.match(await aliya.text(), /exk\.example\/terms/);
count += 1;

// Two browsers at the same thing: whoever comes second is told, and nothing typed is lost.
await aliya.go('workbench/record/peg?asset=exk');
const second = await person();
await root_.go('workbench/people/daniyar');
await root_.page.locator('main input[name=roles][value=analyst]').first().check();
await root_.press('Save');
await daniyar.go('workbench/record/peg?asset=exk');
await daniyar.fill({ peg: 'EUR', url: 'https://exk.example/other' });
await daniyar.press('Record');
assert.match(await daniyar.text(), /Recorded/);
await aliya.fill({ peg: '100 KZT', url: 'https://exk.example/third' });
await aliya.press('Record');
assert.match(await aliya.text(), /daniyar has recorded something about the same/);
assert.equal(await aliya.page.locator('main [name=peg]').inputValue(), '100 KZT');
await second.context.close();
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

// Somebody is given what is to be done.
await aliya.go('workbench');
await aliya.page.locator('main table a').first().click();
await aliya.page.waitForURL(/item/);
await aliya.fill({ assignee: 'daniyar', due: '2026-12-24', note: 'By the end of the year' });
await aliya.press('Save');
assert.match(await aliya.text(), /By the end of the year/);
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
await aliya.go('workbench');
assert.match(aliya.page.url(), /sign-in/);
count += 1;

// Every page, in every language, theme and size.
await look(late, 'sign-in', 'sign-in');
for (const [key, path] of Object.entries({
  people: 'workbench/people', person: 'workbench/people/aliya', audit: 'workbench/audit', account: 'workbench/account',
})) await look(root_, key, path);
for (const [key, path] of Object.entries({
  inbox: 'workbench', assets: 'workbench/assets', asset: 'workbench/assets/exk', peg: 'workbench/record/peg?asset=exk',
  ruling: 'workbench/record/ruling', import: 'workbench/import', lists: 'workbench/lists', propose: 'workbench/propose?asset=exk',
  decision: `workbench/decisions/${decision}`,
})) await look(daniyar, key, path);

for (const one of [root_, late, aliya, daniyar, saule, anybody]) assert.deepEqual(one.wrong, []);
await browser.close();
console.log(`${count} passed, 0 failed`);
