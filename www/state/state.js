// The state of one element. One table drives the state, the URL and the controls: a key in it has a place in links, a
// default, and a check of whatever a link or a program gives. The views declare the keys that only they read.
//
// Scheme and data strings are opaque here: only Rust knows whether they mean something.

import { asHandedOut, unbroken } from './as-handed-out.js';
import { NAMES } from './hide.js';
import { LESSONS } from '../lessons/index.js';
import { choice, integer, names, quoted, text, zoom } from './kinds.js';
import { VIEWS } from '../views/index.js';
import { VERSION, migrate } from './versions.js';

/** @typedef {import('../i18n/types.js').Note} Note */
/** @typedef {import('./kinds.js').Key} Key */

/** Longest scheme or data string. */
export const TEXT_LIMIT = 4096;

/** More notes than this do not help a reader. */
const NOTE_LIMIT = 20;

const LARGEST_BLOCK = 2 ** 32 - 1;
const LANGUAGE_ALIASES = { zh: 'zh-CN', 'zh-hans': 'zh-CN', 'zh-hans-cn': 'zh-CN', 'en-us': 'en', 'en-gb': 'en' };

/** What is compared, and what of it is shown. */
const SUBJECT = {
  data: { default: 'normal:seed=7:outliers=0.001x20', ...text(TEXT_LIMIT) },
  a: { default: 'int4', ...text(TEXT_LIMIT) },
  b: { default: 'int4:asym:g64', ...text(TEXT_LIMIT) },
  /** What the model that the data is from became: a file, as a data string. */
  became: { default: '', ...text(TEXT_LIMIT) },
  view: { default: 'grid', ...choice(VIEWS.map(({ name }) => name)) },
  /** The zoomed range as `lo,hi`; empty for the whole range. */
  x: { default: '', ...zoom() },
  counts: { default: 'log', ...choice(['log', 'linear']) },
  /** The block of each scheme whose grid is shown. */
  blocka: { default: 0, ...integer(0, LARGEST_BLOCK) },
  blockb: { default: 0, ...integer(0, LARGEST_BLOCK) },
};

/** What an attribute may say of a key that is on or off. */
const SWITCH = { '': 'on', true: 'on', 1: 'on', false: 'off', 0: 'off' };

/** The course, and how the page is shown. */
const PAGE = {
  /** The lesson that is followed and its step, from 1; empty for none. */
  lesson: { default: '', ...choice(['', ...LESSONS]) },
  step: { default: 1, ...integer(1, 99) },
  /** Whether nothing is shown but what a lesson needs. */
  present: { default: 'off', ...choice(['off', 'on'], SWITCH) },
  lang: { default: 'auto', ...choice(['auto', 'en', 'zh-CN'], LANGUAGE_ALIASES) },
  theme: { default: 'auto', ...choice(['auto', 'light', 'dark']) },
  /** What of the page is hidden: names as hide.js has them, separated by commas. */
  hide: { default: '', ...names(NAMES) },
  /** Whether keys of a single character do something. */
  keys: { default: 'on', ...choice(['on', 'off'], SWITCH) },
};

/**
 * The whole state of one element, as in the URL. Every value is a string or a number, so `===` compares. The keys of a view are
 * declared in its folder.
 * @typedef {import('./kinds.js').ValuesOf<typeof SUBJECT & typeof PAGE> & {[key: string]: any}} State
 */

/** The table, in the order a link shows it. @type {readonly (Key & {name: string})[]} */
export const KEYS = Object.freeze(
  [SUBJECT, ...VIEWS.map(({ keys }) => keys), PAGE].flatMap((table) =>
    Object.entries(table).map(([name, key]) => ({ name, .../** @type {Key} */ (key) })),
  ),
);

/** How the page is shown, which neither a lesson's step nor a reset changes. @type {ReadonlySet<string>} */
export const OWN = new Set(['lang', 'theme', 'hide', 'keys']);

/** How the page is shown now, whatever a lesson's step, undo or a link that waited for its file brings. @type {ReadonlySet<string>} */
export const KEPT = new Set([...OWN, 'present']);

/** The keys that other data resets: what of the data is shown. */
export const AFRESH = Object.freeze({ blocka: 0, blockb: 0, x: '', at: '', time: '' });

/** @type {ReadonlyMap<string, typeof KEYS[number]>} */
const BY_NAME = new Map(KEYS.map((key) => [key.name, key]));

/** @returns {State} */
export function defaults() {
  return /** @type {any} */ (Object.fromEntries(KEYS.map((key) => [key.name, key.default])));
}

/** @param {State} p @param {State} q */
export function sameState(p, q) {
  return KEYS.every(({ name }) => p[name] === q[name]);
}

/** Whether two records hold the same: numbers and strings, lists and typed arrays of them, and objects of all these. @param {any} a @param {any} b @returns {boolean} */
export function same(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || ArrayBuffer.isView(a)) return sameList(/** @type {any} */ (a), b);
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]))
  );
}

/** @param {ArrayLike<any>} a @param {any} b */
function sameList(a, b) {
  if (a.constructor !== b.constructor || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (!same(a[i], b[i])) return false;
  return true;
}

/**
 * Makes some keys of a state legal. A missing value (undefined, null) means the default.
 * @param {Record<string, unknown>} given
 * @returns {{state: Partial<State>, notes: Note[]}}
 */
export function normalize(given) {
  /** @type {Map<string, string|number>} */
  const values = new Map();
  /** @type {Note[]} */
  const notes = [];
  for (const [name, value] of Object.entries(given)) {
    const key = BY_NAME.get(name);
    if (!key) {
      notes.push({ key: 'note.state.unknown', words: { name: quoted(name) } });
    } else if (value === undefined || value === null) {
      values.set(name, key.default);
    } else {
      const { value: legal, note } = key.read(value, name);
      values.set(name, legal ?? key.default);
      if (note) notes.push(note);
    }
  }
  return { state: Object.fromEntries(values), notes: notes.slice(0, NOTE_LIMIT) };
}

/** Whether a note is about the value that one of some keys had. @param {{key: string, words?: Record<string, unknown>}} note @param {object} part the keys, with other values */
export const isAbout = ({ key, words }, part) =>
  key.startsWith('note.state.') && Object.hasOwn(part, String(words?.name ?? ''));

/**
 * Reads the fragment of a URL, with or without its `#`, also when a program on its way changed it. Never throws: an error becomes a
 * note.
 * @param {string} hash
 * @param {State} [base] the values of keys that the fragment does not name
 * @returns {{state: State, notes: Note[]}}
 */
export function parseHash(hash, base = defaults()) {
  /** @type {Map<string, string>} */
  const given = new Map();
  /** @type {Note[]} */
  const notes = [];
  for (const piece of asHandedOut(hash.replace(/^#/, ''), isKey).split('&')) {
    if (piece === '') continue;
    const [, rawName, rawValue = ''] = /** @type {RegExpExecArray} */ (/^([^=]*)=?(.*)$/s.exec(piece));
    const name = decode(rawName) ?? rawName;
    const value = decode(rawValue);
    if (value === null) notes.push({ key: 'note.state.encoding', words: { name: quoted(name) } });
    if (given.has(name)) notes.push({ key: 'note.state.repeated', words: { name: quoted(name) } });
    else given.set(name, unbroken(value ?? rawValue, rawValue));
  }
  notes.push(...migrate(given));
  const legal = normalize(Object.fromEntries(given));
  return { state: { ...base, ...legal.state }, notes: [...notes, ...legal.notes].slice(0, NOTE_LIMIT) };
}

/**
 * Writes a state as a URL fragment, without `#`: canonical (what equals the base is left out) and readable. Version 1 is
 * left out, and so is the version of an empty fragment.
 * @param {State} state
 * @param {State} [base]
 * @param {{lasting?: boolean}} [options] lasting: for a link that is kept, which always names its version
 */
export function printHash(state, base = defaults(), { lasting = false } = {}) {
  const said = KEYS.filter(({ name }) => state[name] !== base[name]).map(({ name }) => {
    const text = String(state[name]);
    const readable = `${name}=${encode(text)}`;
    // A text that looks as if a program had changed it is written so that no part of it looks like anything.
    const stays = asHandedOut(readable, isKey) === readable && unbroken(text) === text;
    return stays ? readable : `${name}=${encodeAll(text)}`;
  });
  const versioned = lasting || (VERSION > 1 && said.length > 0);
  return [...(versioned ? [`v=${VERSION}`] : []), ...said].join('&');
}

/** Escapes what a fragment may not hold, and `&`; keeps : , = / @ ( ) . as they are. @param {string} text */
function encode(text) {
  return encodeURIComponent(text).replace(/%(?:3A|2C|3D|2F|40)/g, decodeURIComponent);
}

/** Escapes every byte. @param {string} text */
function encodeAll(text) {
  const bytes = new TextEncoder().encode(text);
  return Array.from(bytes, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** @param {string} name */
const isKey = (name) => name === 'v' || BY_NAME.has(name);

/** @param {string} text @returns {string|null} null when the percent signs make no sense */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
