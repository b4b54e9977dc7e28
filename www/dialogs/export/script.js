// The scheme and the data as a script: which one, its text to copy or to save, and the files it reads.

import { INLINE_RANGES, INLINE_VALUES, TARGETS, refusal, scriptOf } from '../../code/index.js';
import { Obsolete } from '../../engine/errors.js';
import { fileName } from '../../export/names.js';
import { save, textFile } from '../../export/save.js';
import { say } from '../../i18n/index.js';
import { isSentence } from '../../engine/wire.js';
import { button, optionsOf, roleChoice, segmented } from '../../controls/controls.js';
import { copyButton } from '../../controls/copy.js';
import { h, setText } from '../../controls/dom.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {{name: string, bytes: () => Promise<Uint8Array<ArrayBuffer>>}} Beside a file that a script reads */

/** @param {import('../../export/types.js').ExportContext} context */
export function exportCode({ t, frame, ask }) {
  /** @type {'a'|'b'} */
  let role = 'a';
  let target = TARGETS[0];
  /** @type {AbortController|null} */
  let running = null;
  /** @type {Beside[]} */
  let beside = [];
  /** What the script was written for. */
  let asked = '';

  const targets = segmented({
    label: t('code.target'),
    name: 'code-target',
    options: optionsOf(t, 'code.target', TARGETS),
    onChange: (value) => {
      target = value;
      update();
    },
  });
  const roles = roleChoice({
    label: t('export.of'),
    name: 'code-role',
    onChange: (value) => {
      role = value;
      update();
    },
  });
  const hint = h('p', { class: 'hint' });
  const problem = h('p', { class: 'problem', role: 'status' });
  const field = h('textarea', {
    readOnly: true,
    rows: 18,
    spellcheck: false,
    wrap: 'off',
    'aria-label': t('code.script'),
    'data-control': 'code-script',
  });
  const copy = copyButton({ t, name: 'code-copy', label: t('code.script'), field, text: () => field.value });
  const store = button({ text: t('code.save'), name: 'code-save', onClick: () => saveScript() });
  const files = h('div', { class: 'row files-beside' });
  const said = h('p', { class: 'hint', role: 'status' });
  const shows = h('div', { class: 'script' }, h('div', { class: 'row' }, store, copy, files), said, field);

  function saveScript() {
    const shown = frame();
    if (!shown) return;
    const name = fileName([shown.data.text, shown[role].text, target], 'py');
    save(textFile(field.value, 'text/x-python'), name);
    setText(said, t('export.saved.as', { name }));
  }
  /** @param {Beside} file */
  async function saveBeside({ name, bytes }) {
    try {
      save(new Blob([await bytes()], { type: 'application/octet-stream' }), name);
      setText(said, t('export.saved.as', { name }));
    } catch (error) {
      fail(error);
    }
  }
  /** @param {unknown} error */
  function fail(error) {
    if (error instanceof Obsolete) return;
    if (!isSentence(error)) throw error;
    setText(problem, say(t, /** @type {any} */ (error)));
  }
  const fetched = (
    /** @type {import('../../export/types.js').ExportQuestion} */ question,
    /** @type {AbortSignal} */ signal,
  ) => ask(question, { signal, onprogress: () => {} });

  /** The bytes of a file. @param {import('../../export/types.js').ExportQuestion} question */
  async function bytesOf(question) {
    const { bytes } = await fetched(question, new AbortController().signal);
    return /** @type {Uint8Array<ArrayBuffer>} */ (bytes);
  }

  /** The subject of a script; the files it reads come into `beside`. @param {Frame} shown @param {AbortSignal} signal @returns {Promise<import('../../code/index.js').Subject>} */
  async function subjectOf(shown, signal) {
    const { data } = shown;
    const { text, parts, stored, table, scripted, params, divisor, blocks } = shown[role];
    const dataFile = fileName([data.text], 'npy');
    const rangesName = fileName([data.text, text, 'ranges'], 'npy');
    beside = [];
    /** @type {Float32Array|string} */
    let values = dataFile;
    if (data.count <= INLINE_VALUES)
      values = /** @type {Float32Array} */ ((await fetched({ kind: 'data', npy: false }, signal)).numbers);
    else beside.push({ name: dataFile, bytes: () => bytesOf({ kind: 'data', npy: true }) });
    /** @type {Float32Array|string|null} */
    let ranges = null;
    if (!scripted) {
      const found = /** @type {Float32Array} */ (
        (await fetched({ kind: 'ranges', scheme: text, npy: false }, signal)).ranges
      );
      ranges = blocks > INLINE_RANGES ? rangesName : found;
      if (blocks > INLINE_RANGES)
        beside.push({ name: rangesName, bytes: () => bytesOf({ kind: 'ranges', scheme: text, npy: true }) });
    }
    return {
      data: data.text,
      scheme: text,
      parts,
      stored,
      table,
      qMin: params.q_min,
      qMax: params.q_max,
      divisor,
      shape: data.shape,
      columns: data.columns,
      values,
      ranges,
    };
  }

  async function write(/** @type {Frame} */ shown) {
    running?.abort();
    const own = new AbortController();
    running = own;
    try {
      const subject = await subjectOf(shown, own.signal);
      if (running !== own) return;
      field.value = scriptOf(target, subject);
      files.replaceChildren(
        ...beside.map((file, i) =>
          button({
            text: file.name,
            name: `code-file-${i}`,
            title: t('code.file', { name: file.name }),
            onClick: () => void saveBeside(file),
          }),
        ),
      );
      setText(
        hint,
        [t('code.hint'), t(`code.hint.${target}`), beside.length > 0 ? t('code.beside') : t('code.inline')].join(
          t.lang === 'en' ? ' ' : '',
        ),
      );
      shows.hidden = false;
    } catch (error) {
      asked = '';
      fail(error);
    }
  }
  function leave() {
    running?.abort();
    running = null;
  }
  function update() {
    const shown = frame();
    if (!shown) return;
    targets.update(target);
    roles.update(role);
    const now = [target, role, shown.data.text, shown[role].text].join('\n');
    if (now === asked) return;
    asked = now;
    setText(problem, '');
    setText(said, '');
    const why = refusal(target, shown[role], shown.data);
    if (why) {
      leave();
      shows.hidden = true;
      setText(hint, '');
      setText(problem, t(why));
      return;
    }
    void write(shown);
  }

  return {
    element: h(
      'div',
      { class: 'export-code' },
      h('div', { class: 'row picks' }, targets.element, roles.element),
      hint,
      problem,
      shows,
    ),
    update,
    leave,
  };
}
