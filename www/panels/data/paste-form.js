// Numbers that are typed or pasted: a few become typed values, which a link carries; more become a file.

import { button } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';

/** The name of pasted text as a file. */
const NAME = 'pasted.txt';
/** The most numbers that go into a link. */
const MOST_WRITTEN = 256;
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** A whole part of up to three digits, and three more behind a point: a decimal point, or one that separates thousands. */
const GROUPED = /^[-+]?[1-9]\d{0,2}\.\d{3}$/;

/**
 * The data string of a few numbers in one row or column; null for anything else, and for what can be read in two ways: it is read as a
 * file, which says how.
 * @param {string} text @returns {string|null}
 */
export function written(text) {
  const given = text.trim();
  const lines = given.split(/\s*[\r\n]+\s*/);
  const cells = given.split(/\s*[,;\s]\s*/).filter(Boolean);
  if (lines.length > 1 && lines.length !== cells.length) return null;
  // "1,5;2,5" and "1,5 2,5" have decimal commas, and "1,5" may have one.
  if (/\d,\d/.test(given) && /\d\s+[-+.\d]|;/.test(given)) return null;
  if (lines.every((line) => /^[-+]?\d+,\d+$/.test(line))) return null;
  const pointed = cells.filter((cell) => cell.includes('.'));
  if (pointed.length > 0 && !given.includes(',') && pointed.every((cell) => GROUPED.test(cell))) return null;
  if (cells.length === 0 || cells.length > MOST_WRITTEN || !cells.every((cell) => NUMBER.test(cell))) return null;
  return `values(${cells.join(',')})`;
}

/**
 * @param {{t: import('../../i18n/types.js').Translator, onData: (data: string) => void, onFile: (file: File) => void}} options
 */
export function pasteForm({ t, onData, onFile }) {
  const text = h('textarea', {
    rows: 4,
    spellcheck: false,
    placeholder: t('ui.paste.example'),
    'aria-label': t('ui.paste'),
    'data-control': 'paste-text',
  });
  const fold = h(
    'details',
    { class: 'more paste', 'data-control': 'paste' },
    h('summary', { text: t('ui.paste') }),
    text,
    button({ text: t('ui.paste.show'), name: 'paste-show', onClick: () => take(text.value) }),
  );
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) take(text.value);
  });
  /** @param {string} given */
  function take(given) {
    if (given.trim() === '') return text.focus();
    const data = written(given);
    if (data) onData(data);
    else onFile(new File([given], NAME, { type: 'text/plain' }));
  }
  return { element: fold, take };
}
