// Links pass through programs that change them: one encodes the fragment, or the `&` in it, once or several times; another takes the
// full stop behind a link for a part of it. What arrives is turned back into the fragment that was handed out.
//
//     each piece without `=` that has an encoded one    decode it
//     an encoded `&` before the name of a key           ends a piece
//     percent signs that are all encoded                decode them
//     `&amp;`, `\u0026`, `&#61;`, `\u003d`              `&` and `=`
//     a backslash before a sign, as in Markdown         leave it out
//     ＃, ＝ and ＆ around the name of a key            `#`, `=` and `&`
//     `/`, `?` or `!` before all                        leave it out
//     what a sentence has behind a link                 leave it out
//
// A link can hold a text that looks so, such as the name of a file: `printHash` writes that text in such a way that it stays.

/** More layers of encoding than this are no accident. */
const LAYERS = 4;
/** Characters of no width, which programs put into long words so that they can be broken. */
const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF]/g;
/** An `&` as HTML writes it, perhaps several times over. */
const ENTITY = /&(?:(?:amp|#0*38|#x0*26);)+/gi;
/** A sign as JSON and JavaScript write it, an `=` as HTML writes it, and a sign that Markdown made plain. */
const UNICODE = /\\u00(26|3d)/gi;
const EQUALS = /&(?:amp;)*(?:#0*61|#x0*3d|equals);/gi;
const BACKSLASH = /\\(?=[!-/:-@[-`{-~])/g;
/** The name of a key between signs of full width, encoded or not. */
const WIDE_KEY = /(^|&|＆|%EF%BC%86)([a-z]+)(＝|%EF%BC%9D|=)/gi;
const ENCODED_SIGN = /%(?:25)*3D/i;
/** Every percent sign is itself encoded. */
const ENCODED_TWICE = /^(?:[^%]|%25(?=[0-9A-F]{2}))*$/i;
/** What no fragment ends in. */
const BEHIND = /[.,;:!?'"*_>\]}»…。，、；：！？」』】》”’]+$/u;

/**
 * @param {string} fragment without `#`
 * @param {(name: string) => boolean} isKey whether a link can have a key of that name
 * @returns {string} the fragment that was handed out
 */
export function asHandedOut(fragment, isKey) {
  const pieces = plainPieces(fragment, isKey, LAYERS);
  let text = pieces.join('&');
  for (let layer = 0; layer < LAYERS && text.includes('%') && ENCODED_TWICE.test(text); layer += 1)
    text = text.replaceAll('%25', '%');
  return withoutEnd(text);
}

/**
 * A value without the characters that may break it into lines. A name of a file may have one of its own, and so has a text that is
 * encoded byte by byte.
 * @param {string} value @param {string} encoded as it stands in the link
 */
export function unbroken(value, encoded = '') {
  return /^\s*file[(（]/.test(value) || /^(?:%..)+$/.test(encoded) ? value : value.replace(INVISIBLE, '');
}

/** The pieces `key=value` of a fragment. @param {string} text @param {(name: string) => boolean} isKey @param {number} layers @returns {string[]} */
function plainPieces(text, isKey, layers) {
  const plain = text
    .replace(/^(?:#|%23|＃|%EF%BC%83|[/?!])+/i, '')
    .replace(UNICODE, (_, code) => String.fromCharCode(parseInt(code, 16)))
    .replace(BACKSLASH, '')
    .replace(EQUALS, '=')
    .replace(ENTITY, '&')
    .replace(WIDE_KEY, (given, sign, name) => (isKey(name) ? `${sign && '&'}${name}=` : given))
    .replace(/%(?:25)*26(?:amp(?:;|%(?:25)*3B))*(?=([a-z]+)(?:=|%(?:25)*3D))/gi, (sign, name) =>
      isKey(name) ? '&' : sign,
    );
  return plain.split('&').flatMap((piece) => {
    if (piece.includes('=') || !ENCODED_SIGN.test(piece) || layers === 0) return [piece];
    try {
      return plainPieces(decodeURIComponent(piece), isKey, layers - 1);
    } catch {
      return [piece];
    }
  });
}

/** Leaves out what a sentence has behind a link, such as a full stop or a parenthesis that the link does not open. @param {string} text @returns {string} */
function withoutEnd(text) {
  const rest = text.replace(BEHIND, '');
  const count = (/** @type {string} */ sign) => rest.split(sign).length;
  return rest.endsWith(')') && count(')') > count('(') ? withoutEnd(rest.slice(0, -1)) : rest;
}
