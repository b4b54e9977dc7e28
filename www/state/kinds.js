// The kinds of value a key of the state can have. A kind reads what a link, an attribute or a program gives, and returns a legal value
// and, where it had to change something, a note. Reading never throws. A value is a string or a number, and its text is String(value).

import { nearest } from './nearest.js';

/** @typedef {import('../i18n/types.js').Note} Note */
/**
 * The result of reading a value.
 * @template {string|number} T
 * @typedef {{value: T|null, note: Note|null}} Reading `value` null: the default is to be used
 */
/**
 * @template {string|number} T
 * @typedef {object} Kind
 * @property {'text'|'choice'|'integer'|'number'|'zoom'|'rectangle'|'names'} type
 * @property {readonly string[]} [values] what a choice accepts
 * @property {number} [min]
 * @property {number} [max]
 * @property {(given: unknown, name: string) => Reading<T>} read
 */
/**
 * A key of the state: its kind and its default.
 * @template {string|number} [T=string|number]
 * @typedef {Kind<T> & {default: T}} Key
 */
/**
 * The values of a table of keys.
 * @template {Record<string, Key>} Keys
 * @typedef {{-readonly [Name in keyof Keys]: Keys[Name] extends Kind<infer T> ? T : never}} ValuesOf
 */

/** The largest finite f32: no value of a tensor lies beyond. */
const LARGEST = 3.4028234663852886e38;

/** A text that a sentence may quote: a note must stay readable whatever the URL holds. @param {unknown} given */
export function quoted(given) {
  const text = wellFormed(textOf(given));
  return text.length > 60 ? `${wellFormed(text.slice(0, 60))}…` : text;
}

/** Text that only the crate interprets. @param {number} limit @returns {Kind<string>} */
export function text(limit) {
  return {
    type: 'text',
    max: limit,
    read(given, name) {
      const whole = textOf(given);
      const value = wellFormed(whole.slice(0, limit));
      const note = whole.length > limit ? { key: 'note.state.long', words: { name, limit: String(limit) } } : null;
      return { value, note };
    },
  };
}

/**
 * One of a few words; upper and lower case are alike.
 * @param {readonly string[]} values @param {Record<string, string>} [alias] other spellings, in lower case
 * @returns {Kind<string>}
 */
export function choice(values, alias = {}) {
  return {
    type: 'choice',
    values,
    read(given, name) {
      const word = textOf(given).trim().toLowerCase();
      const value = values.find((v) => v.toLowerCase() === word) ?? (Object.hasOwn(alias, word) ? alias[word] : null);
      if (value !== null) return { value, note: null };
      const accepted = values.filter((each) => each !== '');
      const words = { name, value: quoted(given), accepted: accepted.join(', ') };
      const near = nearest(word, accepted);
      if (near === null) return { value, note: { key: 'note.state.choice', words } };
      return { value, note: { key: 'note.state.near', words: { ...words, near } } };
    },
  };
}

/** A whole number. @param {number} min @param {number} max @returns {Kind<number>} */
export function integer(min, max) {
  return {
    type: 'integer',
    min,
    max,
    read(given, name) {
      const number = numberOf(given);
      const value = Number.isNaN(number) ? null : Math.min(max, Math.max(min, Math.round(number))) + 0;
      if (value === number) return { value, note: null };
      const words = { name, value: quoted(given), low: String(min), high: String(max) };
      return { value, note: { key: 'note.state.integer', words } };
    },
  };
}

/** A number. @param {number} min @param {number} max @returns {Kind<number>} */
export function number(min, max) {
  return {
    type: 'number',
    min,
    max,
    read(given, name) {
      const number = numberOf(given);
      const value = Number.isNaN(number) ? null : Math.min(max, Math.max(min, number)) + 0;
      if (value === number) return { value, note: null };
      const words = { name, value: quoted(given), low: String(min), high: String(max) };
      return { value, note: { key: 'note.state.number', words } };
    },
  };
}

/** A number, or nothing. @param {number} min @param {number} max */
export const optionalNumber = (min, max) => optional(number(min, max));

/** A whole number, or nothing. @param {number} min @param {number} max */
export const optionalInteger = (min, max) => optional(integer(min, max));

/** A kind that may be left empty. @param {Kind<number>} some @returns {Kind<number|string>} */
function optional(some) {
  return {
    ...some,
    read: (given, name) => (textOf(given).trim() === '' ? { value: '', note: null } : some.read(given, name)),
  };
}

/** A range `lo,hi` with lo < hi, or nothing. @returns {Kind<string>} */
export function zoom() {
  return {
    type: 'zoom',
    /** @returns {Reading<string>} */
    read(given, name) {
      const parts = Array.isArray(given) ? given : textOf(given).split(',');
      if (parts.length <= 1 && textOf(parts[0]).trim() === '') return { value: '', note: null };
      const numbers = parts.map(numberOf);
      const [lo, hi] = numbers.map((n) => Math.min(LARGEST, Math.max(-LARGEST, n)) + 0).sort((p, q) => p - q);
      if (parts.length !== 2 || numbers.some(Number.isNaN) || lo === hi) {
        return { value: '', note: { key: 'note.state.zoom', words: { name, value: quoted(given) } } };
      }
      const used = `${plain(lo)},${plain(hi)}`;
      if (lo === numbers[0] && hi === numbers[1]) return { value: used, note: null };
      return { value: used, note: { key: 'note.state.zoomed', words: { name, value: quoted(given), used } } };
    },
  };
}

/** Rows and columns of a matrix, `first row, end of rows, first column, end of columns`, or nothing. @returns {Kind<string>} */
export function rectangle() {
  return {
    type: 'rectangle',
    read(given, name) {
      if (textOf(given).trim() === '') return { value: '', note: null };
      const edges = textOf(given).split(',').map(numberOf);
      const whole = edges.length === 4 && edges.every((edge) => Number.isInteger(edge) && edge >= 0 && edge < 2 ** 32);
      if (whole && edges[0] < edges[1] && edges[2] < edges[3]) return { value: edges.join(','), note: null };
      return { value: '', note: { key: 'note.state.rectangle', words: { name, value: quoted(given) } } };
    },
  };
}

/** A list of words, apart by commas, each at most once as it is and once with a `-` before it, in their order. @param {readonly string[]} accepted @returns {Kind<string>} */
export function names(accepted) {
  return {
    type: 'names',
    values: accepted,
    read(given, name) {
      const words = textOf(given)
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean);
      const known = words.filter((word) => accepted.includes(word.replace(/^-/, '')));
      // The last of several decides, so the others can go.
      const value = known.filter((word, i) => known.lastIndexOf(word) === i).join(',');
      if (known.length === words.length) return { value, note: null };
      const unknown = quoted(words.filter((word) => !known.includes(word)).join(', '));
      return {
        value,
        note: {
          key: 'note.state.names',
          words: { name, value: unknown, accepted: accepted.filter((word) => !word.includes('.')).join(', ') },
        },
      };
    },
  };
}

/** @param {unknown} given */
function textOf(given) {
  if (Array.isArray(given)) return given.map(String).join(',');
  return typeof given === 'string' || typeof given === 'number' ? String(given) : '';
}

/** Stricter than Number(): nothing and blanks are no number. @param {unknown} given */
function numberOf(given) {
  const text = textOf(given).trim();
  return /^[-+]?(\d|\.\d|Infinity$)/.test(text) && !/^[-+]?0[xob]/i.test(text) ? Number(text) : NaN;
}

/** The shortest text that reads back as the number, without the `+` some tools turn into a space. @param {number} n */
function plain(n) {
  return String(n).replace('e+', 'e');
}

/** Half of a surrogate pair cannot be percent-encoded. @param {string} text */
function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
