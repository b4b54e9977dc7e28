// The sweep over formats: each format with the other options of a scheme, as far as these have a meaning for it. Formats stand in order of
// their bits, those with about as many together.

import { isExact } from '../../numbers/exact.js';
import { count, decibels, number } from '../../numbers/format.js';
import { joined } from '../../i18n/index.js';
import { formatEntries, formatId, formatName } from '../../state/formats.js';
import { hasOwnBlocks, parsedScheme } from '../../state/schemes.js';

/** @typedef {import('../../engine/pkg.js').Pkg} Pkg */
/** @typedef {import('./types.js').SweepStop} SweepStop */

/** Ternary numbers, five to a byte, stand with those in two bits. */
const LEAST_BITS = 2;
/** The distance of two groups, where that of two stops is 1. */
const APART = 1.8;

/** The bits of a value in each format, by its notation. @type {WeakMap<Pkg, Map<string, number>>} */
const known = new WeakMap();

/** @param {Pkg} pkg @param {string} notation */
function bitsOf(pkg, notation) {
  const bits = known.get(pkg) ?? new Map();
  known.set(pkg, bits);
  const found = bits.get(notation) ?? pkg.format_levels(notation).bits;
  bits.set(notation, found);
  return found;
}

/**
 * The entries with their bits and places. Levels of a person's own are among them where A or B has such.
 * @param {Pkg} pkg @param {import('../../engine/records.js').Frame} frame
 */
function placed(pkg, { a, b }) {
  const own = [a, b].find(({ parts }) => parts.format === 'levels');
  const entries = formatEntries(pkg, own?.parts.levels ?? '-1,0,1')
    .filter(({ format }) => own || format !== 'levels')
    .map((entry) => ({ entry, bits: bitsOf(pkg, entry.notation) }));
  // The sort keeps the order of the list where bits are equal.
  entries.sort((p, q) => p.bits - q.bits);
  let at = 0;
  return entries.map(({ entry, bits }, i) => {
    const before = entries[i - 1];
    if (before) at += groupOf(before.bits) === groupOf(bits) ? 1 : APART;
    return { entry, bits, at };
  });
}

/** @param {{bits_per_value: number}} metrics */
const stored = ({ bits_per_value: bits }) => number(bits, { digits: 4, trim: true });

/** Formats of about as many bits stand together. @param {number} bits */
const groupOf = (bits) => Math.max(LEAST_BITS, Math.floor(bits));

/** @type {import('./types.js').SweepKind} */
export const FORMATS = {
  name: 'format',
  priced: false,
  alone: true,
  stops: (t, frame, pkg) =>
    placed(pkg, frame).map(({ entry, bits, at }) => ({
      ownBlocks: hasOwnBlocks(pkg, entry.notation),
      ...(frame.data.columns % parsedScheme(pkg, entry.notation).super_block === 0
        ? {}
        : { refuses: frame.data.columns }),
      at,
      label: entry.id,
      words: formatName(t, entry),
      group: groupOf(bits),
      change: entry.means,
      is: (parts) => formatId(parts) === entry.id,
    })),
  groups(t, stops) {
    const all = [...new Set(stops.map(({ group = 0 }) => group))];
    return all.map((bits) => {
      const places = stops.flatMap(({ group, at }) => (group === bits ? [at] : []));
      return [(places[0] + places[places.length - 1]) / 2, t('ui.bits.value', { bits })];
    });
  },
  summary(t, letter, stops, { parts, own }) {
    const here = stops.find((stop) => stop.is(parts));
    const alike = stops.flatMap((stop, i) => {
      const metrics = own[i];
      return stop.group === here?.group && metrics ? [{ stop, metrics }] : [];
    });
    const mine = alike.find(({ stop }) => stop === here);
    if (!mine || alike.length < 2) return '';
    // As in the advice, a format whose files cannot hold the rows is measured, but not recommended.
    const counted = alike.filter(({ stop }) => stop.refuses === undefined);
    const left = alike.filter(({ stop }) => stop.refuses !== undefined).map(({ stop }) => stop);
    const about = left[0]
      ? t('advice.rows', { columns: count(left[0].refuses ?? 0), schemes: left.map(({ label }) => label).join(', ') })
      : '';
    const first = counted.includes(mine) ? mine : counted[0];
    if (!first) return about;
    const best = counted.reduce((most, each) => (each.metrics.sqnr_db > most.metrics.sqnr_db ? each : most), first);
    const words = {
      letter,
      bits: String(here?.group),
      best: best.stop.words,
      own: mine.stop.words,
      sqnr: decibels(best.metrics.sqnr_db),
      less: decibels(best.metrics.sqnr_db - mine.metrics.sqnr_db),
      cost: stored(best.metrics),
      spent: stored(mine.metrics),
      group: count(parts.group),
    };
    const blocks = mine.stop.ownBlocks ? '.blocks' : '';
    const said = () => {
      if (isExact(mine.metrics) && mine === best) return t('sweeps.format.exact.own', words);
      if (first !== mine) return t(`sweeps.format.${isExact(best.metrics) ? 'exact' : 'best'}.left`, words);
      if (isExact(best.metrics)) return t(`sweeps.format.exact${blocks}`, words);
      return t(`sweeps.format.best${best === mine ? '.own' : ''}${blocks}`, words);
    };
    return joined([said(), about]);
  },
};
