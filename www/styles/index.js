// The element's style sheets, constructed so that no inline style is needed under a strict policy. All elements
// of a page share them.

import { base } from './base.js';
import { controls } from './controls.js';
import { picture } from './picture.js';
import { board } from './board.js';
import { picker } from './picker.js';
import { share } from './share.js';
import { exporting } from './export.js';
import { hide } from './hide.js';
import { slide } from './slide.js';
import { VIEWS } from '../views/index.js';

/** @type {CSSStyleSheet[]|null} */
let sheets = null;
/** What was adopted later, by name. @type {Map<string, CSSStyleSheet>} */
const more = new Map();

/** @param {ShadowRoot} root */
export function adoptStyles(root) {
  const views = VIEWS.map(({ style = '' }) => style).join('');
  sheets ??= [base, controls, picture, board, views, picker, share, exporting, hide, slide].map(sheetOf);
  root.adoptedStyleSheets = sheets;
}

/** Adopts a style sheet that came later. The rules of a slide stay the last: they take back those of the page. @param {ShadowRoot} root @param {string} name @param {string} text */
export function adoptMore(root, name, text) {
  const sheet = more.get(name) ?? sheetOf(text);
  more.set(name, sheet);
  if (root.adoptedStyleSheets.includes(sheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets.slice(0, -1), sheet, ...root.adoptedStyleSheets.slice(-1)];
}

/** @param {string} text */
function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
