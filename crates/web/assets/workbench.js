// Files of forms: dropped where they are wanted, and their size and SHA-256 shown before anything is sent. Without this the plain field does the
// same, and the server computes the digest either way: what is computed here goes along, and the server refuses another file.
'use strict';

/** A field for a file. `zone` is what it lies in, with the words for it and how large a file may be. */
function takeFiles(zone) {
  const input = zone.querySelector('input[type="file"]');
  const digest = zone.querySelector('input[type="hidden"]');
  const told = zone.querySelector('[role="status"]');
  const shown = zone.querySelector('dl');
  const [nameAt, sizeAt, digestAt] = shown.querySelectorAll('dd');
  const away = zone.querySelector('button');
  const { dataset } = zone;
  const bytesMax = Number(dataset.bytesMax);
  // Which choice is being looked at: what is found out about an earlier one comes too late.
  let turn = 0;
  let looking = Promise.resolve();

  const row = digestAt.parentElement;

  const refuse = (text) => {
    row.hidden = true;
    told.textContent = text;
    told.classList.toggle('wrong', text !== '');
    // The browser holds the form back, and says why at the field.
    input.setCustomValidity(text);
    if (text === '') input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
  };

  async function look() {
    turn += 1;
    const own = turn;
    digest.value = '';
    digestAt.textContent = '';
    refuse('');
    const [file] = input.files;
    shown.hidden = !file;
    away.hidden = !file;
    if (!file) return;
    nameAt.textContent = file.name;
    sizeAt.textContent = file.size.toLocaleString(document.documentElement.lang);
    if (file.size > bytesMax) return refuse(dataset.tooLarge);
    if (file.size === 0) return refuse(dataset.empty);
    // Elsewhere than on this machine, browsers compute digests on encrypted connections alone: then nothing is claimed.
    if (!globalThis.crypto?.subtle) return;
    row.hidden = false;
    digestAt.textContent = dataset.computing;
    try {
      const bytes = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
      if (own !== turn) return;
      digest.value = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
      digestAt.textContent = digest.value;
      told.textContent = dataset.computed.replace('{name}', () => file.name);
    } catch {
      if (own !== turn) return;
      digestAt.textContent = '';
      refuse(dataset.unreadable);
    }
  }

  const lookAgain = () => { looking = look(); };
  input.addEventListener('change', lookAgain);
  away.addEventListener('click', () => {
    input.value = '';
    lookAgain();
    input.focus();
  });

  // Who sends while a digest is being computed waits for it.
  input.form.addEventListener('submit', (event) => {
    if (digestAt.textContent !== dataset.computing) return;
    event.preventDefault();
    const { submitter } = event;
    looking.then(() => input.form.requestSubmit(submitter));
  });

  const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
  const light = (on) => zone.classList.toggle('over', on);
  zone.addEventListener('dragenter', (event) => { if (hasFiles(event)) light(true); });
  zone.addEventListener('dragleave', (event) => { if (!zone.contains(event.relatedTarget)) light(false); });
  zone.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  zone.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    light(false);
    const { files, items } = event.dataTransfer;
    if (files.length !== 1 || items?.[0]?.webkitGetAsEntry?.()?.isDirectory) {
      input.value = '';
      lookAgain();
      told.textContent = dataset.one;
      told.classList.add('wrong');
      return;
    }
    input.files = files;
    lookAgain();
  });

  zone.querySelector('p').hidden = false;
  zone.classList.add('ready');
  // A browser that goes back to a page may have kept the file and not the rest.
  lookAgain();
}

document.addEventListener('DOMContentLoaded', () => {
  const zones = document.querySelectorAll('.drop');
  zones.forEach(takeFiles);
  if (zones.length === 0) return;
  // A file that misses its field would else be opened in place of the page, with all that was typed.
  for (const kind of ['dragover', 'drop']) {
    addEventListener(kind, (event) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    });
  }
});
