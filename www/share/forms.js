// The forms in which a state is shared: a link, an iframe, an element, and links for Markdown and reStructuredText.

import { KEYS, defaults, printHash } from '../state/state.js';
import { addressesOf } from './addresses.js';
import { attribute, markdown, oneLine, plainAddress, restructured } from './escape.js';

/** @typedef {import('../state/state.js').State} State */
/**
 * @typedef {object} Shared
 * @property {State} state
 * @property {string} title what the link or frame is called
 * @property {string|null} page the address of the whole page, if it is known
 * @property {string} script the address of the module that defines the element
 * @property {number|null} width of the frame, in CSS pixels; null: as wide as its place
 * @property {number} height
 */

/** The forms, in the order of the dialog. */
export const FORMS = Object.freeze(/** @type {const} */ (['link', 'iframe', 'element', 'markdown', 'rst']));

/** @param {string} page @param {State} state */
export function linkTo(page, state) {
  return `${page}#${printHash(state, defaults(), { lasting: true })}`;
}

/** @param {Shared} shared @returns {Partial<Record<typeof FORMS[number], string>>} */
export function formsOf({ state, title, page, script, width, height }) {
  const said = KEYS.filter(({ name, default: usual }) => state[name] !== usual).map(({ name }) => [
    name,
    String(state[name]),
  ]);
  const attributes = [...said, ...(page ? [['page', page]] : [])].map(
    ([name, value]) => ` ${name}="${attribute(value)}"`,
  );
  const link = page && linkTo(page, state);
  // The contents of the element are shown where it cannot run.
  const instead = link ? `<a href="${attribute(plainAddress(link))}">${attribute(oneLine(title))}</a>` : '';
  const element = `<script type="module" src="${attribute(script)}"></script>\n<quant-scope${attributes.join('')}>${instead}</quant-scope>`;
  if (!page || !link) return { element };
  const target = plainAddress(link);
  const frame = plainAddress(linkTo(addressesOf(page).embed, state));
  return {
    link,
    iframe: `<iframe src="${attribute(frame)}" title="${attribute(oneLine(title))}" width="${width ?? '100%'}" height="${height}" loading="lazy" frameborder="0"></iframe>`,
    element,
    markdown: `[${markdown(title)}](${target})`,
    rst: `\`${restructured(title)} <${target}>\`__`,
  };
}
