// dist/quantscope.html: the page in one file, which works from a disk, without network and without a request to anywhere.

import { gzipSync } from 'node:zlib';
import { packed } from './bundle.mjs';
import { replaceOne, samples, sha256, source, text, WASM } from './sources.mjs';

/** @returns {Promise<Buffer>} */
export async function oneFile() {
  const script = await packed('www/host/page.js');
  const style = await text('www/host/page.css');
  const icon = (await text('www/icon.svg')).trim();
  const html = await text('index.html');
  // What is not named may not be done; nothing here can reach a network.
  const policy = `default-src 'none'; script-src '${hash(script)}' 'wasm-unsafe-eval'; style-src '${hash(style)}'; img-src data:; worker-src blob:; base-uri 'none'; form-action 'none'`;
  const data = await samples();
  const files = [...data].filter(([name]) => /^samples\/[^/]+\.(json|safetensors)$/.test(name));
  const licenses = [...data]
    .filter(([name]) => name.startsWith('samples/licenses/'))
    .sort(([p], [q]) => Number(q.includes('NOTICE')) - Number(p.includes('NOTICE')));
  const blocks = [
    block(WASM, gzipped(await source(`www/${WASM}`))),
    ...files.map(([name, content]) => block(name, gzipped(content))),
    block(
      'licenses',
      inert(licenses.map(([name, content]) => `${name.replace('samples/licenses/', '')}\n\n${content}`).join('\n\n')),
    ),
  ];
  let page = html.replace(/content="default-src[^"]*"/, () => `content="${policy}"`);
  page = replaceOne(
    page,
    '<link rel="icon" href="www/icon.svg" type="image/svg+xml" />',
    `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}" type="image/svg+xml" />`,
  );
  page = replaceOne(page, '<link rel="stylesheet" href="www/host/page.css" />', `<style>${inert(style)}</style>`);
  page = replaceOne(page, '    <script type="module" src="www/host/page.js"></script>\n', '');
  page = replaceOne(page, '  </body>', `${blocks.join('\n')}\n<script>${inert(script)}</script>\n  </body>`);
  if (page.includes('"www/')) throw new Error('the page refers to a file beside it');
  return Buffer.from(page);
}

/** A script element no browser runs, which packed/beside.js reads. @param {string} name @param {string} content */
function block(name, content) {
  return `<script type="text/plain" id="packed/${name.split('/').at(-1)}">${content}</script>`;
}

/** @param {Uint8Array} content */
function gzipped(content) {
  return gzipSync(content, { level: 9 }).toString('base64');
}

/** As a policy names a script or a style that stands in the page. @param {string} content */
function hash(content) {
  return `sha256-${sha256(content, 'base64')}`;
}

/** A text that stands in an element as it is, and cannot end it. @param {string} content */
function inert(content) {
  if (/<\/(script|style)|<!--/i.test(content)) throw new Error('a text would end its element');
  return content;
}
