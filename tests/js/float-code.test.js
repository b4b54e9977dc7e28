// Codes of small floats: their bits and the number they mean, for every code of every float of the crate; and the steps of a value.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTranslator } from '../../www/i18n/index.js';
import { arithmeticSteps } from '../../www/numbers/arithmetic.js';
import { bitPattern, floatFormula, otherCodes, specialText } from '../../www/numbers/float-code.js';
import { wordsOf } from '../../www/state/schemes.js';
import { openEngine } from './crate.js';
import './texts.js';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let engine;
before(async () => {
  engine = await openEngine();
});
after(() => engine.dispose());

/** @returns {import('../../www/engine/pkg.js').Pkg} */
const pkg = () => /** @type {any} */ (engine.drawing);
const t = createTranslator('en', { strict: true });
const shape = { view: null, bins: 8, block_a: 0, block_b: 0, question: null };
/** @param {string} a @param {string} data */
const schemeOf = async (a, data) => (await engine.show({ data, a, b: 'int8', ...shape })).a;
/** @param {string} a @param {string} data @param {number} x */
async function steps(a, data, x) {
  const scheme = await schemeOf(a, data);
  return arithmeticSteps(t, pkg().inspect(x, scheme.params), scheme);
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** What a formula of this kind gives. @param {string} formula */
function worth(formula) {
  const plain = formula.replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String(SUPERSCRIPTS.indexOf(digit)));
  const [, sign, exponent, bias, hidden, share, of] =
    /^\(−1\)([01]) · 2(\d+)⁻(\d+) · (\(1 \+ )?(\d+)\/(\d+)\)?$/.exec(plain) ?? assert.fail(formula);
  const mantissa = (hidden ? 1 : 0) + Number(share) / Number(of);
  return (sign === '1' ? -1 : 1) * 2 ** (Number(exponent) - Number(bias)) * mantissa;
}

test('the formula of every code that is a number gives that number, and its bits are those of the code', async () => {
  const floats = wordsOf(pkg(), 'format').filter(({ group }) => group === 'float');
  assert.ok(floats.length >= 7);
  for (const { name } of floats) {
    const { table } = await schemeOf(name, 'values(1,2)');
    assert.ok(table?.float, name);
    const { float, values } = table;
    values.forEach((value, code) => {
      const bits = bitPattern(code, float);
      assert.equal(Number.parseInt(bits.replaceAll('|', ''), 2), code, `${name}: ${bits}`);
      assert.deepEqual(
        bits.split('|').map((field) => field.length),
        [1, float.exponent_bits, float.mantissa_bits],
      );
      if (Number.isFinite(value)) assert.equal(worth(floatFormula(code, float)), value, `${name}: code ${code}`);
    });
  }
});

test('codes that are no levels are a second zero, infinities and NaN', async () => {
  const of = async (/** @type {string} */ format) => {
    const { table } = await schemeOf(format, 'values(1,2)');
    return otherCodes(/** @type {any} */ (table));
  };
  assert.deepEqual(await of('fp8_e4m3'), { zeros: [128], infinite: [], nan: [127, 255] });
  assert.deepEqual(await of('fp8_e5m2'), { zeros: [128], infinite: [124, 252], nan: [125, 126, 127, 253, 254, 255] });
  assert.deepEqual(await of('fp8_e4m3fnuz'), { zeros: [], infinite: [], nan: [128] });
  assert.deepEqual(await of('fp4_e2m1'), { zeros: [8], infinite: [], nan: [] });
  assert.deepEqual(await of('nf4'), { zeros: [], infinite: [], nan: [] });
  assert.deepEqual([-0, 0, NaN, Infinity, -Infinity].map(specialText), ['−0', '+0', 'NaN', '∞', '−∞']);
});

test('a value goes from x to x / s to the bits of its code to x̂', async () => {
  assert.deepEqual(await steps('fp8_e4m3', 'values(-448,448)', 0.8), [
    'x / s = 0.8 / 1 = 0.8',
    'nearest level 0.8125, code 53 = 0|0110|101',
    '(−1)⁰ · 2⁶⁻⁷ · (1 + 5/8) = 0.8125',
    'x̂ = 0.8125 · s = 0.8125',
    'e = x̂ − x = 0.0125',
  ]);
  const [, code, formula] = await steps('fp4_e2m1', 'values(-6,6)', 0.4);
  assert.deepEqual([code, formula], ['nearest level 0.5, code 1 = 0|00|1', '(−1)⁰ · 2¹⁻¹ · 1/2 = 0.5'], 'subnormal');
  const [, zero, negative] = await steps('fp4_e2m1', 'values(-6,6)', -0.1);
  assert.deepEqual([zero, negative], ['nearest level 0, code 8 = 1|00|0', '(−1)¹ · 2¹⁻¹ · 0/2 = −0']);
});

test('a value of a table takes a level with its index', async () => {
  const [ratio, level, decoded] = await steps('levels(-1,0,0.5,2)', 'values(-2,2)', 0.6);
  assert.deepEqual(
    [ratio, level, decoded],
    ['x / s = 0.6 / 1 = 0.6', 'nearest level L[2] = 0.5 (code 2)', 'x̂ = 0.5 · s = 0.5'],
  );
});

test('a scale on two levels is the scale of the tensor times that of the block; one of an exponent is a power of two', async () => {
  const [two] = await steps('fp4_e2m1:g2:se4m3', 'values(-6,6,3,1)', 1);
  const [, outer, inner, scale] = /^s = S · E4M3 = (\S+) · (\S+) = (\S+)$/.exec(two) ?? assert.fail(two);
  assert.ok(Math.abs(Number(outer) * Number(inner) - Number(scale)) < 1e-3 * Number(scale), two);
  const [power] = await steps('int8:spow2', 'values(-100,100)', 1);
  assert.equal(power, 's = 2⁰ = 1');
  const [negative] = await steps('int8:spow2', 'values(-1,1)', 1);
  assert.equal(negative, 's = 2⁻⁶ = 0.015625');
});
