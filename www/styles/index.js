// The element's style sheets, constructed so that no inline style is needed under a strict policy. All elements
// of a page share them.

import { base } from './base.js';
import { controls } from './controls.js';
import { picture } from './picture.js';
import { board } from './board.js';
import { picker } from './picker.js';
import { guess } from './guess.js';
import { lesson } from './lesson.js';
import { lessonMenu } from './lesson-menu.js';
import { share } from './share.js';
import { exporting } from './export.js';
import { handOut } from './hand-out.js';
import { hide } from './hide.js';
import { slide } from './slide.js';
import { VIEWS } from '../views/index.js';

/** @type {CSSStyleSheet[]|null} */
let sheets = null;

/** @param {ShadowRoot} root */
export function adoptStyles(root) {
  const views = VIEWS.map(({ style = '' }) => style).join('');
  sheets ??= [
    base,
    controls,
    picture,
    board,
    views,
    picker,
    lesson,
    lessonMenu,
    guess,
    handOut,
    share,
    exporting,
    hide,
    slide,
  ].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  root.adoptedStyleSheets = sheets;
}
