// What programs write, by the same types: two people put an asset on a list, each request once, upon what was seen.
//
//   QAZYQ_ANALYST=… QAZYQ_APPROVER=… QAZYQ_ADMINISTRATOR=… node worked.js ORIGIN     three tokens; there is an asset `exk`

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import createClient from 'openapi-fetch';
import type { paths } from './schema.js';

const baseUrl = process.argv[2];
const of = (token: string | undefined) => {
  assert.ok(token);
  return createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${token}` } });
};
const analyst = of(process.env.QAZYQ_ANALYST);
const approver = of(process.env.QAZYQ_APPROVER);
const administrator = of(process.env.QAZYQ_ADMINISTRATOR);
const named = (name: string = randomUUID()) => ({ 'Idempotency-Key': name });

// Facts: looked at, recorded upon what was seen, and by the same name once.
const forms = [{ record: 'peg' as const, asset: 'exk', peg: 'USD', url: 'https://exk.example/', demonstration: true }];
const looked = await analyst.POST('/api/v1/records/preview', { body: forms });
assert.equal(looked.data?.new, 1, JSON.stringify(looked.error));
const name = randomUUID();
const record = () =>
  analyst.POST('/api/v1/records', { params: { header: named(name), query: { seen: looked.data?.seen } }, body: forms });
const [first, again] = [await record(), await record()];
assert.equal(first.response.status, 201, JSON.stringify(first.error));
assert.deepEqual(again.data?.entries, first.data?.entries);
assert.equal(again.response.headers.get('idempotency-replayed'), 'true');

// A decision takes two.
const proposed = await analyst.POST('/api/v1/decisions', {
  params: { header: named() },
  body: { asset: 'exk', proposal: { authority: 'ministry', action: 'add', from: '2026-11-01', reason: 'An example.' } },
});
const number = proposed.data?.entries[0];
assert.ok(number, JSON.stringify(proposed.error));
const path = { number };
const seen = await approver.GET('/api/v1/decisions/{number}', { params: { path } });
const tag = seen.response.headers.get('etag') ?? '';
assert.equal(seen.data?.stage, 'open');
const own = await analyst.POST('/api/v1/decisions/{number}/approval', { params: { path, header: named() }, body: {} });
assert.equal(own.error?.code, 'right-is-missing');
const step = { path, header: { ...named(), 'If-Match': tag } };
const approved = await approver.POST('/api/v1/decisions/{number}/approval', { params: step, body: { note: null } });
assert.equal(approved.response.status, 201, JSON.stringify(approved.error));
const stale = await approver.POST('/api/v1/decisions/{number}/rejection', {
  params: { path, header: { ...named(), 'If-Match': tag } },
  body: { reason: 'Too late.' },
});
assert.equal(stale.response.status, 412);
const published = await approver.POST('/api/v1/decisions/{number}/publication', {
  params: { path, header: named() },
  body: {},
});
assert.equal(published.response.status, 201, JSON.stringify(published.error));
// As of now: the register as it is served is a moment older.
const as_of = new Date().toISOString();
const list = await approver.GET('/api/v1/lists/{authority}', {
  params: { path: { authority: 'ministry' }, query: { on: '2026-11-02', as_of } },
});
assert.ok(list.data && typeof list.data !== 'string' && JSON.stringify(list.data).includes('exk'));

// Users are set upon what was seen.
const user = { user: 'new.one' };
const blind = await administrator.PUT('/api/v1/users/{user}', { params: { path: user }, body: { roles: ['reader'] } });
assert.equal(blind.response.status, 428);
const made = await administrator.PUT('/api/v1/users/{user}', {
  params: { path: user, header: { 'If-None-Match': '*' } },
  body: { roles: ['reader'], active: true },
});
assert.equal(made.response.status, 200, JSON.stringify(made.error));
const given = await administrator.POST('/api/v1/users/{user}/tokens', {
  params: { path: user, header: named() },
  body: { label: 'an example' },
});
const me = await of(given.data?.secret ?? undefined).GET('/api/v1/me');
assert.equal(me.data?.user, 'new.one');
console.log('4 passed, 0 failed');
