// Escapes texts for the languages that a state is shared in, so that a copied text means itself and nothing else.

/** Characters that are invisible or change the direction of text: marks of direction, joiners, separators of lines. */
const UNSEEN = /[\t\n\r\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A value for an HTML attribute in double quotes. Invisible characters are written as numbers. @param {string} text */
export function attribute(text) {
  const marks = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  const safe = text
    .replaceAll('\0', '\uFFFD')
    .replace(/[&<>"']/g, (mark) => marks[/** @type {keyof typeof marks} */ (mark)]);
  return safe.replace(UNSEEN, (mark) => `&#${mark.codePointAt(0)};`);
}

/**
 * An address that is also safe within Markdown's `(…)` and reStructuredText's `<…>`: without brackets, quotes and stars, and without an
 * underscore at its end.
 * @param {string} url absolute, as the URL class writes it
 */
export function plainAddress(url) {
  const [, host, rest] = /** @type {RegExpExecArray} */ (/^(\w+:\/\/[^/?#]*)(.*)$/s.exec(url));
  return host + rest.replace(/[()'*[\]<>\\^`{}|" ]|_$/g, percent);
}

/** @param {string} mark */
function percent(mark) {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** One line of visible text. @param {string} text */
export function oneLine(text) {
  return text.replace(/[\s\p{C}]+/gu, ' ').trim();
}

/** Text within a Markdown link. @param {string} text */
export function markdown(text) {
  return oneLine(text).replace(/[\\`*_[\]<>&~|$^]/g, '\\$&');
}

/** Text within a reStructuredText hyperlink. @param {string} text */
export function restructured(text) {
  return oneLine(text).replace(/[\\`*_<>|]/g, '\\$&');
}
