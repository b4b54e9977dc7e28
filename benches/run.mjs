// Times the contestants of src/lib.rs in Node's V8: `cargo xtask bench` builds them and calls this file.
//
// All run in one process and in turn, round after round. A ratio is taken within a round, against the memcpy of
// that round, and the median of the rounds is reported: what else the machine does then hits both alike.
import { readFile } from "node:fs/promises";
import { cpus } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";

const SIZES = [1 << 16, 1 << 20, 1 << 22];
const ROUNDS = 31;
const WARM_UP_MS = 200;
const SAMPLE_MS = 4;

const [engine, ...options] = process.argv.slice(2);
if (engine === undefined) throw new Error("run this with `cargo xtask bench`");
const json = options.includes("--json");

const url = pathToFileURL(engine);
const { Bench, initSync } = await import(url.href);
initSync({ module: await readFile(fileURLToPath(url).replace(/\.js$/, "_bg.wasm")) });

const results = SIZES.flatMap(measure);
if (json) {
  const machine = { cpu: cpus()[0]?.model ?? "unknown", v8: process.versions.v8, node: process.version };
  console.log(JSON.stringify({ ...machine, rounds: ROUNDS, results }, null, 2));
} else {
  print(results);
}

/**
 * All contestants over `count` values.
 * @param {number} count
 */
function measure(count) {
  const bench = new Bench(count);
  /** @type {string[]} */
  const names = Bench.names();
  const field = names.map((name, number) => {
    if (!bench.check(number)) throw new Error(`${name} gives a wrong answer over ${count} values`);
    const bytes = Bench.bytes_read(number) * count;
    /** @type {number[]} */
    const speeds = [];
    return { name, number, bytes, times: warmUp(bench, number), speeds };
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of field) {
      one.speeds.push(one.bytes / milliseconds(bench, one.number, one.times));
    }
  }
  bench.free();
  const reference = field[0].speeds;
  return field.map(({ name, bytes, speeds }) => {
    const ratios = speeds.map((speed, round) => speed / reference[round]);
    const speed = median(speeds);
    return {
      name,
      values: count,
      microseconds: (bytes / speed) * 1e3,
      gigabytes_per_second: speed / 1e6,
      ratio_to_memcpy: median(ratios),
      ratio_quartiles: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    };
  });
}

/**
 * Runs a contestant until the engine has compiled it well; returns how many runs make a sample worth timing.
 * @param {{ run(contestant: number, times: number): void }} bench
 * @param {number} number
 */
function warmUp(bench, number) {
  let times = 1;
  for (const end = performance.now() + WARM_UP_MS; performance.now() < end; ) {
    if (milliseconds(bench, number, times) * times < SAMPLE_MS) times *= 2;
  }
  return times;
}

/**
 * The time of one run, averaged over `times` runs in one call.
 * @param {{ run(contestant: number, times: number): void }} bench
 * @param {number} number
 * @param {number} times
 */
function milliseconds(bench, number, times) {
  const start = performance.now();
  bench.run(number, times);
  return (performance.now() - start) / times;
}

/** @param {number[]} numbers */
function median(numbers) {
  return quantile(numbers, 0.5);
}

/**
 * @param {number[]} numbers
 * @param {number} share
 */
function quantile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * share)];
}

/** @param {ReturnType<typeof measure>} results */
function print(results) {
  console.log(`${"".padEnd(28)}${"values".padStart(10)}${"µs".padStart(12)}${"GB/s".padStart(9)}   ratio to memcpy`);
  for (const { name, values, microseconds, gigabytes_per_second, ratio_to_memcpy, ratio_quartiles } of results) {
    const [low, high] = ratio_quartiles.map((ratio) => ratio.toFixed(2));
    console.log(
      name.padEnd(28) +
        String(values).padStart(10) +
        microseconds.toFixed(1).padStart(12) +
        gigabytes_per_second.toFixed(2).padStart(9) +
        `   ${ratio_to_memcpy.toFixed(2)}  (${low} … ${high})`,
    );
  }
}
