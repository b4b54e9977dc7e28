// Times the contestants of src/lib.rs and a peer in Node's V8: `cargo xtask bench` builds them and calls this file.
//
// All run in one process and in turn, round after round. A ratio is taken within a round, and the median of the rounds is
// reported: what else the machine does then hits both alike. Who is slow plays in fewer rounds.
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { peers } from './peer.mjs';

const SIZES = [1 << 16, 1 << 20, 1 << 24];
/** Calibrations take their time. */
const CALIBRATED_SIZES = [1 << 20, 1 << 24];
/** Where curves and reports are drawn from the sorted view. */
const SORTED_SIZES = [1 << 22, 1 << 24];
/** Every point of a curve is checked by a pass of the kernel, at this size. */
const CHECKED_SIZE = 1 << 22;
/** Rows and columns of the matrices that are multiplied. */
const SIDES = [64, 256, 512];
const ROUNDS = 21;
const WARM_UP_MS = 150;
const SAMPLE_MS = 4;
/** A contestant that has taken so long sits out, once it has played in three rounds. */
const BUDGET_MS = 1500;
const FEWEST_ROUNDS = 3;

const [engine, ...options] = process.argv.slice(2);
if (engine === undefined) throw new Error('run this with `cargo xtask bench`');
const json = options.includes('--json');

const url = pathToFileURL(engine);
const { Bench, BlockBench, ProductBench, initSync } = await import(url.href);
initSync({ module: await readFile(fileURLToPath(url).replace(/\.js$/, '_bg.wasm')) });
const ort = await peers(Bench.scale());

/** @typedef {{ name: string, run: (times: number) => unknown, times: number, spent: number, samples: number[] }} Contestant */
/** @typedef {{ name: string, values: number, milliseconds: number, to_memcpy?: number, to_oracle?: number, to_onnxruntime?: number, passes?: number }} Result */
/** @typedef {{ name: string, side: number, milliseconds: number, to_oracle: number, to_symmetric: number }} ProductResult */

/** @type {Result[]} */
const results = [];
for (const count of SIZES) results.push(...(await measure(count)));
for (const count of SORTED_SIZES) results.push(...(await fromSortedView(count)));
/** @type {ProductResult[]} */
const multiplied = [];
for (const side of SIDES) multiplied.push(...(await products(side)));
const machine = { cpu: cpus()[0]?.model ?? 'unknown', node: process.version, onnxruntime_web: ort.version };
if (json) {
  console.log(JSON.stringify({ ...machine, rounds: ROUNDS, results, products: multiplied }, null, 2));
} else {
  console.log(`${machine.cpu}, Node ${machine.node}, onnxruntime-web ${machine.onnxruntime_web}\n`);
  print(results);
  printProducts(multiplied);
}

/**
 * All contestants over `count` values.
 * @param {number} count
 */
async function measure(count) {
  const bench = new Bench(count);
  const input = bench.input();
  /** @type {Contestant[]} */
  const field = [];
  /** @param {string} name @param {(times: number) => unknown} run */
  const enter = async (name, run) => field.push(await warmUp(name, run));
  /** @param {boolean} right @param {string} name */
  const require = (right, name) => {
    if (!right) throw new Error(`${name} gives a wrong answer over ${count} values`);
  };

  /** @type {string[]} */
  const kernels = Bench.kernels();
  for (const [number, name] of kernels.entries()) {
    require(bench.check(number), name);
    await enter(name, (times) => bench.run(number, times));
    await enter(`${name}, oracle`, (times) => bench.run_oracle(number, times));
  }
  require(bench.codes_equal(await ort.quantize(input)), "onnxruntime-web's QuantizeLinear");
  require(bench.decoded_equal(await ort.fakeQuantize(input)), "onnxruntime-web's DequantizeLinear");
  await enter(
    'quantize, peer',
    repeat(() => ort.quantize(input)),
  );
  await enter(
    'fake_quantize, peer',
    repeat(() => ort.fakeQuantize(input)),
  );
  /** @type {string[]} */
  const calibrations = CALIBRATED_SIZES.includes(count) ? Bench.calibrations() : [];
  for (const [number, name] of calibrations.entries()) {
    require(bench.check_calibration(number), name);
    await enter(
      name,
      repeat(() => bench.calibrate(number)),
    );
  }

  const blockBench = CALIBRATED_SIZES.includes(count) ? new BlockBench(input) : undefined;
  /** @type {string[]} */
  const byBlocks = blockBench === undefined ? [] : BlockBench.names();
  for (const [number, name] of byBlocks.entries()) {
    require(count !== CALIBRATED_SIZES[0] || blockBench.check(number), name);
    await enter(
      name,
      repeat(() => blockBench.run(number)),
    );
  }

  await play(field);
  bench.free();
  blockBench?.free();

  /** How many times as long `other` takes. @param {string} name @param {string} other */
  const ratio = (name, other) => {
    const [a, b] = [name, other].map((wanted) => field.find((contestant) => contestant.name === wanted)?.samples);
    if (a === undefined || b === undefined) return undefined;
    return median(a.slice(0, b.length).map((milliseconds, round) => b[round] / milliseconds));
  };
  return [...kernels, ...calibrations, ...byBlocks].map((name) => ({
    name,
    values: count,
    milliseconds: median(field.find((contestant) => contestant.name === name)?.samples ?? []),
    ...(calibrations.includes(name) || byBlocks.includes(name)
      ? { passes: 1 / (ratio(name, 'measure') ?? NaN) }
      : {
          to_memcpy: ratio(name, 'memcpy f32'),
          to_oracle: ratio(name, `${name}, oracle`),
          to_onnxruntime: ratio(name, `${name}, peer`),
        }),
  }));
}

/**
 * What follows from the sorted view of `count` values, in passes of the kernel over them.
 * @param {number} count
 * @returns {Promise<Result[]>}
 */
async function fromSortedView(count) {
  const bench = new Bench(count);
  bench.sort();
  /** @type {{ contestant: Contestant, pass: Contestant }[]} */
  const pairs = [];
  for (const [number, scheme] of Bench.curves().entries()) {
    if (count === CHECKED_SIZE && !bench.check_curve(number)) {
      throw new Error(`the curve of ${scheme} differs from the kernel's passes over ${count} values`);
    }
    const pass = await warmUp(
      `pass, ${scheme}`,
      repeat(() => bench.pass(number)),
    );
    const curve = await warmUp(
      `curve of ${Bench.points()}, ${scheme}`,
      repeat(() => bench.curve(number)),
    );
    const report = await warmUp(
      `report, ${scheme}`,
      repeat(() => bench.report(number)),
    );
    pairs.push({ contestant: curve, pass }, { contestant: report, pass });
  }
  await play([...new Set(pairs.flatMap(({ contestant, pass }) => [pass, contestant]))]);
  bench.free();
  return pairs.map(({ contestant, pass }) => ({
    name: contestant.name,
    values: count,
    milliseconds: median(contestant.samples),
    passes: median(contestant.samples.map((milliseconds, i) => milliseconds / (pass.samples[i] ?? NaN))),
  }));
}

/**
 * Products of two matrices of `side` rows and columns: each way against its oracle and against that without zero-points.
 * @param {number} side
 * @returns {Promise<ProductResult[]>}
 */
async function products(side) {
  const bench = new ProductBench(side);
  if (!bench.check()) throw new Error(`a product of ${side} rows and columns is wrong`);
  /** @type {string[]} */
  const variants = ProductBench.variants();
  /** @type {{ ours: Contestant, oracle: Contestant }[]} */
  const pairs = [];
  for (const [number, variant] of variants.entries()) {
    const ours = await warmUp(variant, (times) => bench.run(number, times));
    pairs.push({ ours, oracle: await warmUp(`${variant}, oracle`, (times) => bench.run_oracle(number, times)) });
  }
  await play(pairs.flatMap(({ ours, oracle }) => [ours, oracle]));
  bench.free();
  /** How many times as long `other` takes. @param {Contestant} one @param {Contestant} other */
  const ratio = (one, other) =>
    median(other.samples.slice(0, one.samples.length).map((time, i) => time / (one.samples[i] ?? NaN)));
  return pairs.map(({ ours, oracle }) => ({
    name: ours.name,
    side,
    milliseconds: median(ours.samples),
    to_oracle: ratio(ours, oracle),
    to_symmetric: ratio(pairs[0].ours, ours),
  }));
}

/**
 * Lets everyone play in turn, round after round.
 * @param {Contestant[]} field
 */
async function play(field) {
  for (let round = 0; round < ROUNDS; round++) {
    for (const contestant of field) {
      if (contestant.spent > BUDGET_MS && round >= FEWEST_ROUNDS) continue;
      const milliseconds = await time(contestant.run, contestant.times);
      contestant.samples.push(milliseconds);
      contestant.spent += milliseconds * contestant.times;
    }
  }
}

/**
 * @param {() => unknown} once
 */
function repeat(once) {
  return async (/** @type {number} */ times) => {
    for (let i = 0; i < times; i++) await once();
  };
}

/**
 * Runs a contestant until the engine has compiled it well, and finds how many runs make a sample worth timing.
 * @param {string} name
 * @param {(times: number) => unknown} run
 * @returns {Promise<Contestant>}
 */
async function warmUp(name, run) {
  let times = 1;
  for (const end = performance.now() + WARM_UP_MS; performance.now() < end;) {
    if ((await time(run, times)) * times < SAMPLE_MS) times *= 2;
  }
  return { name, run, times, spent: 0, samples: [] };
}

/**
 * The milliseconds of one run, averaged over `times` runs in one call.
 * @param {(times: number) => unknown} run
 * @param {number} times
 */
async function time(run, times) {
  const start = performance.now();
  await run(times);
  return (performance.now() - start) / times;
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/**
 * A table in Markdown.
 * @param {Result[]} results
 */
function print(results) {
  /** @param {number | undefined} number @param {string} [unit] */
  const sensible = (number, unit = '') => {
    if (number === undefined) return '';
    return (number < 10 ? number.toPrecision(2) : number.toFixed(0)) + unit;
  };
  console.log("| what | values | time | of memcpy's speed | × oracle | × onnxruntime-web | passes |");
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const { name, values, milliseconds, to_memcpy, to_oracle, to_onnxruntime, passes } of results) {
    const size = values >= 1 << 20 ? `${values >> 20} Mi` : `${values >> 10} Ki`;
    const time = milliseconds < 1 ? sensible(milliseconds * 1e3, ' µs') : sensible(milliseconds, ' ms');
    const ratios = [to_memcpy, to_oracle, to_onnxruntime, passes].map((number) => sensible(number));
    console.log(`| ${[name, size, time, ...ratios].join(' | ')} |`);
  }
}

/** @param {ProductResult[]} results */
function printProducts(results) {
  console.log("\n| product of int8 codes | rows and columns | time | × oracle | of symmetric's time |");
  console.log('| --- | ---: | ---: | ---: | ---: |');
  for (const { name, side, milliseconds, to_oracle, to_symmetric } of results) {
    console.log(
      `| ${name} | ${side} | ${milliseconds.toPrecision(2)} ms | ${to_oracle.toPrecision(2)} | ${to_symmetric.toFixed(2)} |`,
    );
  }
}
