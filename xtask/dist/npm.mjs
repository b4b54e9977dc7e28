// dist/npm: the element as a package, ready for `npm publish` or to be copied to any folder of a site.

import { modules } from './bundle.mjs';
import { KEYS } from '../../www/state/state.js';
import { replaceOne, samples, source, text } from './sources.mjs';

/** What the declarations of the package import within the repository. */
const IMPORTS = `import type { ImageOptions } from '../../../www/export/types.js';
import type { State } from '../../../www/state/state.js';
`;

/** @param {string} parts the directory with the parts of the wasm @returns {Promise<import('./main.mjs').Files>} */
export async function npmPackage(parts) {
  const { files } = await modules(parts, { 'quant-scope': 'www/quant-scope.js', anywidget: 'www/anywidget.js' });
  const types = await text('www/export/types.d.ts');
  const [options] = /** @type {RegExpExecArray} */ (
    /^\/\*\*[^\n]*\n(export interface ImageOptions) \{[^}]*\}\n/m.exec(types)
  );
  const shared = `${options}\n${stateType()}`;
  const declarations = replaceOne(await text('xtask/dist/package/quant-scope.d.ts'), IMPORTS, shared);
  return new Map([
    ...files,
    ...(await samples()),
    ['package.json', Buffer.from(`${JSON.stringify(await manifest(), null, 2)}\n`)],
    ['quant-scope.d.ts', Buffer.from(declarations)],
    ['README.md', await source('xtask/dist/package/README.md')],
    ['LICENSE-APACHE', await source('LICENSE-APACHE')],
    ['LICENSE-MIT', await source('LICENSE-MIT')],
  ]);
}

/** The type of a whole state, from the table of its keys. */
function stateType() {
  const typeOf = (/** @type {typeof KEYS[number]} */ { type, default: usual }) =>
    typeof usual === 'number' ? 'number' : type === 'number' ? 'number | string' : 'string';
  const keys = KEYS.map((key) => `  ${key.name}: ${typeOf(key)};\n`).join('');
  return `/** The whole state of one element: the keys of a link. */\nexport interface State {\n${keys}}\n`;
}

async function manifest() {
  const [, version] = /** @type {RegExpExecArray} */ (
    /^\[workspace\.package\]\nversion = "([^"]+)"/m.exec(await text('Cargo.toml'))
  );
  return {
    name: 'quant-scope',
    version,
    description: 'An element that shows what quantization does to numbers: exact grids, errors and calibrations',
    keywords: ['quantization', 'custom-element', 'web-component', 'webassembly', 'visualization'],
    license: 'MIT OR Apache-2.0',
    type: 'module',
    types: './quant-scope.d.ts',
    exports: {
      '.': { types: './quant-scope.d.ts', default: './quant-scope.js' },
      './anywidget': './anywidget.js',
      './package.json': './package.json',
    },
    files: ['*.js', '*.d.ts', 'pkg', 'samples', 'LICENSE-*'],
    // Importing it defines the element.
    sideEffects: true,
  };
}
