// dist/npm: the element as a package, ready for `npm publish` or to be copied to any folder of a site.

import { modules } from './bundle.mjs';
import { replaceOne, samples, source, text } from './sources.mjs';

const SHARED = ['ImageOptions', 'State'];
const IMPORT = `import type { ${SHARED.join(', ')} } from '../../../www/types.js';\n`;

/** @returns {Promise<import('./main.mjs').Files>} */
export async function npmPackage() {
  const { files } = await modules({ 'quant-scope': 'www/quant-scope.js', anywidget: 'www/anywidget.js' });
  const types = await text('www/types.d.ts');
  const shared = SHARED.map(
    (name) =>
      /** @type {RegExpExecArray} */ (
        new RegExp(`^(?:/\\*\\*[^\\n]*\\n)?export interface ${name} \\{[^}]*\\}\\n`, 'm').exec(types)
      )[0],
  );
  const declarations = replaceOne(await text('xtask/dist/package/quant-scope.d.ts'), IMPORT, shared.join('\n'));
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
