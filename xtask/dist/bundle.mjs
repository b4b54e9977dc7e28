// What esbuild does for the three: bundles and minifies modules.
//
// Whatever lies beside the modules they look up by `import.meta.url`. That holds as long as every file they become lies in
// one folder, the worker, the samples and pkg/ beside it; so chunks get no folder of their own.

import esbuild from 'esbuild';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { LATER_WASM, replaceOne, ROOT, WASM } from './sources.mjs';

/** @typedef {import('./main.mjs').Files} Files */

/** What the wasm and the element need anyway: SIMD128, constructed style sheets, class fields. */
const TARGET = ['es2022'];

/** The view that is shown first, unless a link says otherwise. */
export const FIRST_VIEW = 'www/views/grid/view.js';

/** @type {import('esbuild').BuildOptions} */
const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  // Chinese as it is: escaped it would be half as large again.
  charset: 'utf8',
  write: false,
  target: TARGET,
  legalComments: 'none',
  logLevel: 'warning',
  outdir: 'out',
};

/**
 * What is fetched later, such as a view or a dialog, says that it follows the element, and the element that it follows the first view.
 * Texts and lessons use nothing of the page, and the first view is not fetched later. Otherwise each module that both use would become a chunk for every set of its users, some twenty for the first picture.
 * @type {import('esbuild').Plugin}
 */
const LATER = {
  name: 'later',
  setup(build) {
    const element = path.join(ROOT, 'www/element/element.js');
    const view = path.join(ROOT, FIRST_VIEW);
    const following = async (/** @type {string} */ one, /** @type {string} */ file) => ({
      contents: `import ${JSON.stringify(one)};\n${await readFile(file, 'utf8')}`,
    });
    /** @type {Set<string>} */
    const later = new Set();
    build.onResolve({ filter: /^\./ }, ({ path: file, resolveDir, importer, kind }) => {
      const apart = /\/www\/(i18n|lessons|host)\//.test(importer);
      if (kind === 'dynamic-import' && !apart) later.add(path.join(resolveDir, file));
      return null;
    });
    build.onLoad({ filter: /\/www\/.*\.js$/ }, ({ path: file }) =>
      later.has(file) && file !== view ? following(element, file) : null,
    );
    build.onLoad({ filter: /\/element\/element\.js$/ }, ({ path: file }) => following(view, file));
  },
};

/** Minifies the style sheets in modules. @type {import('esbuild').Plugin} */
const STYLES = {
  name: 'styles',
  setup(build) {
    build.onLoad({ filter: /\/www\/(styles|views)\/.*\.js$/ }, async ({ path: file }) => {
      const module = await readFile(file, 'utf8');
      const parts = await Promise.all(module.split(SHEET).map((part, i) => (i % 2 === 0 ? part : minified(part))));
      return { contents: parts.join('') };
    });
  },
};
/** A template without substitutions or escapes. */
const SHEET = /(\/\* css \*\/ `[^`$\\]*`)/;

/** @param {string} sheet as `SHEET` */
async function minified(sheet) {
  const text = sheet.slice(sheet.indexOf('`') + 1, -1);
  const { code } = await esbuild.transform(text, { loader: 'css', minify: true });
  return JSON.stringify(code.trim());
}

/** Where wasm-bindgen's module lists what it gives to the wasm. */
const IMPORTS = '"./quantscope_bg.js": import0,';

/**
 * Gives the module of wasm-bindgen the second part of the wasm, and its functions the names that they have in both parts.
 * @param {string} parts the directory with the parts
 * @returns {import('esbuild').Plugin}
 */
const parted = (parts) => ({
  name: 'parted',
  setup(build) {
    build.onLoad({ filter: /\/pkg\/quantscope\.js$/ }, async ({ path: file }) => {
      let module = await readFile(file, 'utf8');
      module = replaceOne(module, IMPORTS, `${IMPORTS} "./later.js": { load: later.load },`);
      /** @type {Record<string, string>} */
      const names = JSON.parse(await readFile(path.join(parts, 'names.json'), 'utf8'));
      for (const [long, short] of Object.entries(names)) {
        module = replaceOne(module, `${long}: function(`, `${short}: function(`);
      }
      const later = `import { laterPart } from '../site/later-part.js';
const later = laterPart(new URL('${path.basename(LATER_WASM)}', import.meta.url), () => ({ first: wasm, ...__wbg_get_imports() }));
export const whole = later.fetch;`;
      return { contents: `${later}\n${module}` };
    });
  },
});

/**
 * Modules of the page, what they share and fetch later in chunks, with the worker and pkg/.
 * @param {string} parts the directory with the parts of the wasm
 * @param {Record<string, string>} entries file names without their ending, and the module of each
 * @param {Record<string, string>} [define] what stands in the place of names
 * @returns {Promise<{files: Files, needs: (entry: string) => string[], fileOf: (module: string) => string}>} needs: the chunks that a
 *   file imports at once; fileOf: the file of a module that is fetched later
 */
export async function modules(parts, entries, define = {}) {
  const built = await esbuild.build({
    ...COMMON,
    define,
    entryPoints: entries,
    format: 'esm',
    splitting: true,
    plugins: [LATER, STYLES],
    metafile: true,
    chunkNames: '[name]-[hash]',
  });
  // Apart, so that it is one file: a worker waits for each of its imports.
  const worker = await esbuild.build({ ...COMMON, entryPoints: { worker: 'www/worker.js' }, format: 'esm' });
  const pkg = await esbuild.build({
    ...COMMON,
    entryPoints: { 'pkg/quantscope': 'www/pkg/quantscope.js' },
    format: 'esm',
    plugins: [parted(parts)],
  });
  const made = [built, worker, pkg]
    .flatMap(({ outputFiles }) => outputFiles ?? [])
    .map((file) => /** @type {const} */ ([nameOf(file.path), file.contents]));
  // esbuild's order changes from run to run, and a hash is made of them.
  const files = new Map(made.sort(([p], [q]) => (p < q ? -1 : 1)));
  for (const name of [WASM, LATER_WASM]) files.set(name, await readFile(path.join(parts, path.basename(name))));
  const { outputs } = /** @type {import('esbuild').Metafile} */ (built.metafile);
  /** @param {string} file @returns {string[]} */
  const imports = (file) => {
    const next = outputs[`out/${file}`].imports
      .filter(({ kind, external }) => kind === 'import-statement' && !external)
      .map((found) => found.path.replace(/^out\//, ''));
    return next.flatMap((name) => [name, ...imports(name)]);
  };
  return {
    files,
    needs: (entry) => [...new Set(imports(`${entry}.js`))],
    fileOf: (module) =>
      (Object.keys(outputs).find((name) => outputs[name].entryPoint === module) ?? '').replace(/^out\//, ''),
  };
}

/**
 * One script that needs nothing beside it, for a page that unpacks everything from itself.
 * @param {string} entry
 */
export async function packed(entry) {
  const worker = await script('www/worker.js', [await packing()]);
  return script(entry, [await packing(worker)]);
}

/** One classic script. @param {string} entry @param {import('esbuild').Plugin[]} plugins @param {Record<string, string>} [define] */
export async function script(entry, plugins = [], define = {}) {
  const { outputFiles } = await esbuild.build({ ...COMMON, entryPoints: [entry], format: 'iife', plugins, define });
  return /** @type {import('esbuild').OutputFile[]} */ (outputFiles)[0].text;
}

/**
 * Puts the modules of www/packed in the place of their namesakes, and makes what they import.
 * @param {string} [worker] the worker's script
 * @returns {Promise<import('esbuild').Plugin>}
 */
async function packing(worker) {
  const pkg = await esbuild.build({
    ...COMMON,
    entryPoints: ['www/pkg/quantscope.js'],
    format: 'iife',
    globalName: 'pkg',
    // The default address of the wasm, which is always given.
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const made = new Map([
    [
      'pkg',
      `export default () => { ${/** @type {import('esbuild').OutputFile[]} */ (pkg.outputFiles)[0].text}; return pkg; };`,
    ],
    ['worker', `export default ${JSON.stringify(worker ?? '')};`],
  ]);
  return {
    name: 'packing',
    setup(build) {
      build.onResolve({ filter: /\/(beside|instance)\.js$/ }, ({ path: name }) => ({
        path: path.join(ROOT, 'www/packed', path.basename(name)),
      }));
      build.onResolve({ filter: /^packed:/ }, ({ path: name }) => ({
        path: name.replace('packed:', ''),
        namespace: 'packed',
      }));
      build.onLoad({ filter: /.*/, namespace: 'packed' }, ({ path: name }) => ({ contents: made.get(name) }));
    },
  };
}

/** @param {string} file where esbuild would have written it */
function nameOf(file) {
  return path.relative(path.join(ROOT, 'out'), file).split(path.sep).join('/');
}
