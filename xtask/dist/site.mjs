// dist/site: static files for any host and any path.
//
// All that a page loads lies in one folder that is named by the hash of its contents. So a page never gets files of
// another version than its own, and hosts may let browsers keep them for good.

import { FIRST_VIEW, modules, script } from './bundle.mjs';
import { replaceOne, samples, sha256, source, text, WASM } from './sources.mjs';

/** @typedef {import('./main.mjs').Files} Files */

/** Documents of the root, each with one module of www/host; www/quant-scope.js is for pages that embed the element from here. */
const PAGES = ['index.html', 'embed.html'];
const ELEMENT = 'quant-scope';
const OFFLINE = 'offline';
/** What a page imports when it has begun, fetched with it. */
const AT_ONCE = ['www/host/whole-page.js', FIRST_VIEW];
/** A page speaks one of these. */
const LANGUAGES = ['www/i18n/en.js', 'www/i18n/zh-CN.js'];
/** Beside the pages, by where they come from. */
const BESIDE = {
  'manifest.webmanifest': 'www/site',
  'icon.svg': 'www',
  'icon-192.png': 'www/site',
  'icon-512.png': 'www/site',
  'icon-maskable-512.png': 'www/site',
};

/**
 * @param {string} parts the directory with the parts of the wasm
 * @returns {Promise<{files: Files, first: string[]}>} first: what a first visit transfers before its first picture
 */
export async function site(parts) {
  const pages = await Promise.all(PAGES.map(async (name) => ({ name, html: await text(name) })));
  const entries = Object.fromEntries(
    pages.flatMap(({ html }) =>
      [...html.matchAll(/src="www\/host\/([\w-]+)\.js"/g)].map(([, entry]) => [entry, `www/host/${entry}.js`]),
    ),
  );
  const bundle = await modules(
    parts,
    { ...entries, [ELEMENT]: `www/${ELEMENT}.js`, [OFFLINE]: 'www/site/offline.js' },
    { ELEMENT_MODULE: JSON.stringify(`../${ELEMENT}.js`) },
  );
  const data = await samples();
  const folder = new Map([
    ...bundle.files,
    ['page.css', await source('www/host/page.css')],
    ['embed.css', await source('www/host/embed.css')],
    ['icon.svg', await source('www/icon.svg')],
    ...data,
  ]);
  const beside = await Promise.all(
    Object.entries(BESIDE).map(
      async ([name, place]) => /** @type {const} */ ([name, await source(`${place}/${name}`)]),
    ),
  );
  const all = [...folder, ...beside, ...pages.map(({ name, html }) => /** @type {const} */ ([name, html]))];
  const version = sha256(all.map(([name, content]) => `${sha256(content, 'hex')} ${name}\n`).join(''), 'hex').slice(
    0,
    12,
  );

  /** @type {Files} */
  const files = new Map([...folder].map(([name, content]) => [`${version}/${name}`, content]));
  const atOnce = AT_ONCE.map(bundle.fileOf);
  const needs = (/** @type {string} */ entry) => {
    const later = entry === 'page' ? atOnce : atOnce.slice(1);
    const all = later.flatMap((file) => [...bundle.needs(file.replace(/\.js$/, '')), file]);
    return [...new Set([...bundle.needs(entry), ...all])];
  };
  for (const { name, html } of pages) files.set(name, Buffer.from(document(name, html, version, needs)));
  for (const [name, content] of beside) files.set(name, content);
  files.set(`${ELEMENT}.js`, Buffer.from(`export * from "./${version}/${ELEMENT}.js";\n`));

  const later = [...data.keys()].filter((name) => name !== 'samples/index.json').map((name) => `${version}/${name}`);
  const now = [...files.keys()].filter(
    (name) => !later.includes(name) && !name.startsWith('icon-') && name !== `${ELEMENT}.js`,
  );
  const worker = await script('www/site/service-worker.js', [], { SITE: JSON.stringify({ version, now, later }) });
  files.set('service-worker.js', Buffer.from(worker));

  const within = [
    'page.js',
    ...needs('page'),
    WASM,
    'worker.js',
    'pkg/quantscope.js',
    'page.css',
    'icon.svg',
    largest(bundle, LANGUAGES.map(bundle.fileOf)),
  ];
  return { files, first: ['index.html', ...within.map((name) => `${version}/${name}`)] };
}

/** The largest of some files. @param {{files: Files}} bundle @param {string[]} names */
function largest({ files }, names) {
  const size = (/** @type {string} */ name) => files.get(name)?.length ?? 0;
  return names.reduce((most, name) => (size(name) > size(most) ? name : most));
}

/**
 * A page of the repository, as one of the site.
 * @param {string} name @param {string} html @param {string} version @param {(entry: string) => string[]} needs
 */
function document(name, html, version, needs) {
  const [, entry] = /** @type {RegExpExecArray} */ (/src="www\/host\/([\w-]+)\.js"/.exec(html));
  const links = [
    // The largest first: otherwise it would wait until the modules that ask for it have run.
    `<link rel="preload" as="fetch" type="application/wasm" crossorigin href="${version}/${WASM}" />`,
    ...[...needs(entry), 'pkg/quantscope.js'].map(
      (file) => `<link rel="modulepreload" href="${version}/${file.replace(/(\.js)?$/, '.js')}" />`,
    ),
    // A frame installs nothing in the page of others.
    ...(name === 'index.html'
      ? [
          '<link rel="manifest" href="manifest.webmanifest" />',
          `<script type="module" src="${version}/${OFFLINE}.js"></script>`,
        ]
      : []),
  ];
  return replaceOne(html, '  </head>', `    ${links.join('\n    ')}\n  </head>`).replaceAll(
    /"www\/(host\/)?/g,
    `"${version}/`,
  );
}
