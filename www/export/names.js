// Names of files, made of the strings, and safe on every system.

/** Names that Windows reserves for devices. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
/** In UTF-8; file systems allow 255, and a browser may add to it. */
const MOST_BYTES = 160;

/** A text as a piece of a name: letters, digits, and single dashes, dots and underscores between them. @param {string} text */
function plain(text) {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}._]+/gu, '-')
    .replace(/([-._])[-._]+/g, '$1')
    .replace(/^[-._]+|[-._]+$/g, '');
}

/** @param {readonly string[]} texts @param {string} ending without its dot */
export function fileName(texts, ending) {
  let stem = texts.map(plain).filter(Boolean).join('_');
  const size = (/** @type {string} */ text) => new TextEncoder().encode(text).length;
  while (size(stem) > MOST_BYTES) stem = [...stem].slice(0, -1).join('');
  stem = plain(stem) || 'quantscope';
  return `${DEVICES.test(stem.split('.')[0]) ? `quantscope_${stem}` : stem}.${ending}`;
}
