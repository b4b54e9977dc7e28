import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cosine,
  count,
  decibels,
  difference,
  number,
  percent,
  superscript,
  withUnit,
} from '../../www/numbers/format.js';

/** Narrow spaces are written as _ in the tables. @param {string} text */
const visible = (text) => text.replaceAll('\u202F', '_');
/** @param {(value: number) => string} format @param {[number, string][]} table */
const check = (format, table) => {
  for (const [value, text] of table) assert.equal(visible(format(value)), text, String(value));
};

test('number keeps four significant digits and is never zero by rounding', () => {
  check(number, [
    [0, '0'],
    [-0, '0'],
    [1, '1.000'],
    [-1.5, '−1.500'],
    [26.1447, '26.14'],
    [0.28867513, '0.2887'],
    [9.99996, '10.00'],
    [1234.5, '1235'],
    [12345.6, '12_346'],
    [999999.4, '999_999'],
    [1e6, '1_000_000'],
    [1000001, '1.000_×_10⁶'],
    [1e-4, '0.0001000'],
    [0.000099, '9.900_×_10⁻⁵'],
    [1e-12, '1.000_×_10⁻¹²'],
    [-6.5e300, '−6.500_×_10³⁰⁰'],
    [5e-324, '4.941_×_10⁻³²⁴'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
    [NaN, 'NaN'],
  ]);
});

test('number can take other digits and leave trailing zeros out', () => {
  const trimmed = (/** @type {number} */ value) => number(value, { digits: 7, trim: true });
  check(trimmed, [
    [1.5, '1.5'],
    [100, '100'],
    [1e-5, '10⁻⁵'],
    [-1e9, '−10⁹'],
    [2.5e-7, '2.5_×_10⁻⁷'],
    [0.1 + 0.2, '0.3'],
  ]);
});

test('count is whole, in groups of three', () => {
  check(count, [
    [0, '0'],
    [999, '999'],
    [4096, '4096'],
    [65536, '65_536'],
    [16777216, '16_777_216'],
    [-12345, '−12_345'],
    [1e21, '1_000_000_000_000_000_000_000'],
    [Infinity, '∞'],
    [NaN, 'NaN'],
  ]);
});

test('decibels have two places, small ones their digits', () => {
  check(decibels, [
    [0, '0_dB'],
    [23.456, '23.46_dB'],
    [-3.0103, '−3.01_dB'],
    [0.001234, '0.00123_dB'],
    [1e-12, '1.00_×_10⁻¹²_dB'],
    [Infinity, '∞_dB'],
    [-Infinity, '−∞_dB'],
    [NaN, 'NaN_dB'],
  ]);
});

test('percent says 0 only of none and 100 only of all', () => {
  check(percent, [
    [0, '0_%'],
    [1, '100_%'],
    [0.5, '50_%'],
    [0.1234, '12.3_%'],
    [0.01234, '1.23_%'],
    [0.001, '0.1_%'],
    [0.00012345, '0.0123_%'],
    [1e-8, '<_0.001_%'],
    [0.99, '99_%'],
    [0.9896, '99_%'],
    [0.9995, '99.95_%'],
    [0.99999, '99.999_%'],
    [0.9999999, '>_99.999_%'],
    [1 - 2 ** -53, '>_99.999_%'],
    [1.5, '150_%'],
    [-0.25, '−25_%'],
    [Infinity, '∞_%'],
    [NaN, 'NaN_%'],
  ]);
  for (let i = 1; i < 4000; i++) {
    const [few, most] = [percent(i / 2 ** 24), percent(1 - i / 2 ** 24)];
    assert.ok(!/^0(\.0*)?\u202F/.test(few) && !few.startsWith('100'), few);
    assert.ok(!most.startsWith('100'), most);
  }
});

test('a cosine keeps two digits of what it lacks of 1', () => {
  check(cosine, [
    [1, '1'],
    [-1, '−1'],
    [0, '0.0000'],
    [0.5, '0.5000'],
    [0.99299, '0.9930'],
    [0.998154, '0.9982'],
    [0.9999803, '0.999980'],
    [-0.99998765, '−0.999988'],
    [1 - 1e-13, '1'],
    [NaN, '–'],
  ]);
});

test('a difference has a sign unless there is none', () => {
  check(difference, [
    [2, '+2.000'],
    [-2, '−2.000'],
    [0, '0'],
    [-0, '0'],
    [1e-12, '+1.000_×_10⁻¹²'],
    [NaN, 'NaN'],
  ]);
  assert.equal(visible(difference(1.239, decibels)), '+1.24_dB');
  assert.equal(visible(difference(-0.5, percent)), '−50_%');
});

test('units and superscripts', () => {
  assert.equal(visible(withUnit('4.5', 'bit')), '4.5_bit');
  assert.equal(superscript(-1203), '⁻¹²⁰³');
});
