// Saving quantized data: codes, scales, and zero-points or levels of A or of B as a file, written where the tensor is. Where a library
// has a layout that decodes to the same values, it can be saved in that, too.

import { Obsolete } from '../../engine/errors.js';
import { fileName } from '../../export/names.js';
import { save } from '../../export/save.js';
import { count, number } from '../../numbers/format.js';
import { nonFiniteText } from '../../numbers/non-finite.js';
import { joined, say } from '../../i18n/index.js';
import { isSentence } from '../../engine/wire.js';
import { button, roleChoice } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';
import { nearestStored, unfilledBlock } from './whole-blocks.js';

/** @typedef {import('../../export/types.js').ExportQuestion} ExportQuestion */
/** @typedef {import('../../engine/records.js').Frame} Frame */

/** What containers of libraries are called, and the endings of their files: no two files of one scheme have the same name. @type {Record<string, [library: string, ending: string]>} */
const LIBRARIES = {
  'compressed-tensors': ['compressed-tensors', 'compressed-tensors.safetensors'],
  'model-optimizer': ['Model Optimizer', 'modelopt.safetensors'],
  deepseek: ['DeepSeek', 'deepseek.safetensors'],
  floats: ['safetensors', 'floats.safetensors'],
  bitsandbytes: ['bitsandbytes', 'bitsandbytes.safetensors'],
  gguf: ['GGUF', 'gguf'],
};

/** How the arrays of a file decode, by what the codes stand for. @type {Record<string, string>} */
const DECODING = {
  '': '(codes - zero_points) * scales',
  '.table': 'levels[codes] * scales',
  '.fitted': 'levels[codes] * scales + minimums',
};

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
  const decoded = h('p', { class: 'hint' }, t('export.codes.decode'), ' ', formula);
  const meter = h('progress', { max: 1, value: 0, hidden: true, 'aria-label': t('ui.computing') });
  const cancel = button({ text: t('ui.cancel'), name: 'export-cancel', onClick: leave });
  cancel.hidden = true;
  const said = h('p', { class: 'hint', role: 'status' });
  const inContainer = (/** @type {string} */ container) => (/** @type {Frame} */ shown) =>
    /** @type {ExportQuestion} */ ({ kind: 'quantized', scheme: shown[role].text, data: shown.data.text, container });
  const own = ['safetensors', 'npz'].map((container) =>
    button({
      text: `.${container}`,
      name: `export-${container}`,
      onClick: () => void store(container, true, inContainer(container)),
    }),
  );
  const libraries = h('div', { class: 'row' });
  const none = h('p', { class: 'hint', hidden: true });
  /** @type {HTMLButtonElement[]} */
  let theirs = [];
  /** @type {AbortController|null} */
  let asking = null;

  /** Offers the libraries that have a layout for the scheme shown. @param {Frame} shown */
  async function offer(shown) {
    asking?.abort();
    const { signal } = (asking = new AbortController());
    try {
      const found = async (/** @type {string} */ scheme) => {
        const question = /** @type {ExportQuestion} */ ({ kind: 'containers', scheme });
        const { containers: all = [] } = await ask(question, { signal, onprogress() {} });
        // Our own containers hold every scheme.
        return all.filter(({ container }) => container in LIBRARIES);
      };
      const containers = await found(shown[role].text);
      const why = containers.length === 0 ? await reason(shown, found) : '';
      if (signal.aborted) return;
      setText(none, why);
      theirs = containers.map(({ container, layout }) => {
        const [name, ending] = LIBRARIES[container];
        return button({
          text: `${name}: ${layout}`,
          name: `export-${container}`,
          onClick: () => void store(ending, true, inContainer(container)),
        });
      });
      for (const each of theirs) each.disabled = running !== null;
      libraries.replaceChildren(...theirs);
      none.hidden = theirs.length > 0;
    } catch (error) {
      // Other data takes the place of what was asked about, and is asked about itself.
      if (!(error instanceof Obsolete)) throw error;
    }
  }

  /** Why no library has a layout for the scheme shown. @param {Frame} shown @param {(scheme: string) => Promise<unknown[]>} found */
  async function reason(shown, found) {
    const { columns } = shown.data;
    const block = unfilledBlock(shown[role], columns);
    if (block === null) return t('export.libraries.none');
    const said = { scheme: shown[role].text, columns: count(columns), block: count(block) };
    for (const nearest of nearestStored(shown[role]))
      if ((await found(nearest)).length > 0) return t('export.libraries.rows.nearest', { ...said, nearest });
    return t('export.libraries.rows', said);
  }

  const data = button({
    text: t('export.data.npy'),
    name: 'export-npy',
    onClick: () => void store('npy', false, () => ({ kind: 'data', npy: true })),
  });

  /** @param {string} ending @param {boolean} quantized @param {(shown: Frame) => ExportQuestion} questionOf */
  async function store(ending, quantized, questionOf) {
    const shown = frame();
    if (!shown) return;
    running?.abort();
    const current = new AbortController();
    running = current;
    busy(true);
    setText(said, '');
    try {
      const { bytes } = await ask(questionOf(shown), {
        signal: current.signal,
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
      if (running === current) busy(false);
    }
  }
  /** @param {boolean} now */
  function busy(now) {
    if (!now) running = null;
    meter.hidden = cancel.hidden = !now;
    meter.value = 0;
    for (const each of [...own, ...theirs, data]) each.disabled = now;
  }
  function leave() {
    running?.abort();
    asking?.abort();
  }
  function update() {
    const shown = frame();
    if (!shown) return;
    roles.update(role);
    const { text, parts, table, fitted, blocks, metrics } = shown[role];
    const type = !table && !fitted && parts.symmetry === 'sym' ? 'int8' : 'uint8';
    const words = {
      scheme: text,
      type,
      shape: shown.data.shape.join(' × ') || '1',
      blocks: count(blocks),
      bits: number(metrics.bits_per_value, { digits: 4, trim: true }),
    };
    // What a file stores already is not saved again.
    const held = fitted?.layout;
    for (const each of own) each.hidden = held !== undefined;
    decoded.hidden = held !== undefined;
    if (held !== undefined) {
      setText(about, t('export.codes.stored', { layout: held }));
      void offer(shown);
      return;
    }
    const kind = fitted ? '.fitted' : table ? '.table' : '';
    const { positive, negative } = shown.data;
    const gguf = fitted && positive + negative > 0 ? [t('nonfinite.gguf')] : [];
    setText(about, joined([t(`export.codes.about${kind}`, words), nonFiniteText(t, shown.data, shown[role]), ...gguf]));
    setText(formula, DECODING[kind]);
    void offer(shown);
  }

  return {
    element: h(
      'div',
      { class: 'export-codes' },
      roles.element,
      about,
      decoded,
      h('div', { class: 'row' }, ...own, meter, cancel),
      h('h3', { text: t('export.libraries') }),
      libraries,
      none,
      h('h3', { text: t('export.data') }),
      h('p', { class: 'hint', text: t('export.data.hint') }),
      h('div', { class: 'row' }, data),
      said,
    ),
    update,
    leave,
  };
}
