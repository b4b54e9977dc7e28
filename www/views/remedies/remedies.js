// The remedies for the weaknesses of a symmetric scale: their schemes, the measures of each, and what follows for weights and for
// activations. A format with one symmetry only has fewer remedies, and fewer conclusions. Pure functions; the view shows their results.

/** @typedef {import('../../engine/types.js').Found} Found */
/** @typedef {import('../../engine/records.js').SchemeParts} SchemeParts */
/** @typedef {import('../../engine/records.js').DataFrame} DataFrame */
/** @typedef {{name: string, scheme: string}} Remedy */
/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} scheme
 * @property {SchemeParts} parts
 * @property {import('../../engine/records.js').Measures} metrics
 * @property {number} gain in dB, against the baseline
 * @property {number|null} growth how many times the rounding error grows by one more outlier; null until it is measured
 * @property {number} scales stored
 * @property {number} zeros zero-points stored
 * @property {number} rescalings of sums of products, for one output over a row
 */

/** What each remedy adds to a number format, by name. The first is the baseline. */
const OPTIONS = Object.freeze({
  sym: '',
  asym: ':asym',
  percentile: ':p99.9',
  mse: ':mse',
  row: ':row',
  group: ':g64',
  'asym-mse': ':asym:mse',
  'asym-row': ':asym:row',
  'asym-group': ':asym:g64',
});
const SINGLE = new Set(['asym', 'percentile', 'mse', 'row', 'group']);
/** A bit more halves the step of a grid: 20 log10(2). */
const DB_PER_BIT = 20 * Math.log10(2);
/** The outlier that is added, in units of the largest magnitude. */
const OUTLIER = 10;

/** Whether a remedy is, or contains, the asymmetric one. @param {string} name */
const isAsymmetric = (name) => name.startsWith('asym');

/**
 * The remedies that a number format has. A block format has none of their options, and is shown as it is.
 * @param {string} format without options: `int4` @param {boolean} symmetries whether it can be symmetric and asymmetric
 * @param {(scheme: string) => string} canonical @returns {Remedy[]}
 */
export function remedies(format, symmetries, canonical) {
  const list = Object.entries(OPTIONS)
    .filter(([name]) => symmetries || !isAsymmetric(name))
    .flatMap(([name, options]) => {
      const scheme = accepted(`${format}${options}`, canonical);
      // Without another symmetry, the baseline is not called symmetric.
      return scheme === null ? [] : [{ name: name === 'sym' && !symmetries ? 'plain' : name, scheme }];
    });
  // A format that takes none of the options has blocks of its own, not one scale for all values.
  return list.length === 1 ? [{ ...list[0], name: 'blocks' }] : list;
}

/** The canonical notation; null where the format refuses an option. @param {string} scheme @param {(scheme: string) => string} canonical */
function accepted(scheme, canonical) {
  try {
    return canonical(scheme);
  } catch {
    return null;
  }
}

/**
 * The same data with an outlier in place of the first value, on the side that reaches farther.
 * @param {Pick<DataFrame, 'text'|'parts'|'min'|'max'>} data
 * @param {(parts: DataFrame['parts']) => string} print
 * @returns {{text: string, value: number}|null} null where there is nothing to exceed, or no such f32
 */
export function withOutlier({ text, parts, min, max }, print) {
  const value = Math.fround(OUTLIER * (max >= -min ? max : min));
  if (value === 0 || !Number.isFinite(value)) return null;
  if (parts.source === 'values') return { text: text.replace(/^values\([^,)]*/, `values(${value}`), value };
  return { text: print({ ...parts, point: value }), value };
}

/** How many blocks a scheme has. @param {SchemeParts} parts @param {{rows: number, columns: number}} shape */
function blocksOf({ granularity, group, tall, wide }, { rows, columns }) {
  if (granularity === 'tile') return Math.ceil(rows / tall) * Math.ceil(columns / wide);
  if (granularity === 'row') return rows;
  if (granularity === 'col') return columns;
  return granularity === 'group' ? rows * Math.ceil(columns / group) : 1;
}

/**
 * The table, as far as it is measured.
 * @param {readonly Remedy[]} list the first is the one to compare with
 * @param {Found} found on the data
 * @param {Found} probed on the data with an outlier
 * @param {{parse: (scheme: string) => SchemeParts, shape: {rows: number, columns: number}}} about
 * @returns {Row[]}
 */
export function table(list, found, probed, { parse, shape }) {
  const base = found.get(list[0]?.scheme)?.sqnr_db ?? Number.NaN;
  return list.flatMap(({ name, scheme }) => {
    const metrics = found.get(scheme);
    if (!metrics) return [];
    const parts = parse(scheme);
    const scales = blocksOf(parts, shape);
    const after = probed.get(scheme);
    return [
      {
        name,
        scheme,
        parts,
        metrics,
        // Of two exact schemes neither gains anything over the other.
        gain: metrics.sqnr_db === base ? 0 : metrics.sqnr_db - base,
        growth: after ? Math.sqrt(after.rounding_sse / metrics.rounding_sse) : null,
        scales,
        zeros: parts.symmetry === 'asym' ? scales : 0,
        rescalings: parts.granularity === 'group' ? Math.ceil(shape.columns / parts.group) : 1,
      },
    ];
  });
}

/** The value of a scheme: its SQNR less what its bits would gain as bits of codes. @param {Row} row */
const worth = ({ metrics }) => metrics.sqnr_db - DB_PER_BIT * metrics.bits_per_value;

/** The row with the highest number; of equals, as exact schemes are, the one with the fewest bits. @param {readonly Row[]} rows @param {(row: Row) => number} of @returns {Row} */
const highest = (rows, of) =>
  rows.reduce((p, q) =>
    of(q) > of(p) || (of(q) === of(p) && q.metrics.bits_per_value < p.metrics.bits_per_value) ? q : p,
  );

/** @param {readonly Row[]} rows */
const best = (rows) => highest(rows, worth);

/**
 * The conclusions from a full table; null before it is full, and where nothing can be changed. For weights: the best scheme without zero-points, and the same with
 * zero-points, null where the format has none. For activations: the best scheme that can be fixed beforehand, and the best with a scale per
 * row, which is a dynamic one at run time.
 * @param {readonly Row[]} rows @param {readonly Remedy[]} remedies the remedies of the format
 */
export function verdicts(rows, remedies) {
  const named = new Map(rows.map((row) => [row.name, row]));
  const own = remedies.flatMap(({ name }) => named.get(name) ?? []);
  // A block format has no remedy that it does not bring along.
  if (own.length < remedies.length || own.length < 2) return null;
  const single = own.filter(({ name }) => SINGLE.has(name));
  const weights = best(own.filter(({ name }) => !isAsymmetric(name)));
  const fixed = best(own.filter(({ parts }) => parts.granularity === 'tensor'));
  const dynamic = best(own.filter(({ parts }) => parts.granularity === 'row'));
  const withZero = named.get(weights.name === 'sym' ? 'asym' : `asym-${weights.name}`) ?? named.get('asym-mse');
  return {
    base: own[0],
    largest: highest(single, ({ gain }) => gain),
    asym: named.get('asym') ?? null,
    weights,
    withZero: withZero ?? null,
    fixed,
    dynamic,
  };
}
