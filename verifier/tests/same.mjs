// Prints what a module answers: the twin of `crates/wasm/examples/report.rs`, with which `scripts/same` compares it.
//
//   node same.mjs MODULE < LINES
//
// Lines `LANGUAGE tab NOW tab BUNDLE tab POLICY tab CHECKPOINT`, as told there; a report a line.

import { readFileSync } from 'node:fs';

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const foreign = WebAssembly.Module.imports(module);
if (foreign.length > 0) throw new Error(`the module imports ${JSON.stringify(foreign)}`);

function ask(inputs, run) {
  const { exports } = new WebAssembly.Instance(module, {});
  for (const bytes of inputs) {
    const place = exports.take(bytes.length) >>> 0;
    new Uint8Array(exports.memory.buffer, place, bytes.length).set(bytes);
  }
  const length = run(exports) >>> 0;
  return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(exports.memory.buffer, exports.answer() >>> 0, length));
}

const bytes = (path) => (path ? readFileSync(path) : new Uint8Array());
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const [language, now, bundle, policy, checkpoint] = line.split('\t');
  const named = new TextEncoder().encode(language);
  const answer = bundle === 'words'
    ? ask([named], (exports) => exports.words())
    : ask([bytes(bundle), bytes(policy), bytes(checkpoint), named], (exports) => exports.verify(BigInt(now || -1)));
  process.stdout.write(`${answer}\n`);
}
