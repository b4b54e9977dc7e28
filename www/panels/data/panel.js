// The controls of the data: its kind and outliers, samples and files, and its string.

import { licenses } from '../../beside.js';
import { named } from '../../files/dropped.js';
import { count, number } from '../../numbers/format.js';
import { FOLDS, hideable } from '../../state/hide.js';
import { AFRESH } from '../../state/state.js';
import { addressForm } from './address-form.js';
import { axisChoice } from './axis-choice.js';
import { button, numberField, optionsOf, restFold, segmented, stopSlider } from '../../controls/controls.js';
import { dataPicker } from './picker.js';
import { h, setText } from '../../controls/dom.js';
import { filePicker } from '../../controls/file-picker.js';
import { fileList } from './file-list.js';
import { handPlaced } from './hand-placed.js';
import { notationField } from '../../controls/notation-field.js';
import { pasteForm } from './paste-form.js';
import { rawForm } from './raw-form.js';
import { dataRemarks } from './remarks.js';
import { showsText } from './shows.js';

/** @typedef {import('../../engine/records.js').DataParts} DataParts */
/** @typedef {import('../../files/types.js').Opened} Opened */
/** @typedef {import('../../files/types.js').Sample} Sample */

const FRACTIONS = [0, 0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05];
const MAGNITUDES = [2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 100, 200];
const DRIFTS = [0.01, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
const CHANNELS = [0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32];
const LARGEST_SIDE = 65536;
const LARGEST_SEED = 2 ** 32 - 1;
/** The options of a generator when the data before was a file. @type {DataParts} */
const FRESH = {
  kind: 'normal',
  name: '',
  source: 'generator',
  rows: 256,
  columns: 256,
  vector: false,
  seed: 7,
  mean: 0,
  sd: 1,
  df: 3,
  outlier_fraction: 0.001,
  outlier_magnitude: 20,
  outlier_side: 'both',
  channel_count: 0,
  channel_magnitude: 20,
};
/** File endings that the file dialog offers; the contents decide the format. */
const ACCEPT = '.safetensors,.gguf,.pt,.pth,.onnx,.npy,.npz,.csv,.tsv,.txt,.json,.jsonl,.png,.jpg,.jpeg,.bin,.raw,.dat';

/**
 * @param {import('../../element/types.js').PageContext & {problem: (key: string, words: Record<string, string>) => void, openFiles: (files: import('../../files/dropped.js').Named[]) => void, readAddress: (address: string) => void, unweigh: () => void, opened: readonly Opened[], samples: Sample[]}} context
 */
export function dataPanel({
  t,
  set,
  compose,
  changeData,
  wanted,
  drawing,
  problem,
  openFiles,
  readAddress,
  unweigh,
  opened,
  samples,
}) {
  /** @type {DataParts} */
  let parts;
  /** @type {import('../../engine/records.js').DataFrame} */
  let shown;
  let text = '';

  /** @param {Partial<DataParts>} change @param {boolean} [transient] */
  function change(change, transient = false) {
    const now = drawing().parse_data(wanted().data).parts;
    const same = now.source === 'generator';
    // A part of the matrix is the same part while its values are varied.
    const also = same ? { ...AFRESH, at: wanted().at } : AFRESH;
    compose('data', () => drawing().print_data({ ...(same ? now : FRESH), ...change }), { transient, also });
  }

  /** Shows other data, and resets what was shown of the data before. @param {string} data */
  const show = (data) => set({ data, ...AFRESH });
  const notation = notationField({
    t,
    label: t('ui.data.notation'),
    name: 'data',
    onCommit: (text) => set({ data: text, x: '' }),
  });
  const chooser = dataPicker({
    t,
    drawing,
    samples,
    problem,
    onChoose: (means) => {
      if ('file' in means) picker.click();
      else if ('data' in means) show(means.data);
      else change(means);
    },
  });
  const fraction = stopSlider({
    label: t('ui.outliers'),
    name: 'outlier-fraction',
    stops: FRACTIONS,
    format: (value) =>
      value === 0 ? t('ui.none') : t('ui.outliers.value', { share: number(value * 100, { digits: 2, trim: true }) }),
    onChange: (value, transient) => change({ outlier_fraction: value }, transient),
  });
  const magnitude = stopSlider({
    label: t('ui.outliers.magnitude'),
    name: 'outlier-magnitude',
    stops: MAGNITUDES,
    format: (value) => t('ui.outliers.sd', { count: value }),
    onChange: (value, transient) => change({ outlier_magnitude: value }, transient),
  });
  const side = segmented({
    label: t('ui.outliers.side'),
    name: 'outlier-side',
    options: optionsOf(t, 'ui.outliers.side', ['both', 'pos', 'neg']),
    onChange: (value) => change({ outlier_side: /** @type {DataParts['outlier_side']} */ (value) }),
  });
  const channels = stopSlider({
    label: t('ui.channels'),
    name: 'channel-count',
    stops: CHANNELS,
    format: (value) => (value === 0 ? t('ui.none') : t('ui.channels.value', { count: value })),
    onChange: (value, transient) => change({ channel_count: value }, transient),
  });
  const channelMagnitude = stopSlider({
    label: t('ui.channels.magnitude'),
    name: 'channel-magnitude',
    stops: MAGNITUDES,
    format: (value) => `× ${value}`,
    onChange: (value, transient) => change({ channel_magnitude: value }, transient),
  });
  const drift = stopSlider({
    label: t('ui.drift'),
    name: 'drift',
    stops: DRIFTS,
    format: (value) => (value === 1 ? t('ui.none') : `× ${value}`),
    onChange: (value, transient) => change({ drift: value === 1 ? undefined : value }, transient),
  });
  const whole = (
    /** @type {string} */ name,
    /** @type {number} */ min,
    /** @type {number} */ max,
    /** @type {(value: number) => Partial<DataParts>} */ part,
  ) =>
    numberField({
      label: t(`ui.data.${name}`),
      name,
      min,
      max,
      step: '1',
      onChange: (value) => change(part(Math.round(value))),
    });
  const seed = whole('seed', 0, LARGEST_SEED, (value) => ({ seed: value }));
  const rows = whole('rows', 1, LARGEST_SIDE, (value) => ({ rows: value, vector: false }));
  const columns = whole('columns', 1, LARGEST_SIDE, (value) => ({ columns: value }));
  const reseed = button({
    text: '↻',
    name: 'reseed',
    title: t('ui.data.reseed'),
    class: 'quiet',
    onClick: () => change({ seed: (parts.seed + 1) % (LARGEST_SEED + 1) }),
  });
  const real = (/** @type {'mean'|'sd'|'df'} */ name, /** @type {number|undefined} */ min) =>
    numberField({ label: t(`ui.data.${name}`), name, min, onChange: (value) => change({ [name]: value }) });
  const mean = real('mean', undefined);
  const sd = real('sd', undefined);
  const df = real('df', undefined);

  const [picker, folders] = [
    filePicker({ 'aria-label': t('ui.data.open'), 'data-control': 'file', accept: ACCEPT }, openFiles),
    filePicker(
      { 'aria-label': t('ui.data.folder'), 'data-control': 'folder', multiple: false, webkitdirectory: true },
      openFiles,
    ),
  ];
  const open = button({ text: t('ui.data.open'), name: 'open', onClick: () => picker.click() });
  const folder = button({ text: t('ui.data.folder'), name: 'open-folder', onClick: () => folders.click() });
  const files = fileList({ t, onChoose: show, onRaw: (file) => raw.open(file) });
  const raw = rawForm({ t, onRead: show });
  const axis = axisChoice({ t, onChange: (axis) => changeData({ axis }, { also: AFRESH }) });
  const hand = handPlaced({ t, onPlace: (point, x) => changeData({ point }, { also: { x } }) });
  const paste = pasteForm({ t, onData: show, onFile: (file) => openFiles(named([file])) });
  const address = addressForm({ t, onRead: readAddress, problem });
  const shows = h('p', { class: 'shows', hidden: true });
  const license = h('a', { href: licenses(), target: '_blank', rel: 'noopener', title: t('ui.data.samples.license') });
  const source = h('span');
  const origin = h('p', { class: 'hint origin', hidden: true }, source, ' · ', license);
  const facts = h('p', { class: 'hint facts' });
  const remarks = dataRemarks({
    t,
    onDecimal: (decimal) => changeData({ decimal }, { also: AFRESH }),
    onUnweigh: unweigh,
  });
  const options = h(
    'details',
    { class: 'more', 'data-control': 'data-options' },
    h('summary', { text: t('ui.data.more') }),
    h('div', { class: 'row' }, seed.element, reseed),
    h('div', { class: 'row' }, rows.element, columns.element),
    h('div', { class: 'row' }, mean.element, sd.element),
    df.element,
    channels.element,
    channelMagnitude.element,
    drift.element,
  );
  const generator = h('div', { class: 'generator' }, fraction.element, magnitude.element);
  const unusual = h('div', { class: 'generator' }, side.element, options);
  const pieces = {
    notation: [notation.copy, notation.element],
    kind: [chooser.element],
    open: [open, folder, address.element],
    files: [files.element, raw.element],
    outliers: [fraction.element, magnitude.element, side.element],
    options: [options],
    axis: [axis.element],
    point: [hand.element],
    paste: [paste.element],
    facts: [shows, origin, facts],
  };
  for (const [piece, elements] of Object.entries(pieces)) hideable(`data.${piece}`, ...elements);

  /** Shows the choice, a sentence about the data, and the origin of a sample. */
  function showChoice() {
    const choice = chooser.update(text, parts);
    setText(shows, showsText(t, shown, choice, drawing()));
    shows.hidden = shows.textContent === '';
    const known = parts.source === 'sample' && samples.find(({ name }) => name === parts.name);
    origin.hidden = !known;
    if (!known) return;
    setText(source, known.source);
    setText(license, known.license);
  }

  const rest = restFold(
    { text: t('ui.rest'), name: 'data-rest' },
    h('div', { class: 'about' }, shows, origin, facts),
    axis.element,
    unusual,
    hand.element,
    h('div', { class: 'row' }, folder, folders),
    address.element,
    paste.element,
  );
  hideable(FOLDS.data, rest);
  const element = h(
    'section',
    { class: 'panel data', 'aria-label': t('ui.data') },
    h('div', { class: 'row heading' }, h('h2', { text: t('ui.data') }), open, picker),
    chooser.element,
    notation.element,
    notation.copy,
    generator,
    files.element,
    raw.element,
    remarks.element,
    rest,
  );
  hideable('data', element);

  return {
    element,
    notation,
    settled: () => Promise.all([chooser.settled(), address.settled()]),
    /** The files that were opened. @param {readonly Opened[]} now */
    list(now) {
      opened = now;
      if (parts) files.update(opened, parts);
    },
    /** A file has no format: asks how its numbers are stored. */
    askRaw: raw.open,
    /** Text from the clipboard. */
    paste: paste.take,
    /** @param {Sample[]} list in the order of the index */
    offer(list) {
      samples = list;
      chooser.offer(list);
      if (parts) showChoice();
    },
    /** @param {import('../../engine/records.js').DataFrame} data @param {import('../../i18n/types.js').Sentence[]} notes */
    update(data, notes) {
      shown = data;
      ({ parts, text } = data);
      notation.update(text);
      const generated = parts.source === 'generator';
      showChoice();
      generator.hidden = unusual.hidden = !generated;
      if (generated) {
        fraction.update(parts.outlier_fraction);
        magnitude.update(parts.outlier_magnitude);
        side.update(parts.outlier_side);
        magnitude.element.hidden = side.element.hidden = parts.outlier_fraction === 0;
        channels.update(parts.channel_count);
        channelMagnitude.update(parts.channel_magnitude);
        channelMagnitude.element.hidden = parts.channel_count === 0;
        drift.update(parts.drift ?? 1);
        drift.element.hidden = parts.rows === 1;
        seed.update(parts.seed);
        rows.update(parts.rows);
        columns.update(parts.columns);
        mean.update(parts.mean);
        // A constant added to all logits cancels out.
        mean.element.hidden = parts.kind === 'softmax';
        sd.update(parts.sd);
        df.update(parts.df);
        df.element.hidden = parts.kind !== 'student';
      }
      files.update(opened, parts);
      raw.update(opened, parts);
      axis.update(data);
      hand.update(data);
      setText(facts, factsText(t, data));
      remarks.update([...nonFinite(data), ...notes.map(({ key, words }) => ({ key, words }))]);
    },
  };
}

/** @param {import('../../i18n/types.js').Translator} t @param {import('../../engine/records.js').DataFrame} data */
function factsText(t, data) {
  const n = (/** @type {number} */ value) => number(value, { digits: 3, trim: true });
  return t(data.count === 1 ? 'ui.data.facts.one' : 'ui.data.facts', {
    shape: data.shape.length === 0 ? '1' : data.shape.join(' × '),
    count: count(data.count),
    min: n(data.min),
    max: n(data.max),
    mean: n(data.mean),
    sd: n(data.sd),
  });
}

/** @param {import('../../engine/records.js').DataFrame} data @returns {import('../../i18n/types.js').Note[]} */
function nonFinite({ nan, positive, negative }) {
  const infinite = positive + negative;
  if (nan + infinite === 0) return [];
  return [{ key: 'ui.data.nonfinite', words: { nan: count(nan), infinite: count(infinite) } }];
}
