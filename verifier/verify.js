// Hands files to the verifier's module and shows what it answers. The page decides nothing: every outcome, every sentence
// and every figure is the module's, and no other server than the page's own is ever asked for anything.
//
// Files' names and whatever stands in a bundle are somebody else's text. They reach the page as text nodes alone, by
// `append` and `textContent`; there is no markup made from strings here.

const LANGUAGES = ['en', 'ru', 'kk'];
const SVG = 'http://www.w3.org/2000/svg';

const at = (id) => document.getElementById(id);
const main = document.querySelector('main');

/** What was chosen, by kind: `{ name, bytes }`, or null where the file could not be read. */
const held = {};
let module; // compiled once
let digest; // of the module's bytes
let words; // the page's own, in the language that is shown
let language;
let shown; // the last answer: { text, now }
let turn = 0; // what was asked for last: an older answer that comes late is dropped

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const element = (name, attributes, ...children) => filled(document.createElement(name), attributes, children);
const drawn = (name, attributes, ...children) => filled(document.createElementNS(SVG, name), attributes, children);

// ── The module ─────────────────────────────────────────────────────────────────────────────────────────────────────

async function load() {
  const response = await fetch('qazyq.wasm');
  if (!response.ok) throw new Error(`qazyq.wasm: ${response.status}`);
  // Compiled from bytes and not from the stream: not every file server knows the type that streaming asks for.
  const bytes = await response.arrayBuffer();
  module = await WebAssembly.compile(bytes);
  // Browsers give digests over https and on the machine itself only.
  if (!globalThis.crypto?.subtle) return;
  const sha256 = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  digest = Array.from(sha256, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Hands `inputs` over in their order, lets `run` call the module, and gives its answer as text. */
async function ask(inputs, run) {
  // A new one each time: one that broke off is of no use, and memory that has grown goes back.
  const { exports } = await WebAssembly.instantiate(module, {});
  for (const bytes of inputs) {
    // The place first: taking it may move the memory.
    const place = exports.take(bytes.length) >>> 0;
    new Uint8Array(exports.memory.buffer, place, bytes.length).set(bytes);
  }
  const length = run(exports) >>> 0;
  return new TextDecoder().decode(new Uint8Array(exports.memory.buffer, exports.answer() >>> 0, length));
}

// ── Words ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const encoded = (text) => new TextEncoder().encode(text);

async function speak(code) {
  language = code;
  words = JSON.parse(await ask([encoded(code)], (exports) => exports.words()));
  document.documentElement.lang = code;
  document.title = `${words.title} · Qazyq`;
  at('languages').setAttribute('aria-label', words.language);
  for (const place of document.querySelectorAll('[data-word]')) place.textContent = words[place.dataset.word];
  for (const link of document.querySelectorAll('nav a')) {
    link.ariaCurrent = link.lang === code ? 'true' : null;
  }
  showHeld();
}

// ── Files ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Which of the three a file is that was dropped without a word; what is none of the others is judged as a bundle. */
function kindOf(bytes) {
  const begins = new TextDecoder().decode(bytes.subarray(0, 4096));
  if (begins.startsWith('PK')) return 'bundle';
  if (/^\s*format\s*=\s*"qazyq\.policy\//m.test(begins)) return 'policy';
  return begins.includes('\n\n— ') ? 'checkpoint' : 'bundle';
}

async function keep(files, kind) {
  const mine = ++turn;
  for (const file of files) {
    let bytes = null;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      // A folder, a file that has gone, or one that is too large for the browser.
    }
    if (mine !== turn) return;
    held[kind ?? (bytes ? kindOf(bytes) : 'bundle')] = { name: file.name, bytes };
  }
  showHeld();
  await check();
}

function showHeld() {
  for (const place of document.querySelectorAll('.file')) {
    const file = held[place.dataset.kind];
    place.classList.toggle('has', Boolean(file));
    place.querySelector('bdi').textContent = file?.name ?? '';
    // Which of three buttons “Remove” is, is told by the file that it removes.
    place.querySelector('button').setAttribute('aria-label', `${words.remove}: ${file?.name ?? ''}`);
  }
}

// ── Checking ───────────────────────────────────────────────────────────────────────────────────────────────────────

async function check() {
  const mine = ++turn;
  shown = null;
  at('report').hidden = true;
  at('outcome').replaceChildren();
  if (!held.bundle) return;
  if (Object.values(held).some((file) => file && !file.bytes)) return tell('failed', `✗ ${words.unreadable}`);
  tell('working', `… ${words.working}`);
  // The module keeps the page's only thread busy: what it does must be on the screen before.
  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  const now = Math.floor(Date.now() / 1000);
  const none = new Uint8Array();
  const inputs = [held.bundle.bytes, held.policy?.bytes ?? none, held.checkpoint?.bytes ?? none, encoded(language)];
  let text;
  try {
    text = await ask(inputs, (exports) => exports.verify(BigInt(now)));
  } catch {
    // It ran out of memory, or has a fault: either way nothing is known.
    if (mine === turn) tell('failed', `✗ ${words.stopped}`);
    return;
  }
  if (mine !== turn) return;
  shown = { text, now };
  show(JSON.parse(text));
  at('outcome').scrollIntoView({ block: 'nearest' });
}

/** A sentence and its mark, which stands before it and is told in words by the sentence itself. */
function tell(outcome, sentence, found, remarks = [], of = '') {
  const [mark, ...rest] = sentence.split(' ');
  const seen = element('span', { class: 'mark', 'aria-hidden': 'true' }, mark);
  at('outcome').className = outcome;
  at('outcome').replaceChildren(element('h2', {}, seen, ' ', element('span', {}, rest.join(' '))));
  const told = [['found', found], ...remarks.map((remark) => ['remark', remark]), ['of', of]].filter(([, text]) => text);
  at('outcome').append(...told.map(([kind, text]) => element('p', { class: kind }, text)));
}

function show(report) {
  if (report.error !== undefined) return tell('failed', `✗ ${words.refused}`, report.error);
  tell(report.summary.outcome, report.summary.text, report.found, report.remarks, report.title);
  at('steps').replaceChildren(...report.steps.map((step, index) => {
    const came = element('span', { class: 'came' }, step.word);
    const item = element('li', { class: step.outcome }, came, ' ', element('span', { class: 'check' }, step.title));
    // A reason that holds for a run of steps is told at the first.
    const isTold = String(step.notes) === String(report.steps[index - 1]?.notes ?? '');
    if (!isTold) item.append(element('ul', {}, ...step.notes.map((note) => element('li', {}, note))));
    return item;
  }));
  at('limits').textContent = report.limits;
  const named = (kind) => held[kind]?.name ?? words.nobody;
  const about = [
    [words.bundle, named('bundle')],
    [words.policy, named('policy')],
    [words.checkpoint, named('checkpoint')],
    [words.moment, new Date(shown.now * 1000).toISOString().replace('.000', '')],
    [words.module, digest ?? '–'],
  ];
  at('checked').replaceChildren(...about.flatMap(([name, is]) => [element('dt', {}, name), element('dd', {}, is)]));
  at('chart').hidden = !report.chart;
  at('report').hidden = false;
  // Last, since a chart takes the width that its place has.
  at('series').replaceChildren(...(report.chart?.series ?? []).map((series) => figure(series, report.chart.limit)));
  drawAll();
}

// ── The chart ──────────────────────────────────────────────────────────────────────────────────────────────────────

function figure(series, limit) {
  const rows = series.days.map((day) => element('tr', {},
    element('th', { scope: 'row' }, day.day),
    element('td', {}, day.above ? '■ ' : '', day.text ?? words['chart-none']),
    element('td', {}, day.exact ?? '')));
  const heads = ['day', 'deviation', 'exact'].map((name) => element('th', { scope: 'col' }, words[name]));
  const table = element('table', {},
    element('caption', {}, `${series.source}; ${words['chart-limit']}: ${limit.text}`),
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows));
  const place = element('div', { class: 'plot' });
  place.draw = () => place.replaceChildren(plot(series, limit, Math.max(place.clientWidth || 640, 240)));
  // What is too wide for a phone is scrolled, with keys too.
  const scrolled = element('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': words.figures }, table);
  const figures = element('details', {}, element('summary', {}, words.figures), scrolled);
  return element('figure', {}, element('figcaption', {}, series.source), place, figures);
}

const drawAll = () => { for (const place of document.querySelectorAll('.plot')) place.draw(); };

/** A stem for each day, as long as its distance from the peg; at the width that there is, so that letters keep their size. */
function plot({ source, days }, limit, width) {
  const [height, left, right, top, bottom] = [220, 52, 8, 18, 26];
  const [end, base] = [width - right, height - bottom];
  const bound = Number(limit.draw);
  const high = Math.max(bound, ...days.map((day) => Number(day.draw ?? 0))) * 1.12;
  const room = (end - left) / days.length;
  const x = (index) => left + room * (index + 0.5);
  const y = (share) => base - ((base - top) * share) / high;
  const across = (share, kind) => drawn('line', { x1: left, x2: end, y1: y(share), y2: y(share), class: kind });
  const named = { role: 'img', 'aria-label': `${words.chart}: ${source}` };
  const svg = drawn('svg', { width, height, viewBox: `0 0 ${width} ${height}`, ...named });

  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50].find((step) => high / step <= 5) ?? high;
  for (let tick = 0; tick * step <= high; tick += 1) {
    const share = Number((tick * step).toFixed(2));
    const beside = { x: left - 8, y: y(share) + 4, 'text-anchor': 'end' };
    svg.append(across(share, tick === 0 ? 'peg' : 'grid'));
    svg.append(drawn('text', beside, `${share.toLocaleString(language)}\u00a0%`));
  }
  days.forEach((day, index) => {
    const place = { class: `day ${day.draw === undefined ? 'none' : day.above ? 'above' : 'within'}` };
    const group = drawn('g', place, drawn('title', {}, `${day.day}: ${day.text ?? words['chart-none']}`));
    if (day.draw === undefined) {
      group.append(drawn('rect', { x: x(index) - room / 2, y: top, width: room, height: base - top }));
      for (let from = top; from + 6 <= base; from += 6) {
        group.append(drawn('line', { x1: x(index) - room / 2, x2: x(index) + room / 2, y1: from + 6, y2: from }));
      }
    } else {
      const [stem, head] = [x(index), y(Number(day.draw))];
      group.append(drawn('line', { x1: stem, x2: stem, y1: base, y2: head }));
      // Another shape, since colour alone tells nothing to many.
      if (day.above) group.append(drawn('rect', { x: stem - 3, y: head - 3, width: 6, height: 6 }));
      else group.append(drawn('circle', { cx: stem, cy: head, r: 3 }));
    }
    svg.append(group);
  });
  const above = { x: end, y: y(bound) - 6, 'text-anchor': 'end', class: 'limit' };
  svg.append(across(bound, 'limit'), drawn('text', above, `${words['chart-limit']} ${limit.text}`));
  svg.append(drawn('text', { x: left, y: height - 6 }, days.at(0)?.day ?? ''));
  svg.append(drawn('text', { x: end, y: height - 6, 'text-anchor': 'end' }, days.at(-1)?.day ?? ''));
  return svg;
}

// ── What a person does ─────────────────────────────────────────────────────────────────────────────────────────────

function listen() {
  for (const place of document.querySelectorAll('.file')) {
    const { kind } = place.dataset;
    const input = place.querySelector('input');
    input.addEventListener('change', () => {
      const files = [...input.files];
      // Else the same file, changed meanwhile, could not be chosen again.
      input.value = '';
      if (files.length > 0) keep(files, kind);
    });
    place.querySelector('button').addEventListener('click', () => {
      delete held[kind];
      showHeld();
      input.focus();
      check();
    });
  }
  // Anywhere on the page: a file that misses a small field would otherwise be opened by the browser in the page's place.
  addEventListener('dragover', (event) => { event.preventDefault(); main.classList.add('over'); });
  addEventListener('dragleave', (event) => { if (!event.relatedTarget) main.classList.remove('over'); });
  addEventListener('drop', (event) => {
    event.preventDefault();
    main.classList.remove('over');
    if (event.dataTransfer.files.length > 0) keep([...event.dataTransfer.files]);
  });
  at('languages').addEventListener('click', async (event) => {
    const code = event.target.closest('a')?.lang;
    if (!code || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // The link itself would lose the files. The address is all that remembers the language.
    event.preventDefault();
    history.replaceState(null, '', `?lang=${code}`);
    await speak(code);
    await check();
  });
  at('save').addEventListener('click', () => {
    const href = URL.createObjectURL(new Blob([shown.text], { type: 'application/json' }));
    element('a', { href, download: `${held.bundle.name}.report.json` }).click();
    setTimeout(() => URL.revokeObjectURL(href));
  });
  addEventListener('resize', drawAll);
}

try {
  await load();
  const asked = [new URLSearchParams(location.search).get('lang'), ...navigator.languages.map((tag) => tag.split('-')[0])];
  await speak(asked.find((code) => LANGUAGES.includes(code)) ?? 'en');
  listen();
  at('unloaded').remove();
  at('languages').hidden = false;
  main.hidden = false;
} catch (error) {
  at('unloaded').classList.add('failed');
  console.error(error);
}
