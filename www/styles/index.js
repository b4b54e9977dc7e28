// The element's style sheets, constructed so that no inline style is needed under a strict policy. All elements
// of a page share them.

import { base } from './base.js';
import { controls } from './controls.js';
import { picture } from './picture.js';
import { board } from './board.js';
import { picker } from './picker.js';
import { hide } from './hide.js';
import { VIEWS } from '../views/index.js';

/** @type {CSSStyleSheet[]|null} */
let sheets = null;
/** What was adopted later, by name. @type {Map<string, CSSStyleSheet>} */
const more = new Map();
/** The sheets that are not in the order in which they come: of two rules that weigh the same the later one holds. @type {Map<CSSStyleSheet, number>} */
const ranks = new Map();
/** What hides pieces comes behind views and dialogs, then the course; the rules of a slide take back those of the page. */
const RANKS = { hide: 1, course: 2, slide: 3 };

/** @param {ShadowRoot} root */
export function adoptStyles(root) {
  const views = VIEWS.map(({ style = '' }) => style).join('');
  sheets ??= [...[base, controls, picture, board, views, picker].map(sheetOf), ranked('hide', hide)];
  root.adoptedStyleSheets = sheets;
}

/** Adopts a style sheet that came later. @param {ShadowRoot} root @param {string} name @param {string} text */
export function adoptMore(root, name, text) {
  const sheet = more.get(name) ?? ranked(name, text);
  more.set(name, sheet);
  const adopted = root.adoptedStyleSheets;
  if (adopted.includes(sheet)) return;
  const rank = (/** @type {CSSStyleSheet} */ each) => ranks.get(each) ?? 0;
  root.adoptedStyleSheets = [...adopted, sheet].sort((p, q) => rank(p) - rank(q));
}

/** @param {string} name @param {string} text */
function ranked(name, text) {
  const sheet = sheetOf(text);
  ranks.set(sheet, RANKS[/** @type {keyof typeof RANKS} */ (name)] ?? 0);
  return sheet;
}

/** @param {string} text */
function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
