// The notation of a scheme where there is room for one line only.

/** As many characters fit beside the letter of a scheme. */
const LONG = 48;

/** A scheme's notation, in which a long list of levels has only its ends. @param {string} scheme */
export function briefNotation(scheme) {
  if (scheme.length <= LONG) return scheme;
  return scheme.replace(/^levels\(([^,]*),.*,([^,]*)\)/, 'levels($1,…,$2)');
}
