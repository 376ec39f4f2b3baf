// Signing in to the workbench by a provider of OpenID Connect, in a browser: `oidc-provider`, which is certified for what it does, and which shares
// nothing with the program. Who is let in, with which roles, and who is not.
//
//   node sign-in.mjs PROGRAM [CHROMIUM]
//
// PROGRAM is `qazyq` built with the feature `openid`. The provider runs in this process, under another host's name than the register, so that a browser takes the
// two for two sites. Pages are held against axe-core in three languages, and left as pictures in target/screenshots.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');
// The browser's packages are those of the verifier's tests.
const require = createRequire(join(root, 'verifier', 'tests', 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const { Provider } = await import('oidc-provider');
const pictures = join(root, 'target', 'screenshots');
mkdirSync(pictures, { recursive: true });

const [program, executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
const PASSWORD = 'a horse circles its stake';
const SECRET = randomBytes(24).toString('base64url');

/** A server that takes connections, and its port. */
const listening = (server, host) => new Promise((done) => server.listen(0, host, () => done(server.address().port)));

// Where the register will be: a port that was free a moment ago.
const free = createServer();
const port = await listening(free, '127.0.0.1');
await new Promise((done) => free.close(done));
const origin = `http://127.0.0.1:${port}`;

// The provider. Whoever types a subject there is that person; what each person may do is changed while it runs.
const roles = { aliya: ['qazyq-analyst', 'something else'], zarina: ['something else'], daniyar: ['qazyq-approver'], saule: ['qazyq-auditor'], dina: ['qazyq-auditor'] };
const names = { dina: 'Дина' };
const web = createServer();
const issuer = `http://localhost:${await listening(web)}`;
const key = { ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' };
const provider = new Provider(issuer, {
  clients: [{
    client_id: 'qazyq', client_secret: SECRET, redirect_uris: [`${origin}/openid/callback`],
    grant_types: ['authorization_code'], response_types: ['code'], token_endpoint_auth_method: 'client_secret_basic',
  }],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => {
      const name = id.replace(/^subject-of-/, '');
      return { sub: id, preferred_username: names[name] ?? name, name: `The person ${name}`, groups: { qazyq: roles[name] ?? [] } };
    },
  }),
  jwks: { keys: [key] },
  cookies: { keys: [randomBytes(16).toString('hex')] },
});
const failed = [];
provider.on('server_error', (_, error) => failed.push(String(error)));
web.on('request', provider.callback());

// The register.
const folder = mkdtempSync(join(tmpdir(), 'qazyq-openid-'));
const workspace = join(folder, 'workspace');
mkdirSync(workspace);
writeFileSync(join(folder, 'openid.secret'), `${SECRET}\n`, { mode: 0o600 });
writeFileSync(join(workspace, 'qazyq.toml'), `
[openid]
issuer = "${issuer}"
client_id = "qazyq"
client_secret_file = "../openid.secret"
roles_claim = "groups.qazyq"
name = "Staff"

[openid.roles]
qazyq-analyst = "analyst"
qazyq-approver = "approver"
qazyq-auditor = "auditor"
`);
const server = spawn(program, ['--workspace', workspace, 'serve', '--address', `127.0.0.1:${port}`, '--origin', origin, '--requests-per-second', '0', '--json']);
const told = [];
server.stderr.on('data', (data) => told.push(String(data)));
const { value: line } = await createInterface(server.stdout)[Symbol.asyncIterator]().next();
if (line === undefined) {
  await new Promise((done) => setTimeout(done, 200));
  throw new Error(`the server does not begin: ${told.join('')}`);
}
const ready = JSON.parse(line);

const browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : [] });
let count = 0;

/** Somebody at a browser of their own. */
async function person() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => { if (/Content Security Policy|Refused to/.test(message.text())) wrong.push(message.text()); });
  const text = () => page.locator('main').innerText();
  const go = async (path) => (await page.goto(`${origin}/en/${path}`)).status();
  const fill = async (fields) => {
    for (const [name, value] of Object.entries(fields)) await page.locator(`main [name="${name}"]`).last().fill(value);
  };
  const press = async (name) => {
    await Promise.all([page.waitForLoadState('load'), page.getByRole('button', { name, exact: true }).click()]);
    await page.waitForLoadState('networkidle');
  };
  /** Leaves for the provider, from the page of signing in. */
  const leave = async (path = 'sign-in') => {
    await go(path);
    await page.getByRole('button', { name: 'Sign in with Staff' }).click();
  };
  /** Signs in at the provider, where nobody has yet in this browser. */
  const signIn = async (name) => {
    await leave();
    await page.waitForURL(new RegExp(`^${issuer}/interaction/`));
    await page.locator('input[name=login]').fill(`subject-of-${name}`);
    await page.locator('input[name=password]').fill('whatever');
    await page.locator('button[type=submit]').click();
  };
  /** And agrees that the register is told who it is. */
  const consent = async () => {
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(new RegExp(`^${origin}/`));
    await page.waitForLoadState('networkidle');
  };
  const who = () => page.locator('aside.bench .who span').innerText();
  return { context, page, wrong, text, go, fill, press, leave, signIn, consent, who };
}

/** Holds the page that is shown against axe-core, and takes its picture. */
async function pictured(one, key) {
  await one.page.evaluate(axe);
  const found = await one.page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(found.violations.map((of) => `${of.id}: ${of.nodes.map((node) => node.html).slice(0, 3).join(' | ')}`), [], key);
  await one.page.screenshot({ path: join(pictures, `openid-${key}.png`), fullPage: true });
  count += 1;
}

/** The same of an address in every language, in both themes and sizes. */
async function look(one, key, path) {
  for (const language of ['en', 'ru', 'kk']) {
    for (const [scheme, width, height] of [['light', 1280, 900], ['dark', 360, 740]]) {
      await one.page.setViewportSize({ width, height });
      await one.page.emulateMedia({ colorScheme: scheme });
      assert.equal((await one.page.goto(`${origin}/${language}/${path}`)).status(), 200, path);
      const over = await one.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${language} ${key}: ${over} px wider than the screen`);
      await pictured(one, `${key}-${language}-${scheme}`);
    }
  }
  await one.page.setViewportSize({ width: 1280, height: 900 });
  await one.page.emulateMedia({ colorScheme: 'light' });
}

/** What the journal has, by whoever may see it. */
const entries = async (one) => (await (await one.page.request.get(`${origin}/en/workbench/audit.csv`)).text()).trim().split('\n');

try {
  // Before there is an administrator nobody comes by a provider: the one-time link is the only beginning.
  const early = await person();
  await early.signIn('aliya');
  await early.consent();
  assert.match(await early.text(), /You are not signed in/);
  await early.context.close();
  const admin = await person();
  await admin.page.goto(ready.first);
  await admin.fill({ user: 'root', 'new-password': PASSWORD, repeated: PASSWORD });
  await admin.press('Begin');
  assert.match(await admin.text(), /You are the first administrator/);
  count += 1;

  // Somebody who was never here is let in with the roles that a claim maps to, and comes to where she wanted to go.
  const aliya = await person();
  await aliya.go('workbench/lists');
  assert.match(aliya.page.url(), /sign-in\?next=/);
  await aliya.page.getByRole('button', { name: 'Sign in with Staff' }).click();
  await aliya.page.waitForURL(new RegExp(`^${issuer}/interaction/`));
  await aliya.page.locator('input[name=login]').fill('subject-of-aliya');
  await aliya.page.locator('input[name=password]').fill('whatever');
  await aliya.page.locator('button[type=submit]').click();
  await aliya.consent();
  assert.equal(new URL(aliya.page.url()).pathname, '/en/workbench/lists');
  assert.equal(await aliya.who(), 'The person aliya · analyst');
  const cookies = await aliya.context.cookies(origin);
  const session = cookies.find((cookie) => cookie.name === '__Host-qazyq');
  assert.ok(session.httpOnly && session.secure && session.sameSite === 'Lax');
  assert.ok(!cookies.some((cookie) => cookie.name === '__Host-qazyq-openid'), 'nobody is on the way any more');
  await aliya.go('workbench/account');
  assert.match(await aliya.text(), /Bound to\s+subject-of-aliya\s+http:\/\/localhost/);
  assert.match(await aliya.page.locator('section[aria-labelledby=sessions]').innerText(), /provider/);
  count += 1;

  // An answer of the provider serves once: the browser's history leads nowhere.
  let seen;
  aliya.page.on('request', (request) => { if (request.url().includes('/openid/callback')) seen = request.url(); });

  // Signed out here; the provider still knows her, and says what has changed meanwhile.
  await aliya.press('Sign out');
  assert.equal(await aliya.go('workbench/account'), 200);
  assert.match(aliya.page.url(), /sign-in/);
  roles.aliya = ['qazyq-approver'];
  await aliya.leave();
  await aliya.page.waitForURL(new RegExp(`^${origin}/en/workbench`));
  assert.equal(await aliya.who(), 'The person aliya · approver');
  const replayed = await aliya.page.goto(seen);
  assert.equal(replayed.status(), 403);
  assert.match(await aliya.text(), /was answered already/);
  assert.equal(await aliya.go('workbench'), 200);
  assert.equal(await aliya.who(), 'The person aliya · approver', 'the session stays');
  count += 1;

  // The page that leads to the provider by itself, where a browser does not go by itself.
  const slow = await person();
  await slow.page.route(`${origin}/en/openid`, async (route) => {
    const given = await route.fetch();
    const { refresh, ...headers } = given.headers();
    assert.ok(refresh.startsWith(`0; url=${issuer}/auth?`), refresh);
    await route.fulfill({ response: given, headers });
  });
  await slow.leave();
  await slow.page.getByRole('link', { name: 'Go on to Staff' }).waitFor();
  await pictured(slow, 'leaving');
  await slow.page.getByRole('link', { name: 'Go on to Staff' }).click();
  await slow.page.waitForURL(new RegExp(`^${issuer}/interaction/`));

  // Whoever has no role here is not let in, and it is recorded.
  const zarina = await person();
  await zarina.signIn('zarina');
  await zarina.consent();
  assert.match(await zarina.text(), /gives .*subject-of-zarina.* no role that is one here/);
  await pictured(zarina, 'no-role');
  assert.equal(await zarina.go('workbench'), 200);
  assert.match(zarina.page.url(), /sign-in/);
  assert.ok((await entries(admin)).some((line) => line.includes('openid-role-is-missing')));
  await admin.go('workbench/people');
  assert.doesNotMatch(await admin.text(), /zarina/, 'nor is she a user');

  // Whoever does not agree at the provider is told so here.
  const daniyar = await person();
  await daniyar.signIn('daniyar');
  await daniyar.page.getByText('Cancel').click();
  await daniyar.page.waitForURL(new RegExp(`^${origin}/`));
  assert.match(await daniyar.text(), /declined at the provider/);
  await pictured(daniyar, 'denied');
  await daniyar.page.getByText('Begin again').click();
  await daniyar.page.waitForURL(/sign-in/);

  // Whoever brings another's answer is refused: nobody is signed in under a stranger's name.
  const attacker = await person();
  await attacker.signIn('daniyar');
  await attacker.page.getByRole('button', { name: 'Continue' }).waitFor();
  // What comes after consent is done by hand: the answer stops before it comes back.
  const action = await attacker.page.locator('form').getAttribute('action');
  let answer = new URL(action, attacker.page.url()).href;
  for (let form = { prompt: 'consent' }; !answer.startsWith(origin); form = undefined) {
    const given = await attacker.page.request[form ? 'post' : 'get'](answer, { form, maxRedirects: 0 });
    assert.ok([302, 303].includes(given.status()), `${given.status()} at ${answer}`);
    answer = new URL(given.headers().location, answer).href;
  }
  assert.match(answer, /openid\/callback\?code=/);
  const victim = await person();
  assert.equal((await victim.page.goto(answer)).status(), 403);
  assert.match(await victim.text(), /was not begun in this browser/);
  await pictured(victim, 'stale');
  assert.ok(!(await victim.context.cookies(origin)).some((cookie) => cookie.name === '__Host-qazyq' && cookie.value));
  assert.equal((await attacker.page.goto(answer)).status(), 403, 'and then it serves nobody');
  // A form from elsewhere begins nothing.
  const forged = await victim.page.request.post(`${origin}/en/openid`, { form: {}, headers: { origin: 'https://evil.example' } });
  assert.equal(forged.status(), 403);
  count += 1;

  // A name that is a user's here is nobody's at the provider, until an administrator binds the two.
  await admin.go('workbench/people');
  await admin.fill({ user: 'saule' });
  await admin.page.locator('main input[name=roles][value=reader]').last().check();
  await admin.press('New user');
  const saule = await person();
  await saule.signIn('saule');
  await saule.consent();
  assert.match(await saule.text(), /saule.* is a user here who is not bound to/);
  await pictured(saule, 'name-taken');
  await admin.go('workbench/people/saule');
  await admin.fill({ 'openid-subject': 'subject-of-aliya' });
  await admin.page.locator('section[aria-labelledby=openid] button').click();
  assert.match(await admin.page.locator('[role=alert]').innerText(), /aliya.* is bound to that subject already/);
  await admin.go('workbench/people/saule');
  await admin.fill({ 'openid-subject': 'subject-of-saule' });
  await admin.page.locator('section[aria-labelledby=openid] button').click();
  await admin.page.waitForURL(/done=saved/);
  assert.match(await admin.text(), /Bound to\s+subject-of-saule/);
  await saule.leave();
  await saule.page.waitForURL(new RegExp(`^${origin}/en/workbench`));
  assert.equal(await saule.who(), 'The person saule · auditor', 'the provider’s roles are hers now');
  count += 1;

  // Of a name in other letters none is made.
  const dina = await person();
  await dina.signIn('dina');
  await dina.consent();
  assert.match(await dina.text(), /no short name can be made/);

  // Who was stopped here is not let in by a provider.
  await admin.go('workbench/people/aliya');
  await admin.page.getByRole('button', { name: 'Make inactive', exact: true }).click();
  await admin.page.waitForURL(/done=saved/);
  await aliya.leave();
  await aliya.page.waitForURL(new RegExp(`^${origin}/openid/callback`));
  assert.match(await aliya.text(), /You are not signed in/);
  await pictured(aliya, 'stopped');
  count += 1;

  // In the journal: who each is, by what they signed in, and no token of the provider's.
  const lines = await entries(saule);
  assert.ok(lines.some((line) => line.includes('subject-of-aliya')));
  const pages = { 'sign-in': [victim, 'sign-in'], people: [admin, 'workbench/people'], person: [admin, 'workbench/people/saule'], account: [saule, 'workbench/account'] };
  for (const [key, [one, path]] of Object.entries(pages)) await look(one, key, path);

  // Without its provider the server tells so, and a password still lets its user in.
  web.closeAllConnections();
  await new Promise((done) => web.close(done));
  const late = await person();
  await late.leave();
  // What the provider says of itself is still known for an hour: the browser finds nobody there.
  await late.page.waitForTimeout(500);
  await late.go('sign-in');
  await late.fill({ user: 'root', password: PASSWORD });
  await late.press('Sign in');
  await late.page.waitForURL(/workbench/);
  count += 1;

  assert.deepEqual(failed, [], 'the provider has met no fault of its own');
  for (const one of [admin, slow, aliya, zarina, daniyar, victim, saule, dina]) assert.deepEqual(one.wrong, []);
} finally {
  await browser.close();
  server.kill();
  web.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${count} passed, 0 failed`);
process.exit(0);
