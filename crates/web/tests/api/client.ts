// A client whose types are made of the server's own description: it compiles, and what it is given has the form that they say.
//
//   node client.js ORIGIN

import assert from 'node:assert/strict';
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.js';

const origin = process.argv[2];
const client = createClient<paths>({ baseUrl: origin });

// Every asset, page by page.
const assets: components['schemas']['Asset'][] = [];
let cursor: string | undefined;
do {
  const { data, error } = await client.GET('/api/v1/assets', { params: { query: { limit: 2, cursor } } });
  // A table would be text.
  assert.ok(data && typeof data !== 'string', JSON.stringify(error));
  assets.push(...data.items);
  cursor = data.next ?? undefined;
} while (cursor !== undefined);
assert.deepEqual(assets.map((asset) => asset.id), ['dai', 'exk', 'exk2', 'usdc', 'usdp', 'usdt', 'ust']);

// The gate's answer, with its reasons.
for (const asset of assets) {
  const { data, error } = await client.GET('/api/v1/gate/{asset}', { params: { path: { asset: asset.id } } });
  assert.ok(data, JSON.stringify(error));
  const answer: 'admit' | 'refuse' | 'review' = data.answer;
  // Everything in the demonstration rests on something made up.
  assert.equal(answer, 'review');
  assert.equal(data.grounds[0], 'made_up');
  assert.equal(data.bundle, asset.bundle);
}

// A mistake is a problem document, with its type.
const { data, error, response } = await client.GET('/api/v1/assets/{asset}/verdict', {
  params: { path: { asset: 'usdc' }, query: { on: '2023-02-30' } },
});
assert.equal(data, undefined);
assert.equal(response.status, 400);
assert.equal(error?.code, 'not_a_day');
assert.equal(error?.status, 400);

// Every day, as exact text.
const { data: days } = await client.GET('/api/v1/assets/{asset}/days', { params: { path: { asset: 'ust' } } });
assert.ok(days && typeof days !== 'string');
assert.equal(days.days.length, 41);
assert.match(days.days.at(-1)?.deviation ?? '', /^-?\d+(\/\d+)?$/);
console.log('4 passed, 0 failed');
