// Numbers for people: sensible digits, a true minus, and no misleading roundings - never 0.0 for 1e-12, 0 % for a few, 100 % for almost
// all. Spaces inside a number are narrow and do not break.

const MINUS = '\u2212';
const SPACE = '\u202F';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * A number with significant digits; scientific below 10⁻⁴ and above 10⁶. Digits before the point are never rounded away.
 * @param {number} value
 * @param {{digits?: number, trim?: boolean}} [options] trim: without trailing zeros
 * @returns {string}
 */
export function number(value, { digits = 4, trim = false } = {}) {
  if (Number.isNaN(value)) return 'NaN';
  if (value < 0) return MINUS + number(-value, { digits, trim });
  if (value === Infinity) return '∞';
  if (value === 0) return '0';
  const shorten = (/** @type {string} */ text) => (trim ? withoutTrailingZeros(text) : text);
  if (value < 1e-4 || value > 1e6) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
    const short = shorten(mantissa);
    const power = `10${superscript(Number(exponent))}`;
    return trim && short === '1' ? power : `${short}${SPACE}×${SPACE}${power}`;
  }
  const exponent = Number(value.toExponential(digits - 1).split('e')[1]);
  return grouped(shorten(value.toFixed(Math.max(0, digits - 1 - exponent))));
}

/** A whole number: 1 048 576. @param {number} value */
export function count(value) {
  if (!Number.isFinite(value)) return number(value);
  return (value < 0 ? MINUS : '') + grouped(String(BigInt(Math.round(Math.abs(value)))));
}

/** A cosine, with two digits of its distance from 1. @param {number} value */
export function cosine(value) {
  if (Number.isNaN(value)) return '–';
  const lack = 1 - Math.abs(value);
  if (lack < 1e-12) return value < 0 ? `${MINUS}1` : '1';
  const places = Math.min(14, Math.max(4, 1 - Math.floor(Math.log10(lack))));
  return (value < 0 ? MINUS : '') + Math.abs(value).toFixed(places);
}

/** Two decimals and dB; smaller values keep their digits. @param {number} value */
export function decibels(value) {
  const size = Math.abs(value);
  const text =
    Number.isFinite(value) && size >= 0.01 && size <= 1e6 ? grouped(size.toFixed(2)) : number(size, { digits: 3 });
  return withUnit(`${value < 0 ? MINUS : ''}${text}`, 'dB');
}

/** A share of 1 as a percentage of three digits. @param {number} share @returns {string} */
export function percent(share) {
  const unit = `${SPACE}%`;
  if (!Number.isFinite(share)) return number(share) + unit;
  if (share < 0) return MINUS + percent(-share);
  if (share === 0 || share === 1) return `${share * 100}${unit}`;
  const value = share * 100;
  if (value < 0.001) return `<${SPACE}0.001${unit}`;
  if (share < 1 && value > 99.9995) return `>${SPACE}99.999${unit}`;
  if (share > 1) return number(value, { digits: 3 }) + unit;
  const nearWhole = value >= 99 ? Math.ceil(-Math.log10(100 - value)) : 0;
  const places = value >= 99 ? Math.max(1, nearWhole) : Math.max(0, 2 - Math.floor(Math.log10(value)));
  return withoutTrailingZeros(value.toFixed(Math.min(places, 4))) + unit;
}

/**
 * A difference: always with its sign, except for none at all.
 * @param {number} value
 * @param {(value: number) => string} [format]
 */
export function difference(value, format = number) {
  return value > 0 ? `+${format(value)}` : format(value);
}

/** A number and its unit. @param {string} text @param {string} unit */
export function withUnit(text, unit) {
  return `${text}${SPACE}${unit}`;
}

/** @param {number} exponent a whole number */
export function superscript(exponent) {
  return String(exponent)
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]);
}

/** Separates thousands, from five digits on. @param {string} text digits, perhaps with a point */
function grouped(text) {
  const [whole, fraction] = text.split('.');
  const spaced = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, SPACE) : whole;
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

/** @param {string} text */
function withoutTrailingZeros(text) {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** A number of bytes in a readable unit. @param {number} bytes */
export function bytesText(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${number(bytes / 1000 ** power, { digits: 3, trim: true })} ${units[power]}`;
}
