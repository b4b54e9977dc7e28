// The state of one element. ONE table drives the state, the URL and the controls: adding a key here gives it
// a place in links, a default, and the check of whatever a link or a program puts there.
//
// Scheme and data strings are opaque here: only Rust knows whether they mean something.

import { NAMES } from './hide.js';
import { LESSONS } from '../lessons/index.js';
import { choice, integer, names, number, optionalNumber, quoted, rectangle, text, zoom } from './kinds.js';
import { VERSION, migrate } from './versions.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Note} Note */
/** @typedef {import('./kinds.js').Kind & {name: keyof State, default: string|number}} Key */

/** Longest scheme or data string. */
export const TEXT_LIMIT = 4096;

/** Longest list of schemes. */
const LIST_LIMIT = 8192;

/** More notes than this tell a reader nothing more. */
const NOTE_LIMIT = 20;

/** The views, in the order of their tabs and of the keys 1 to 9. */
export const VIEWS = Object.freeze([
  'grid',
  'errors',
  'codes',
  'blocks',
  'sweeps',
  'tradeoff',
  'comparison',
  'stream',
  'integers',
]);

const LARGEST_BLOCK = 2 ** 32 - 1;
const LANGUAGE_ALIASES = { zh: 'zh-CN', 'zh-hans': 'zh-CN', 'zh-hans-cn': 'zh-CN', 'en-us': 'en', 'en-gb': 'en' };

/** The table, in the order a link shows it. @type {readonly Key[]} */
export const KEYS = Object.freeze([
  { name: 'data', default: 'normal:seed=7:outliers=0.001x20', ...text(TEXT_LIMIT) },
  { name: 'a', default: 'int4', ...text(TEXT_LIMIT) },
  { name: 'b', default: 'int4:asym:g64', ...text(TEXT_LIMIT) },
  { name: 'view', default: 'grid', ...choice(VIEWS) },
  { name: 'x', default: '', ...zoom() },
  { name: 'counts', default: 'log', ...choice(['log', 'linear']) },
  { name: 'blocka', default: 0, ...integer(0, LARGEST_BLOCK) },
  { name: 'blockb', default: 0, ...integer(0, LARGEST_BLOCK) },
  { name: 'map', default: 'values', ...choice(['values', 'scale', 'sqnr', 'absmax']) },
  { name: 'at', default: '', ...rectangle() },
  { name: 'by', default: 'threshold', ...choice(['threshold', 'percentile', 'group', 'bits']) },
  { name: 'of', default: 'block', ...choice(['block', 'all']) },
  { name: 'goal', default: 'sqnr', ...choice(['sqnr', 'bits']) },
  { name: 'target', default: '', ...optionalNumber(0, 200) },
  { name: 'error', default: 'sqnr', ...choice(['sqnr', 'mse']) },
  { name: 'list', default: '', ...text(LIST_LIMIT) },
  { name: 'scheme', default: 'a', ...choice(['a', 'b']) },
  { name: 'batch', default: 1, ...integer(1, LARGEST_BLOCK) },
  { name: 'first', default: 8, ...integer(1, LARGEST_BLOCK) },
  { name: 'average', default: 0.01, ...number(0.0001, 1) },
  { name: 'time', default: 0, ...integer(0, LARGEST_BLOCK) },
  { name: 'integers', default: 'padding', ...choice(['padding', 'bias', 'product']) },
  { name: 'image', default: 'data', ...choice(['data', 'scene']) },
  { name: 'filter', default: 'blur', ...choice(['blur', 'sharpen', 'edge', 'sobel']) },
  { name: 'size', default: '128', ...choice(['64', '128', '256', '512']) },
  { name: 'lesson', default: '', ...choice(['', ...LESSONS]) },
  { name: 'step', default: 1, ...integer(1, 99) },
  {
    name: 'present',
    default: 'off',
    ...choice(['off', 'on'], { '': 'on', true: 'on', 1: 'on', false: 'off', 0: 'off' }),
  },
  { name: 'lang', default: 'auto', ...choice(['auto', 'en', 'zh-CN'], LANGUAGE_ALIASES) },
  { name: 'theme', default: 'auto', ...choice(['auto', 'light', 'dark']) },
  { name: 'hide', default: '', ...names(NAMES) },
]);

/** How the page is shown, as whoever shows it has chosen: neither a lesson's step nor a reset changes it. @type {ReadonlySet<string>} */
export const OWN = new Set(['lang', 'theme', 'hide']);

/** What is looked at of data, when other data takes its place. */
export const AFRESH = Object.freeze({ blocka: 0, blockb: 0, x: '', time: 0 });

/** @type {ReadonlyMap<string, Key>} */
const BY_NAME = new Map(KEYS.map((key) => [key.name, key]));

/** @returns {State} */
export function defaults() {
  return /** @type {any} */ (Object.fromEntries(KEYS.map((key) => [key.name, key.default])));
}

/** @param {State} p @param {State} q */
export function sameState(p, q) {
  return KEYS.every(({ name }) => p[name] === q[name]);
}

/** The zoomed range of a state; null for the whole range. @param {Pick<State, 'x'>} state @returns {[number, number]|null} */
export function rangeOf(state) {
  if (state.x === '') return null;
  const [lo, hi] = state.x.split(',').map(Number);
  return [lo, hi];
}

/**
 * Makes a part of a state legal. A missing value (undefined, null) means the default.
 * @param {Record<string, unknown>} part
 * @returns {{state: Partial<State>, notes: Note[]}}
 */
export function normalize(part) {
  /** @type {Map<string, string|number>} */
  const values = new Map();
  /** @type {Note[]} */
  const notes = [];
  for (const [name, given] of Object.entries(part)) {
    const key = BY_NAME.get(name);
    if (!key) {
      notes.push({ key: 'note.state.unknown', words: { name: quoted(name) } });
    } else if (given === undefined || given === null) {
      values.set(name, key.default);
    } else {
      const { value, note } = key.read(given, name);
      values.set(name, value ?? key.default);
      if (note) notes.push(note);
    }
  }
  return { state: Object.fromEntries(values), notes: notes.slice(0, NOTE_LIMIT) };
}

/**
 * Reads the fragment of a URL, with or without its `#`. Never throws: what is wrong becomes a note.
 * @param {string} hash
 * @param {State} [base] what holds for keys the fragment does not name
 * @returns {{state: State, notes: Note[]}}
 */
export function parseHash(hash, base = defaults()) {
  /** @type {Map<string, string>} */
  const given = new Map();
  /** @type {Note[]} */
  const notes = [];
  for (const piece of hash.replace(/^#/, '').split('&')) {
    if (piece === '') continue;
    const [, rawName, rawValue = ''] = /** @type {RegExpExecArray} */ (/^([^=]*)=?(.*)$/s.exec(piece));
    const name = decode(rawName) ?? rawName;
    const value = decode(rawValue);
    if (value === null) notes.push({ key: 'note.state.encoding', words: { name: quoted(name) } });
    if (given.has(name)) notes.push({ key: 'note.state.repeated', words: { name: quoted(name) } });
    else given.set(name, value ?? rawValue);
  }
  notes.push(...migrate(given));
  const part = normalize(Object.fromEntries(given));
  return { state: { ...base, ...part.state }, notes: [...notes, ...part.notes].slice(0, NOTE_LIMIT) };
}

/**
 * Writes a state as a URL fragment, without `#`: canonical (what equals the base is left out) and readable. Version 1 goes
 * without saying, as does that of a fragment that says nothing.
 * @param {State} state
 * @param {State} [base]
 * @param {{lasting?: boolean}} [options] lasting: for a link that is kept, which names its version in any case
 */
export function printHash(state, base = defaults(), { lasting = false } = {}) {
  const said = KEYS.filter(({ name }) => state[name] !== base[name]).map(
    ({ name }) => `${name}=${encode(String(state[name]))}`,
  );
  const versioned = lasting || (VERSION > 1 && said.length > 0);
  return [...(versioned ? [`v=${VERSION}`] : []), ...said].join('&');
}

/** Escapes what a fragment may not hold, and `&`; keeps : , = / @ ( ) . as they are. @param {string} text */
function encode(text) {
  return encodeURIComponent(text).replace(/%(?:3A|2C|3D|2F|40)/g, decodeURIComponent);
}

/** @param {string} text @returns {string|null} null when the percent signs make no sense */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
