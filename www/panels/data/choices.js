// The data to choose from, in order: presets, generators, samples, a person's own file.

import { PRESETS } from './presets.js';

/** @typedef {import('../../engine/records.js').DataParts} DataParts */
/** @typedef {import('../../files/types.js').Sample} Sample */

/**
 * `id` is unique; `sketch` is the notation whose shape is drawn as its icon.
 * @typedef {object} DataChoice
 * @property {string} id
 * @property {string} group
 * @property {string} name
 * @property {string} shows its sentence
 * @property {string} [sketch]
 * @property {{data: string}|{kind: string}|{file: true}} means
 */

const KINDS = [
  'normal',
  'laplace',
  'student',
  'uniform',
  'lognormal',
  'bimodal',
  'relu',
  'gelu',
  'silu',
  'softmax',
  'llm',
];

/** @param {import('../../i18n/types.js').Translator} t @param {readonly Sample[]} samples @returns {DataChoice[]} */
export function dataChoices(t, samples) {
  const real = (/** @type {Sample['kind']} */ kind) =>
    samples
      .filter((sample) => sample.kind === kind)
      .map(({ name }) => ({
        id: `sample:${name}`,
        group: t(`ui.data.samples.${kind}`),
        name: t(`sample.${name}`),
        shows: t(`sample.${name}.shows`),
        means: { data: `sample(${name})` },
      }));
  return [
    ...PRESETS.map(({ id, data }) => ({
      id: `preset:${id}`,
      group: t('ui.data.presets'),
      name: t(`preset.${id}`),
      shows: t(`preset.${id}.shows`),
      sketch: data,
      means: { data },
    })),
    ...KINDS.map((kind) => ({
      id: `kind:${kind}`,
      group: t('ui.data.generated'),
      name: t(`ui.data.kind.${kind}`),
      shows: t(`ui.data.kind.${kind}.shows`),
      sketch: kind,
      means: { kind },
    })),
    ...real('weight'),
    ...real('activation'),
    ...real('photograph'),
    {
      id: 'file',
      group: t('ui.data.own'),
      name: t('ui.data.other'),
      shows: t('ui.data.other.shows'),
      means: { file: true },
    },
  ];
}

/** The id of the choice for some data; a preset comes before its generator. @param {string} text @param {DataParts} parts */
export function choiceOf(text, { source, kind, name }) {
  const preset = PRESETS.find(({ data }) => data === text);
  if (preset) return `preset:${preset.id}`;
  if (source === 'generator') return `kind:${kind}`;
  return source === 'sample' ? `sample:${name}` : 'file';
}
