// Nothing here is needed: every page says all of it without a script. This adds a switch of theme, tables that sort and filter in
// place, a button that copies, and paper with the evidence opened. Loaded in the head without `defer`, so that a chosen theme is
// there before anything is painted; all else waits for the page.
'use strict';

const root = document.documentElement;
const darkness = matchMedia('(prefers-color-scheme: dark)');

// Where a browser keeps nothing, a choice holds for the page.
const kept = {
  get: () => { try { return localStorage.getItem('theme'); } catch { return null; } },
  set: (theme) => { try { localStorage.setItem('theme', theme); } catch { /* the page alone has it */ } },
  clear: () => { try { localStorage.removeItem('theme'); } catch { /* nothing was kept */ } },
};

const system = () => (darkness.matches ? 'dark' : 'light');
const shown = () => root.dataset.theme ?? system();
if (['light', 'dark'].includes(kept.get())) root.dataset.theme = kept.get();

// ── The switch of theme ────────────────────────────────────────────────────────────────────────────────────────────

function switchThemes(button) {
  const tell = () => button.setAttribute('aria-pressed', String(shown() === 'dark'));
  button.addEventListener('click', () => {
    const next = shown() === 'dark' ? 'light' : 'dark';
    // Who goes back to what the system says follows the system again.
    if (next === system()) {
      delete root.dataset.theme;
      kept.clear();
    } else {
      root.dataset.theme = next;
      kept.set(next);
    }
    tell();
  });
  darkness.addEventListener('change', tell);
  tell();
  button.hidden = false;
}

// ── Tables ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** By what the server wrote into `data-sort`, else by what is read; numbers as numbers, and what has none last in both directions. */
function sortKey(row, column) {
  const cell = row.cells[column];
  const text = cell.dataset.sort ?? cell.textContent.trim();
  const number = text === '' ? NaN : Number(text);
  return { text, number, empty: text === '' || text === '–' };
}

function compare(one, other, turn) {
  if (one.empty !== other.empty) return one.empty ? 1 : -1;
  const bothNumbers = !Number.isNaN(one.number) && !Number.isNaN(other.number);
  return turn * (bothNumbers ? one.number - other.number : one.text.localeCompare(other.text, root.lang));
}

function makeSortable(table) {
  const [body] = table.tBodies;
  for (const link of table.querySelectorAll('th > a.sort')) {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const head = link.parentElement;
      const turn = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
      for (const other of head.parentElement.cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', turn === 1 ? 'ascending' : 'descending');
      const rows = [...body.rows].map((row) => ({ row, key: sortKey(row, head.cellIndex) }));
      rows.sort((one, other) => compare(one.key, other.key, turn));
      body.append(...rows.map(({ row }) => row));
    });
  }
}

/** Narrows a table to what its form says; the form's own request does the same on the server. */
function makeFilter(form) {
  const table = document.getElementById(form.dataset.filters);
  const told = form.querySelector('[role="status"]');
  if (!table) return;
  const narrow = () => {
    const asked = new FormData(form);
    const words = String(asked.get('q') ?? '').trim().toLocaleLowerCase(root.lang);
    let count = 0;
    for (const row of table.tBodies[0].rows) {
      const isNamed = row.cells[0].textContent.toLocaleLowerCase(root.lang).includes(words);
      const isOf = (key) => !asked.get(key) || row.dataset[key] === asked.get(key);
      row.hidden = !(isNamed && isOf('outcome') && isOf('peg'));
      if (!row.hidden) count += 1;
    }
    if (told) told.textContent = told.dataset.text.replace('{count}', count).replace('{all}', table.tBodies[0].rows.length);
  };
  form.addEventListener('input', narrow);
}

// ── Copying and printing ───────────────────────────────────────────────────────────────────────────────────────────

function makeCopier(button) {
  const from = document.getElementById(button.dataset.copies);
  if (!from || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(from.textContent.trim());
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = before; }, 2000);
  });
}

function openForPrint() {
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('main details:not([open])')];
    for (const details of opened) details.open = true;
  });
  addEventListener('afterprint', () => { for (const details of opened) details.open = false; });
}

/** A link into what is folded shut opens it. */
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const details = target && target.closest('details');
  if (details && !details.open) {
    details.open = true;
    target.scrollIntoView();
  }
}

document.addEventListener('DOMContentLoaded', () => {
  document.querySelectorAll('button.theme').forEach(switchThemes);
  document.querySelectorAll('table.sortable').forEach(makeSortable);
  document.querySelectorAll('form[data-filters]').forEach(makeFilter);
  document.querySelectorAll('button[data-copies]').forEach(makeCopier);
  openForPrint();
  openTarget();
  addEventListener('hashchange', openTarget);
});
