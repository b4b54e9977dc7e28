// The scripts that compute a scheme's numbers elsewhere, run: what they print against what the crate measures natively. The
// subjects are made as the page makes them, by the wasm module, here in Node.
//
// NumPy is installed into a virtual environment of the tests' own; without python3 they are skipped. QUANTSCOPE_PYTHON names a
// python that has onnx, or torch, or both: then those scripts are run, too.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { refusal, scriptOf, subjectOf } from '../../www/code/index.js';
import { DATA, FORMATS, GRAPH, OPTIONS, TABLES, schemes } from './code-schemes.mjs';
import { Interpreter } from './interpreter.mjs';
import { measure } from './native.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const VENV = join(ROOT, 'target', 'python');
/** What is not imported need not be compiled. */
const PIP = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-compile'];
const WINDOWS = process.platform === 'win32';
/** A name that would end a string or a comment, if it were taken as it is. */
const HOSTILE = 'a"b\\n\'\'\'\n__import__("os")#{x}\u202e';

/** @type {any} */
let pkg;
/** @type {string|null} */
let python = null;
/** @type {string} */
let folder;

before(async () => {
  pkg = await import('../../www/pkg/quantscope.js');
  await pkg.default({ module_or_path: readFileSync(join(ROOT, 'www/pkg/quantscope_bg.wasm')) });
  python = numpyPython();
  folder = mkdtempSync(join(tmpdir(), 'quantscope-code-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A python that has NumPy; null where there is no python3. */
function numpyPython() {
  const own = join(VENV, WINDOWS ? 'Scripts/python.exe' : 'bin/python');
  if (existsSync(own) && has(own, 'numpy')) return own;
  try {
    execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'pipe' });
    execFileSync(own, [...PIP, 'numpy'], { stdio: 'pipe' });
    return own;
  } catch {
    // A system's own will do.
    return has('python3', 'numpy') ? 'python3' : null;
  }
}

/** @param {string} which @param {string} module */
function has(which, module) {
  try {
    execFileSync(which, ['-c', `import ${module}`], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

/** A lab that holds a data set, and its record. @param {string} data */
function labOf(data) {
  const lab = new pkg.Lab();
  lab.begin(data);
  while (lab.step() < 1);
  return lab;
}

/** @param {any} lab @param {any} record @returns {any} */
function answer(lab, record) {
  const question = new pkg.Question(record);
  for (;;) {
    const answer = lab.ask(question);
    if (typeof answer !== 'number') return answer;
  }
}

/** The frame of a scheme. @param {any} lab @param {string} scheme */
function frameOf(lab, scheme) {
  const request = { kind: 'frame', a: scheme, b: scheme, view: null, bins: 10, block_a: 0, block_b: 0 };
  return { ...answer(lab, request), data: lab.data() };
}

/**
 * What a script is about, as the page asks for it; the files it wants are written into the folder.
 * @param {any} lab @param {string} scheme @param {string} [data] what it calls the data
 */
async function subjectFor(lab, scheme, data) {
  const frame = frameOf(lab, scheme);
  const { subject, beside } = await subjectOf(frame.data, frame.a, async (question) => answer(lab, question));
  for (const { name, question } of beside) writeFileSync(join(folder, name), answer(lab, question).bytes);
  return { subject: { ...subject, data: data ?? subject.data }, frame };
}

/** Runs a script as a person does: from a file, by Python itself. @param {string} which @param {string} script */
async function runFile(which, script) {
  const path = join(folder, 'script.py');
  writeFileSync(path, script);
  return (await promisify(execFile)(which, ['-W', 'error', path], { cwd: folder })).stdout;
}

/** What a script says it has measured. @param {string} printed */
function measured(printed) {
  const [data, scheme, ...lines] = printed.split(/\r?\n/);
  /** @type {Record<string, number>} */
  const numbers = {};
  for (const line of lines.filter(Boolean)) {
    const [name, value] = line.split(/\s+/);
    numbers[name] = value === 'None' ? NaN : Number(value.replace('inf', 'Infinity'));
  }
  return { data, scheme, numbers };
}

/**
 * Runs scripts, the first of them from a file, and reads what they print.
 * @param {string} which @param {string[]} list of schemes @param {(scheme: string, i: number) => Promise<string>} scriptOf
 * @param {(scheme: string, printed: ReturnType<typeof measured>) => void} check
 */
async function runScripts(which, list, scriptOf, check) {
  const interpreter = new Interpreter(which, folder);
  try {
    for (const [i, scheme] of list.entries()) {
      const script = await scriptOf(scheme, i);
      check(scheme, measured(await (i === 0 ? runFile(which, script) : interpreter.run(script))));
    }
  } finally {
    interpreter.end();
  }
}

/** A measure without a meaning is null in the crate and None in a script. @param {Record<string, number>} printed @param {Record<string, number|null>} native @param {string} where */
function agree(printed, native, where) {
  assert.deepEqual(Object.keys(printed), Object.keys(native), where);
  for (const [key, measured] of Object.entries(native)) {
    const value = measured ?? NaN;
    // A mean error is what is left of errors that cancel.
    const size = key === 'bias' ? (native.mae ?? NaN) : Math.abs(value);
    assert.ok(
      Object.is(printed[key], value) || Math.abs(printed[key] - value) <= 1e-6 * size,
      `${where}: ${key} is printed as ${printed[key]} and measured as ${value}`,
    );
  }
}

/** The words of the list of formats that stand in some of its groups. @param {...string} groups @returns {string[]} */
function formatsOf(...groups) {
  const { words } = pkg.scheme_words().find((/** @type {any} */ { slot }) => slot === 'format');
  const chosen = words.filter((/** @type {any} */ { group }) => groups.includes(group));
  return chosen.map((/** @type {any} */ { name }) => name);
}

/** The element formats, and levels of a person's own that lie unevenly around 0. @returns {string[]} */
function tableWords() {
  const named = formatsOf('float', 'table').map((format) => pkg.print_scheme({ format }));
  return [...named, 'levels(-2.5,-0.75,0.25,1,1.5)'];
}

/** The formats that bring their own blocks, with every option that each has. @returns {string[]} */
function blockSchemes() {
  const list = formatsOf('mx', 'gguf').flatMap((format) => {
    const { available } = pkg.parse_scheme(pkg.print_scheme({ format }));
    const [rules, codes] = [available.rule, available.codes].map((words) => (words.length > 0 ? words : [undefined]));
    return rules.flatMap((/** @type {any} */ rule) =>
      codes.map((/** @type {any} */ kind) => pkg.print_scheme({ format, rule, codes: kind })),
    );
  });
  assert.equal(new Set(list).size, list.length);
  return list;
}

/** Every element format with every granularity, each calibration and storage of scales with some. */
function tableSchemes() {
  const { granularities, calibrations, options } = TABLES;
  return tableWords().flatMap((word) =>
    granularities.flatMap((granularity, i) =>
      calibrations.map((calibration, j) => {
        const option = options[(i + 2 * j) % options.length];
        return pkg.parse_scheme(`${word}:${granularity}:${calibration}${option}`).text;
      }),
    ),
  );
}

/** Runs the schemes of integers; how many there were. @param {string} target @param {string} which */
function runsAll(target, which) {
  const canonical = (/** @type {string} */ text) => pkg.parse_scheme(text).text;
  const [formats, options] = target === 'onnx' ? [GRAPH.formats, GRAPH.options] : [FORMATS, OPTIONS];
  const list = schemes(formats, options, canonical);
  return runs(target, which, list);
}

/** Runs schemes; how many there were. @param {string} target @param {string} which @param {string[]} list @param {string} [data] */
async function runs(target, which, list, data = DATA) {
  if (list.length === 0) return 0;
  const lab = labOf(data);
  const native = await measure(data, list);
  const script = async (/** @type {string} */ scheme) => {
    const { subject, frame } = await subjectFor(lab, scheme);
    assert.equal(refusal(target, subject, frame.data), null, scheme);
    return scriptOf(target, subject);
  };
  await runScripts(which, list, script, (scheme, { numbers, ...said }) => {
    assert.deepEqual(said, { data: lab.data().text, scheme });
    agree(numbers, /** @type {any} */ (native.get(scheme)), `${scheme} on ${data}`);
  });
  return list.length;
}

test('the NumPy script prints the numbers of every calibration with every granularity', async (t) => {
  if (!python) return t.skip('there is no python3 that has NumPy or can get it');
  assert.equal(await runsAll('numpy', python), 90);
});

test('the NumPy script prints the numbers of every element format', async (t) => {
  if (!python) return t.skip('there is no python3 that has NumPy or can get it');
  assert.equal(await runs('numpy', python, tableSchemes()), 25 * tableWords().length);
});

test('data of few values stands in the script, whatever its values and its name', async (t) => {
  if (!python) return t.skip('there is no python3 that has NumPy or can get it');
  for (const data of [
    'values(1,-2.5,0.1,3e-30,7)',
    'values(0,0,0)',
    'values(nan,1,-inf,inf,2,3)',
    'relu:6x7:seed=2',
    'lognormal:5x9:seed=1',
  ]) {
    const lab = labOf(data);
    const list = [
      'int4',
      'int2:asym:row',
      'int8:asym:zfloat:g2',
      'int4:sd3',
      'int4:asym:mse:col',
      'int4:stochastic(3)',
      'int5:p90:s16',
      ...tableWords().flatMap((word) => [word, `${word}:g2`, `${word}:row:sd3:spow2`]),
    ];
    const native = await measure(data, list);
    const named = `assert [ord(c) for c in DATA] == ${JSON.stringify([...HOSTILE].map((c) => c.codePointAt(0)))}`;
    const script = async (/** @type {string} */ scheme) => {
      const { subject } = await subjectFor(lab, scheme, HOSTILE);
      assert.ok(typeof subject.values !== 'string', 'inlined');
      const text = scriptOf('numpy', subject);
      assert.match(text.split('\n')[0], /^# QuantScope: /);
      return text.replace('print(DATA, SCHEME, sep="\\n")', `${named}\nprint("DATA", SCHEME, sep="\\n")`);
    };
    await runScripts(python, list, script, (scheme, { data: printed, numbers }) => {
      assert.equal(printed, 'DATA', 'the name was checked');
      agree(numbers, /** @type {any} */ (native.get(scheme)), `${scheme} on ${data}`);
    });
  }
});

/** Blocks that are cut short, whole super-blocks, few values that stand in the script, and scales that are rounded to 0. */
const OF_BLOCKS = [
  DATA,
  'normal:3x512:seed=7:mean=0.2',
  'lognormal:5x20:seed=2',
  'values(nan,1,-inf,inf,2,-3,0.5)',
  'values(0,0,0)',
  'values(1e-9,-2e-9,3e-10,2e-10)',
  'values(1e-9,2e-9,3e-10,-2e-10)',
  'values(3,5,4.5,7.25)',
];

/** Formats with blocks of their own. @param {string} target @param {string} which */
async function ofBlocks(target, which) {
  for (const data of OF_BLOCKS) assert.equal(await runs(target, which, blockSchemes(), data), blockSchemes().length);
}

test('the NumPy script prints the numbers of every format with blocks of its own', async (t) => {
  if (!python) return t.skip('there is no python3 that has NumPy or can get it');
  await ofBlocks('numpy', python);
});

/** Tiles, and scales in eight bits under those of runs of blocks. @returns {string[]} */
function nestedAndTiled() {
  const formats = ['int4', 'int8:asym', 'int4:asym:zfloat', 'int5:stochastic(3)', 'nf4', 'fp8_e4m3', 'fp4_bnb'];
  const rest = [
    'b5x7',
    'b5x7:mse:s16',
    'b40x16:p99:se4m3',
    'b2x3:snested8',
    'row:mse:snested8',
    'g7:sd2:snested8',
    'tensor:snested8',
  ];
  return formats.flatMap((format) => rest.map((options) => pkg.parse_scheme(`${format}:${options}`).text));
}

test('the NumPy script prints the numbers of tiles and of nested scales', async (t) => {
  if (!python) return t.skip('there is no python3 that has NumPy or can get it');
  assert.equal(await runs('numpy', python, nestedAndTiled()), 49);
  assert.equal(await runs('numpy', python, nestedAndTiled(), 'normal:5x20:seed=4'), 49);
});

/** What scripts decode that are given what was found: codes in bytes or with two codes for zero, shorter last blocks, zero-points. */
const DECODED = [
  ...['tensor', 'row', 'col', 'g16', 'g64:s16', 'g10:se4m3'].flatMap((option) =>
    ['fp4_e2m1', 'fp8_e4m3', 'nf4', 'fp4_bnb', 'iq4_nl', 'levels(-2.5,-0.75,0.25,1,1.5)'].map((format) => [
      format,
      option,
    ]),
  ),
  ...['int4', 'int8:asym', 'int3:wide'].flatMap((format) => [
    [format, 'g7'],
    [format, 'row:s16'],
  ]),
].map((parts) => parts.join(':'));

/** Scripts that decode what was found, in the script or in a file beside it. @param {string} target @param {string} which */
async function decodes(target, which) {
  for (const [data, inline] of /** @type {const} */ ([
    [DATA, false],
    ['normal:5x20:seed=4', true],
  ])) {
    const lab = labOf(data);
    const list = DECODED.map((scheme) => pkg.parse_scheme(scheme).text);
    const native = await measure(data, list);
    const script = async (/** @type {string} */ scheme, /** @type {number} */ i) => {
      const { subject } = await subjectFor(lab, scheme);
      const { bytes } = answer(lab, { kind: 'quantized', scheme, data, container: 'npz' });
      const name = `${target}-found-${i}.npz`;
      if (!inline) writeFileSync(join(folder, name), bytes);
      return scriptOf(target, { ...subject, ranges: null, found: inline ? bytes : name });
    };
    await runScripts(which, list, script, (scheme, { numbers }) => {
      agree(numbers, /** @type {any} */ (native.get(scheme)), `${scheme} on ${data}`);
    });
  }
}

test('a script that is given what was found decodes it to the same numbers', async (t) => {
  if (!python) return t.skip('there is no python3 that has NumPy or can get it');
  await decodes('numpy', python);
});

/** Why there is no script of a scheme. @param {string} target @param {string} scheme */
function refusalOf(target, scheme) {
  const { data, a } = frameOf(labOf('values(1,2,-3)'), scheme);
  return refusal(target, a, data);
}

test('what a graph cannot do, and numbers near the end of float32, are refused', () => {
  const of = (/** @type {string} */ scheme) => ({ parts: pkg.parse_scheme(scheme).parts, table: null });
  const data = { min: -1, max: 1 };
  assert.equal(refusal('onnx', of('int4:floor'), data), 'code.refuse.rounding');
  assert.equal(refusal('onnx', of('int4:asym:zfloat'), data), 'code.refuse.zfloat');
  assert.equal(refusal('numpy', of('int4:floor'), data), null);
  assert.equal(refusal('numpy', of('int4'), { min: 0, max: 3e38 }), 'code.refuse.huge');
  assert.equal(refusal('pytorch', of('int4:clip(-1,3e37)'), data), 'code.refuse.huge');
  const lists = { levels: [-1, 0, 1], codes: [2, 0, 1], starts: [-0.5, 0.5] };
  const table = {
    ...lists,
    divides: true,
    second_zero: undefined,
    positive_second: false,
    values: [],
    float: undefined,
  };
  for (const scheme of ['nf4', 'fp6_e2m3:g16', 'fp4_bnb', 'levels(-1,0,1)'])
    assert.equal(refusal('onnx', { ...of(scheme), table }, data), 'code.refuse.table');
  assert.equal(refusal('onnx', { ...of('fp8_e5m2'), table }, data), null);
  assert.equal(refusal('pytorch', { ...of('int4'), table }, data), null);
});

for (const [target, module] of [
  ['onnx', 'onnx'],
  ['pytorch', 'torch'],
]) {
  test(`the ${target} script prints the same numbers`, async (t) => {
    const which = process.env.QUANTSCOPE_PYTHON;
    if (!which) return t.skip('QUANTSCOPE_PYTHON is not set');
    if (!has(which, module)) return t.skip(`${which} has no ${module}`);
    assert.equal(await runsAll(target, which), 90);
    if (target === 'pytorch') {
      assert.equal(await runs(target, which, tableSchemes()), 25 * tableWords().length);
      await decodes(target, which);
      await ofBlocks(target, which);
      assert.equal(await runs(target, which, nestedAndTiled()), 49);
    }
    // ONNX has types for the floats of eight bits and of four.
    const floats = tableSchemes().filter((scheme) => /^fp(8|4_e2m1)/.test(scheme));
    if (target !== 'onnx') return;
    assert.equal(await runs(target, which, floats), 25 * 5);
    const blocks = blockSchemes().filter((scheme) => refusalOf(target, scheme) === null);
    assert.deepEqual(
      [...new Set(blocks.map((scheme) => scheme.split(':')[0]))],
      ['mxfp8_e4m3', 'mxfp8_e5m2', 'mxfp4', 'mxint8', 'nvfp4'],
    );
    for (const data of OF_BLOCKS) assert.equal(await runs(target, which, blocks, data), blocks.length);
  });
}
