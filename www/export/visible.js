// Text that every file can hold.

/** Characters that XML has no way to write, halves of pairs among them, as the sign for one that is missing. @param {string} text */
export function visible(text) {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
