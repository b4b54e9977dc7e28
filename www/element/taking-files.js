// Files that are dropped on an element or pasted into it, and pasted numbers.

import { filesOf, named } from '../files/dropped.js';

/**
 * @param {HTMLElement} element @param {{open: (files: import('../files/dropped.js').Named[], lost?: import('../files/dropped.js').Lost[]) => void, paste: (text: string) => void}} takers
 * @param {AbortSignal} signal
 */
export function takeFiles(element, { open, paste }, signal) {
  const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ run) =>
    element.addEventListener(type, run, { signal: signal });
  const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files');
  on('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    element.classList.add('dropping');
  });
  on('dragleave', (event) => {
    if (!element.contains(event.relatedTarget)) element.classList.remove('dropping');
  });
  on('drop', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    element.classList.remove('dropping');
    void filesOf(event.dataTransfer).then(({ files, lost }) => open(files, lost));
  });
  on('paste', (event) => {
    if (event.target.matches('input, textarea') || !event.clipboardData) return;
    const { files } = event.clipboardData;
    const text = event.clipboardData.getData('text/plain');
    if (files.length > 0) open(named(files));
    else if (text) paste(text);
    else return;
    event.preventDefault();
  });
}
