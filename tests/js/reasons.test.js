// Reasons of the advice, over the compiled crate: of each sentence that is said, what it claims is measured again in another way.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import en from '../../www/i18n/views-en.js';
import { createTranslator } from '../../www/i18n/index.js';
import { otherSymmetry, parsedScheme, wordsOf } from '../../www/state/schemes.js';
import { cheapest, entries, neighbor } from '../../www/views/tradeoff/advice.js';
import { comparisons, lopsided, reasons, relativeWidth, withoutOutliers } from '../../www/views/tradeoff/reasons.js';
import { usualList } from '../../www/views/tradeoff/usual.js';
import { openEngine } from './crate.js';
import './texts.js';

/** @typedef {import('../../www/engine/records.js').Measures} Measures */
/** @typedef {import('../../www/views/tradeoff/reasons.js').Reason} Reason */

const TARGETS = /** @type {const} */ ([
  { goal: 'sqnr', value: 12 },
  { goal: 'sqnr', value: 30 },
  { goal: 'bits', value: 4 },
  { goal: 'bits', value: 4.5 },
  { goal: 'bits', value: 8 },
]);

/** Data, and sentences that some target brings, or that none may bring. @type {[string, RegExp[], RegExp[]][]} */
const DATA = [
  // Symmetric with heavy tails: from about −20 to 20, so no range of the whole tensor explains anything.
  ['normal:64x64:seed=7:outliers=0.01x20', [/asym\.blocks/, /outliers/], [/asym\.(one|range)/]],
  ['student:64x64:df=3:seed=1', [/blocks/, /clipped/], [/outliers/, /asym\.one/]],
  ['relu:64x64:seed=7', [/asym\.one/], [/outliers/, /asym\.(blocks|range|codes)/]],
  ['normal:64x64:seed=7:channels=3x30', [/outliers/], [/asym\.one/]],
  ['normal:64x64:seed=7:outliers=0.002x30xpos', [/outliers/], [/asym\.one/]],
  ['uniform:64x64:seed=2', [/asym\.codes/], [/outliers/, /asym\.one/]],
  ['normal:64x64:mean=2:sd=0.5:seed=3', [], [/outliers/]],
  ['values(0,0,0,0,0,0)', [/exact/], [/asym/, /blocks/, /outliers/, /next/]],
  ['values(2.5,2.5,2.5,2.5)', [/exact/], [/asym/, /blocks/, /outliers/, /next/]],
];

/** Every sentence that was said. @type {Set<string>} */
const SAID = new Set();
/** @type {Map<string, ReturnType<typeof labOf>>} */
const LABS = new Map();

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

/** @returns {import('../../www/engine/pkg.js').Pkg} */
const pkg = () => /** @type {any} */ (engine.drawing);
const notation = {
  parse: (/** @type {string} */ scheme) => parsedScheme(pkg(), scheme).parts,
  print: (/** @type {any} */ parts) => pkg().print_scheme(parts),
  other: (/** @type {string} */ scheme) => otherSymmetry(pkg(), scheme),
};

/** A lab with data, that answers at once. @param {string} data */
function labOf(data) {
  const lab = new (pkg().Lab)();
  lab.begin(data);
  while (lab.step() < 1);
  const ask = (/** @type {any} */ record) => {
    const question = new (pkg().Question)(record);
    for (;;) {
      const answer = lab.ask(question);
      if (typeof answer !== 'number') return /** @type {any} */ (answer);
    }
  };
  return {
    about: /** @type {import('../../www/engine/records.js').DataFrame} */ (lab.data()),
    values: /** @type {Float32Array} */ (ask({ kind: 'data', npy: false }).numbers),
    measure: (/** @type {string} */ scheme) => /** @type {Measures} */ (ask({ kind: 'measures', scheme })),
    ranges: (/** @type {string} */ scheme) =>
      /** @type {Float32Array} */ (ask({ kind: 'ranges', scheme, npy: false }).ranges),
  };
}

/** @param {number} a @param {number} b */
const near = (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));

/**
 * What a sentence claims, checked by other means than the sentence was made with.
 * @param {Reason} reason @param {{lab: ReturnType<typeof labOf>, clean: ReturnType<typeof labOf>|null, chosen: import('../../www/views/tradeoff/advice.js').Entry, target: {goal: string, value: number}, list: readonly string[]}} what
 */
function holds({ key, words: given }, { lab, clean, chosen, target, list }) {
  const words = /** @type {any} */ (given);
  const now = lab.measure(chosen.scheme);
  const { symmetry, granularity, bits } = notation.parse(chosen.scheme);
  const gains = (/** @type {string} */ scheme) => now.sqnr_db - lab.measure(scheme).sqnr_db;
  const [low, high] = [Math.min(...lab.values), Math.max(...lab.values)];
  const costs = (/** @type {string} */ scheme) => lab.measure(scheme).bits_per_value - now.bits_per_value;
  const whole = `int${bits}${symmetry === 'asym' ? ':asym' : ''}`;
  const plain = notation.parse(chosen.scheme).format === 'int' ? whole : notation.parse(chosen.scheme).format;
  switch (key) {
    case 'advice.exact':
      return now.mse === 0 && now.max_abs_error === 0;
    case 'advice.asym.one':
      return (
        (low >= 0 || high <= 0) &&
        words.min === low &&
        words.max === high &&
        near(words.gain, gains(words.other)) &&
        words.gain > 0 &&
        lab.measure(words.other).codes_used === words.total - words.unused &&
        words.unused > 0
      );
    case 'advice.asym.range':
      // One range, of all values or clipped.
      return (
        granularity === 'tensor' &&
        words.width < 0.95 &&
        words.width >= 0.5 &&
        Math.abs(low + high) > 0.01 * Math.max(-low, high) &&
        near(words.gain, gains(words.other)) &&
        words.gain > 0
      );
    case 'advice.asym.blocks':
      return (
        granularity !== 'tensor' &&
        low < 0 &&
        high > 0 &&
        words.width < 0.95 &&
        near(words.width, widthOf(lab, chosen.scheme)) &&
        near(words.gain, gains(words.other)) &&
        words.gain > 0
      );
    case 'advice.asym.codes':
      return symmetry === 'asym' && words.codes === 2 ** bits && words.total === 2 ** bits - 1 && words.gain > 0;
    case 'advice.sym.ahead':
      return symmetry === 'sym' && near(words.gain, gains(words.other)) && words.gain > 0 && costs(words.other) >= 0;
    case 'advice.symmetry.same':
      return Math.abs(gains(words.other)) <= 0.05 && near(words.gain, Math.abs(gains(words.other)));
    case 'advice.symmetry.behind.sqnr':
      return (
        target.goal === 'sqnr' &&
        now.sqnr_db >= target.value &&
        near(words.gain, -gains(words.other)) &&
        words.gain > 0 &&
        near(words.bits, costs(words.other)) &&
        words.bits > 0
      );
    case 'advice.symmetry.behind.bits':
      return (
        target.goal === 'bits' && words.bits > target.value && near(words.gain, -gains(words.other)) && words.gain > 0
      );
    case 'advice.blocks':
    case 'advice.blocks.clipped': {
      const best = Math.max(lab.measure(plain).sqnr_db, lab.measure(`${plain}:mse`).sqnr_db);
      const clips = lab.measure(`${plain}:mse`).sqnr_db - lab.measure(plain).sqnr_db > 0.05;
      return (
        granularity !== 'tensor' &&
        words.whole === lab.measure(plain).sqnr_db &&
        clips === (key === 'advice.blocks.clipped') &&
        Math.abs(words.gain - (now.sqnr_db - best)) <= 0.05 &&
        words.gain > 0 &&
        near(words.bits, -costs(plain)) &&
        words.bits > 0
      );
    }
    case 'advice.whole.sqnr':
    case 'advice.whole.bits':
    case 'advice.whole.same': {
      const groups = lab.measure(`${plain}:g32:s16`);
      const gain = groups.sqnr_db - now.sqnr_db;
      if (granularity !== 'tensor' || !near(words.gain, Math.abs(gain))) return false;
      if (key === 'advice.whole.same') return Math.abs(gain) <= 0.05;
      if (key === 'advice.whole.bits')
        return gain > 0 && words.bits === groups.bits_per_value && words.bits > target.value;
      return gain > 0 && now.sqnr_db >= target.value && near(words.bits, groups.bits_per_value - now.bits_per_value);
    }
    case 'advice.outliers':
      return (
        clean !== null &&
        Math.max(...clean.values.map(Math.abs)) < Math.max(...lab.values.map(Math.abs)) &&
        words.whole === lab.measure(words.scheme).sqnr_db &&
        words.clean === clean.measure(words.scheme).sqnr_db &&
        near(words.cost, words.clean - words.whole) &&
        words.cost > 0
      );
    case 'advice.clipped':
      return (
        words.share === now.clipped &&
        words.share > lab.measure(words.unclipped).clipped &&
        near(words.gain, gains(words.unclipped)) &&
        words.gain > 0
      );
    case 'advice.next.sqnr':
      return (
        words.sqnr < target.value &&
        costs(words.next) < 0 &&
        list.every((scheme) => costs(scheme) >= 0 || lab.measure(scheme).sqnr_db <= words.sqnr)
      );
    case 'advice.next.bits':
      return (
        words.bits > target.value &&
        gains(words.next) < 0 &&
        list.every((scheme) => gains(scheme) >= 0 || lab.measure(scheme).bits_per_value >= words.bits)
      );
    default:
      return false;
  }
}

/** The mean relative width of the groups of a row, from the values themselves where nothing is clipped. @param {ReturnType<typeof labOf>} lab @param {string} scheme */
function widthOf(lab, scheme) {
  const { granularity, group, calibration } = notation.parse(scheme);
  if (calibration !== 'max') return /** @type {number} */ (relativeWidth(lab.ranges(scheme)));
  const { columns } = lab.about;
  const length = granularity === 'row' ? columns : group;
  const widths = [];
  for (let row = 0; row < lab.values.length; row += columns) {
    for (let from = row; from < row + columns; from += length) {
      const block = lab.values.slice(from, Math.min(from + length, row + columns));
      const [lo, hi] = [Math.min(0, ...block), Math.max(0, ...block)];
      if (hi > lo) widths.push((hi - lo) / 2 / Math.max(hi, -lo));
    }
  }
  return widths.reduce((sum, width) => sum + width, 0) / widths.length;
}

/** The keys of what is said of data for a target, each checked. @param {string} data @param {readonly string[]} list @param {import('../../www/views/tradeoff/advice.js').Target} target @returns {string[]} */
function checked(data, list, target) {
  const lab = LABS.get(data) ?? labOf(data);
  LABS.set(data, lab);
  const cleanText = withoutOutliers(lab.about, pkg().print_data);
  const clean = cleanText === null ? null : labOf(cleanText);
  const found = new Map(list.map((scheme) => [scheme, lab.measure(scheme)]));
  const candidates = entries(list, found);
  const chosen = cheapest(candidates, target);
  if (!chosen) return [];
  const names = comparisons(chosen.scheme, notation);
  for (const name of Object.values(names)) if (name !== null) found.set(name, lab.measure(name));
  const uneven = lopsided(lab.about, chosen.scheme, notation);
  const facts = {
    chosen,
    target,
    found,
    data: lab.about,
    next: neighbor(candidates, chosen, target),
    clean: clean && clean.measure(names.whole),
    width: uneven === null ? null : relativeWidth(lab.ranges(uneven)),
  };
  return reasons(facts, notation).map((reason) => {
    const about = `${data}, ${target.goal} ${target.value}, ${chosen.scheme}: ${JSON.stringify(reason)}`;
    assert.ok(holds(reason, { lab, clean, chosen, target, list }), about);
    for (const lang of ['en', 'zh-CN'])
      createTranslator(lang, { strict: true })(reason.key, /** @type {any} */ (reason.words));
    SAID.add(reason.key);
    return reason.key;
  });
}

for (const [data, some, none] of DATA) {
  test(`reasons are true of ${data}`, () => {
    const said = TARGETS.flatMap((target) => checked(data, usualList('16', wordsOf(pkg(), 'format')), target)).join(
      ' ',
    );
    assert.notEqual(said, '');
    for (const key of some) assert.match(said, key);
    for (const key of none) assert.doesNotMatch(said, key);
  });
}

test('the other reasons are true where a list leaves no better scheme', () => {
  const steps = 'values(-7,-6,-5,-4,-3,-2,-1,0,1,2,3,4,5,6,7,6.9)';
  for (const [key, data, scheme, target] of /** @type {const} */ ([
    ['asym.range', 'normal:64x64:mean=1:seed=7', 'int4:asym', { goal: 'sqnr', value: 10 }],
    ['sym.ahead', steps, 'int4', { goal: 'sqnr', value: 10 }],
    ['symmetry.behind.bits', 'normal:64x64:seed=7', 'int4:g32:s16', { goal: 'bits', value: 4.5 }],
    ['whole.bits', 'normal:64x64:seed=7', 'int4', { goal: 'bits', value: 4.1 }],
    ['whole.same', 'uniform:1x32:seed=7', 'int4', { goal: 'sqnr', value: 10 }],
  ]))
    assert.ok(checked(data, [scheme], target).includes(`advice.${key}`), key);
});

test('each reason of the catalogue was checked', () => {
  const fixed = /^advice\.(found\.|none\.|rows$)/;
  const keys = Object.keys(en).filter((key) => key.startsWith('advice.') && !fixed.test(key));
  assert.deepEqual([...SAID].sort(), keys.sort());
});

test('outliers cost what measuring without them says', () => {
  const data = 'normal:seed=7:outliers=0.001x20';
  const lab = labOf(data);
  const clean = withoutOutliers(lab.about, pkg().print_data);
  assert.equal(clean, 'normal:seed=7');
  const [chosen] = entries(['int6:g32:s16'], new Map([['int6:g32:s16', lab.measure('int6:g32:s16')]]));
  const found = new Map(['int6', 'int6:mse'].map((scheme) => [scheme, lab.measure(scheme)]));
  const measured = labOf('normal:seed=7').measure('int6');
  const said = reasons(
    { chosen, found, target: { goal: 'sqnr', value: 20 }, data: lab.about, clean: measured },
    notation,
  );
  const outliers = /** @type {any} */ (said.find(({ key }) => key === 'advice.outliers'));
  assert.ok(outliers.words.cost > 10 && outliers.words.cost < 11, JSON.stringify(outliers));
});

test('data whose kind makes outliers of its own is never called free of them', () => {
  for (const data of ['llm:64x64:channels=4x30', 'llm:64x64:outliers=0.001x20', 'llm:64x64'])
    assert.equal(withoutOutliers(labOf(data).about, pkg().print_data), null, data);
});

test('a scheme without another symmetry, and one that nothing is measured of, have no reasons about them', () => {
  const lab = labOf('normal:64x64:seed=7');
  const [chosen] = entries(['nf4:g64'], new Map([['nf4:g64', lab.measure('nf4:g64')]]));
  const target = /** @type {const} */ ({ goal: 'bits', value: 5 });
  assert.deepEqual(reasons({ chosen, target, found: new Map(), data: lab.about }, notation), []);
  const found = new Map(['nf4', 'nf4:mse'].map((scheme) => [scheme, lab.measure(scheme)]));
  const said = reasons({ chosen, target, found, data: lab.about }, notation);
  assert.deepEqual(
    said.map(({ key }) => key.split('.')[1]),
    ['blocks'],
  );
});
