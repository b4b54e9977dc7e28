// Runs the wasm-bindgen tests of a module that wasm-bindgen has bound for Node: `node wasm-tests.cjs MODULE.js [NAME…]`.
//
// A test is an export `__wbgt_…PROGRAM::MODULE::TEST`; wasm-bindgen-test runs them, counts and prints. Cargo.toml pins its
// version, as this is an agreement between its parts.

const [, , file, ...names] = process.argv;

/** What wasm-bindgen-test hears of the console while a test runs, to print it if the test fails. @type {Record<string, (args: unknown[]) => void>} */
const hears = {};
const { log, error } = console;
Object.assign(globalThis, { __wbgtest_og_console_log: log, __wbgtest_og_console_error: error });
Object.assign(globalThis, { __wbg_test_invoke: (/** @type {() => unknown} */ run) => run() });
for (const method of /** @type {const} */ (['debug', 'log', 'info', 'warn', 'error']))
  console[method] = (...args) => hears[method]?.(args);

const bound = require(file);
const context = new bound.WasmBindgenTestContext(false);
for (const method of ['debug', 'log', 'info', 'warn', 'error']) hears[method] = bound[`__wbgtest_console_${method}`];

const tests = Object.keys(bound.__wasm).filter((name) => name.startsWith('__wbgt_'));
const wanted = tests.filter((test) => names.length === 0 || names.some((name) => pathOf(test).includes(name)));
context.include_ignored(false);
context.filtered_count(tests.length - wanted.length);
context.run(wanted.map((test) => bound.__wasm[test])).then(
  (/** @type {boolean} */ passed) => process.exit(passed ? 0 : 1),
  (/** @type {unknown} */ failure) => {
    error(failure);
    process.exit(1);
  },
);

/** The test's path without its program. @param {string} name */
function pathOf(name) {
  return name.slice(name.indexOf('::') + 2);
}
