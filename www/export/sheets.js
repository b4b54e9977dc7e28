// The data behind what a view shows, as tables with all digits. What a view measures beside the frame, it has itself.

import { profileOf } from '../views/errors/profile.js';

/** @typedef {import('../types.js').Frame} Frame */
/** @typedef {import('../types.js').Sheet} Sheet */
/** @typedef {'a'|'b'} Role */

const ROLES = /** @type {const} */ (['a', 'b']);

/** A table by its columns. @param {string} name @param {Record<string, ArrayLike<string|number>>} columns of the same length @returns {Sheet} */
export function sheet(name, columns) {
  const head = Object.keys(columns);
  const all = Object.values(columns);
  return { name, head, rows: Array.from(all[0] ?? [], (_, i) => all.map((column) => column[i])) };
}

/** The two ends of each bin. @param {[number, number]} ends @param {number} bins */
function edges([lo, hi], bins) {
  const edge = (/** @type {number} */ i) => lo + ((hi - lo) * i) / bins;
  return {
    from: Array.from({ length: bins }, (_, i) => edge(i)),
    to: Array.from({ length: bins }, (_, i) => edge(i + 1)),
  };
}

/** The same with what lies below the axis and above it. @param {[number, number]} ends @param {number} bins */
function openEdges([lo, hi], bins) {
  const { from, to } = edges([lo, hi], bins);
  return { from: [-Infinity, ...from, hi], to: [lo, ...to, Infinity] };
}

/** @param {Frame} frame @returns {Sheet} */
function histogram({ view: [lo, hi], counts, below, above, a, b }) {
  const columns = { ...openEdges([lo, hi], counts.length), count: [below, ...counts, above] };
  // Of a block what lies outside the view is not counted.
  const blocks = Object.entries({ a, b }).flatMap(([role, { block, block_counts }]) =>
    block_counts ? [[`${role}_block_${block}`, ['', ...block_counts, '']]] : [],
  );
  return sheet('histogram', { ...columns, ...Object.fromEntries(blocks) });
}

/** Every code of a scheme: its level in the block shown, and how often it is used in the whole tensor. @param {Frame} frame @param {Role} role */
function codes(frame, role) {
  const { params, levels, usage } = frame[role];
  return sheet(`codes-${role}`, { code: Array.from(levels, (_, i) => params.q_min + i), level: levels, count: usage });
}

/** @param {import('../types.js').ErrorsPart} part @param {Role} role @param {[number, number]} view */
function errors(part, role, view) {
  const { rounding, clipping, errors: counts } = profileOf(part, role);
  return [
    sheet(`error-by-value-${role}`, { ...openEdges(view, part.bins), rounding_sse: rounding, clipping_sse: clipping }),
    sheet(`errors-${role}`, { ...openEdges([-part.reach, part.reach], counts.length - 2), count: counts }),
  ];
}

/** @param {import('../types.js').BlocksPart} part @param {Role} role */
function matrix(part, role) {
  const [rows, columns] = part.cells;
  const [top, bottom, left, right] = part.window;
  const panel = part[role];
  const first = (
    /** @type {number} */ from,
    /** @type {number} */ end,
    /** @type {number} */ i,
    /** @type {number} */ n,
  ) => from + Math.floor((i * (end - from)) / n);
  const cells = sheet(`cells-${role}`, {
    first_row: Array.from(panel.cells, (_, i) => first(top, bottom, Math.floor(i / columns), rows)),
    first_column: Array.from(panel.cells, (_, i) => first(left, right, i % columns, columns)),
    value: panel.cells,
  });
  const { blocks, scale, absmax, sqnr, zero_point: zeros } = panel;
  if (!blocks || !scale || !absmax || !sqnr) return [cells];
  const [up, , start, end] = blocks;
  const wide = end - start;
  const places = {
    block_row: Array.from(scale, (_, i) => up + Math.floor(i / wide)),
    block_column: Array.from(scale, (_, i) => start + (i % wide)),
  };
  return [
    cells,
    sheet(`blocks-${role}`, {
      ...places,
      scale,
      zero_point: zeros ?? new Float32Array(scale.length),
      absmax,
      sqnr_db: sqnr,
    }),
  ];
}

/** @param {string} name @param {import('../types.js').CurveRecord} curve */
function curve(name, { at, lo, hi, clipped, rounding, clipping, marks }) {
  /** @type {Record<string, ArrayLike<number>>} */
  const range = lo.length === at.length ? { lo, hi } : {};
  return [
    sheet(`curve-${name}`, { at, ...range, clipped, rounding_mse: rounding, clipping_mse: clipping }),
    sheet(`calibrations-${name}`, {
      scheme: marks.map((mark) => mark.calibration),
      percentile: marks.map((mark) => mark.percentile),
      ratio: marks.map((mark) => mark.ratio),
      clipped: marks.map((mark) => mark.clipped),
      mse: marks.map((mark) => mark.mse),
    }),
  ];
}

/** @param {import('../types.js').ConvolutionPart} part @returns {Sheet} */
function convolution({ columns, image, real, ways }) {
  const names = ['symmetric', 'zero_point_padded', 'code_0_padded'];
  const each = ways.flatMap(({ image: coded, sums, values, errors }, i) => [
    [`${names[i]}_code`, coded.codes],
    [`${names[i]}_sum`, sums],
    [`${names[i]}_value`, values],
    [`${names[i]}_error`, errors],
  ]);
  return sheet('convolution', {
    row: Array.from(image, (_, i) => Math.floor(i / columns)),
    column: Array.from(image, (_, i) => i % columns),
    image,
    real,
    ...Object.fromEntries(each),
  });
}

/** Every batch of a stream: its ends, and what each calibration makes of it. @param {import('../types.js').StreamPart} part @returns {Sheet} */
function stream({ count, ends, courses }) {
  const column = (/** @type {Float64Array} */ numbers, /** @type {number} */ i) =>
    numbers.subarray(i * count, (i + 1) * count);
  const each = Object.entries(courses).flatMap(([name, { numbers }]) =>
    ['alpha', 'beta', 'scale', 'sqnr_db', 'clipped'].map((key, i) => [`${name}_${key}`, column(numbers, i)]),
  );
  return sheet('batches', {
    batch: Array.from({ length: count }, (_, i) => i),
    min: column(ends, 0),
    max: column(ends, 1),
    ...Object.fromEntries(each),
  });
}

/** The histogram, and what the frame has of the view shown. @param {Frame} frame @param {string} view */
export function frameSheets(frame, view) {
  const { part } = frame;
  const sheets = [histogram(frame)];
  if (view === 'grid' || view === 'codes') sheets.push(...ROLES.map((role) => codes(frame, role)));
  if (part?.kind === 'errors') sheets.push(...ROLES.flatMap((role) => errors(part, role, frame.view)));
  if (part?.kind === 'blocks') sheets.push(...ROLES.flatMap((role) => matrix(part, role)));
  if (part?.kind === 'clipping')
    sheets.push(
      ...ROLES.flatMap((role) => [
        ...curve(role, part[role]),
        curve(`${role}-other-symmetry`, part[`other_${role}`])[0],
      ]),
    );
  if (part?.kind === 'stream') sheets.push(stream(part));
  if (part?.kind === 'convolution') sheets.push(convolution(part));
  return sheets;
}

/** Schemes with their measures. @param {string} name @param {readonly {scheme: string, metrics: Record<string, number>}[]} entries */
export function schemesSheet(name, entries) {
  const keys = Object.keys(entries[0]?.metrics ?? {});
  return {
    name,
    head: ['scheme', ...keys],
    rows: entries.map(({ scheme, metrics }) => [scheme, ...keys.map((key) => metrics[key])]),
  };
}

/** A curve over measured schemes: as they are and with the other symmetry. @param {Role} role @param {readonly import('../types.js').SweepStop[]} stops @param {import('../types.js').SweepCurve} curve */
export function curveSheet(role, stops, { own, other }) {
  const keys = Object.keys(own.find(Boolean) ?? {});
  const column = (/** @type {(Record<string, number>|undefined)[]} */ all, /** @type {string} */ key) =>
    stops.map((_, i) => all[i]?.[key] ?? '');
  const columns = keys.map((key) => [key, column(own, key)]);
  const others = ['bits_per_value', 'sqnr_db', 'mse'].map((key) => [`other_symmetry_${key}`, column(other, key)]);
  return sheet(`curve-${role}`, {
    at: stops.map(({ at }) => at),
    label: stops.map(({ label }) => label),
    ...Object.fromEntries([...columns, ...others]),
  });
}
