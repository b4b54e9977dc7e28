// Saving quantized data: codes, scales, and zero-points or levels of A or of B as a file, written where the tensor is.

import { Obsolete } from '../../engine/errors.js';
import { fileName } from '../../export/names.js';
import { save } from '../../export/save.js';
import { count, number } from '../../numbers/format.js';
import { say } from '../../i18n/index.js';
import { isSentence } from '../../engine/wire.js';
import { button, roleChoice } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';

/** @typedef {import('../../export/types.js').ExportQuestion} ExportQuestion */

/** @param {import('../../export/types.js').ExportContext} context */
export function exportCodes({ t, frame, ask }) {
  /** @type {'a'|'b'} */
  let role = 'a';
  /** @type {AbortController|null} */
  let running = null;
  const roles = roleChoice({
    label: t('export.of'),
    name: 'export-role',
    onChange: (value) => {
      role = value;
      update();
    },
  });
  const about = h('p');
  const formula = h('code');
  const meter = h('progress', { max: 1, value: 0, hidden: true, 'aria-label': t('ui.computing') });
  const cancel = button({ text: t('ui.cancel'), name: 'export-cancel', onClick: leave });
  cancel.hidden = true;
  const said = h('p', { class: 'hint', role: 'status' });
  const request = (/** @type {boolean} */ npz) => (/** @type {import('../../engine/records.js').Frame} */ shown) =>
    /** @type {ExportQuestion} */ ({ kind: 'quantized', scheme: shown[role].text, data: shown.data.text, npz });
  const buttons = [
    button({
      text: '.safetensors',
      name: 'export-safetensors',
      onClick: () => void store('safetensors', true, request(false)),
    }),
    button({ text: '.npz', name: 'export-npz', onClick: () => void store('npz', true, request(true)) }),
  ];
  const data = button({
    text: t('export.data.npy'),
    name: 'export-npy',
    onClick: () => void store('npy', false, () => ({ kind: 'data', npy: true })),
  });

  /** @param {string} ending @param {boolean} quantized @param {(shown: import('../../engine/records.js').Frame) => ExportQuestion} questionOf */
  async function store(ending, quantized, questionOf) {
    const shown = frame();
    if (!shown) return;
    leave();
    const own = new AbortController();
    running = own;
    busy(true);
    setText(said, '');
    try {
      const { bytes } = await ask(questionOf(shown), {
        signal: own.signal,
        onprogress: (fraction) => (meter.value = fraction),
      });
      const name = fileName([shown.data.text, ...(quantized ? [shown[role].text] : [])], ending);
      save(new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)], { type: 'application/octet-stream' }), name);
      setText(said, t('export.saved.as', { name }));
    } catch (error) {
      if (error instanceof Obsolete) setText(said, t('export.given-up'));
      else if (isSentence(error)) setText(said, say(t, /** @type {any} */ (error)));
      else throw error;
    } finally {
      if (running === own) busy(false);
    }
  }
  /** @param {boolean} now */
  function busy(now) {
    if (!now) running = null;
    meter.hidden = cancel.hidden = !now;
    meter.value = 0;
    for (const each of [...buttons, data]) each.disabled = now;
  }
  function leave() {
    running?.abort();
  }
  function update() {
    const shown = frame();
    if (!shown) return;
    roles.update(role);
    const { text, parts, table, blocks, metrics } = shown[role];
    const type = !table && parts.symmetry === 'sym' ? 'int8' : 'uint8';
    const words = {
      scheme: text,
      type,
      shape: shown.data.shape.join(' × ') || '1',
      blocks: count(blocks),
      bits: number(metrics.bits_per_value, { digits: 4, trim: true }),
    };
    setText(about, t(table ? 'export.codes.about.table' : 'export.codes.about', words));
    setText(formula, table ? 'levels[codes] * scales' : '(codes - zero_points) * scales');
  }

  return {
    element: h(
      'div',
      { class: 'export-codes' },
      roles.element,
      about,
      h('p', { class: 'hint' }, t('export.codes.decode'), ' ', formula),
      h('div', { class: 'row' }, ...buttons, meter, cancel),
      h('h3', { text: t('export.data') }),
      h('p', { class: 'hint', text: t('export.data.hint') }),
      h('div', { class: 'row' }, data),
      said,
    ),
    update,
    leave,
  };
}
