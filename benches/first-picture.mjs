// Times the first picture of two builds of the site, paired: `cargo xtask bench first-picture BEFORE AFTER`, each a directory as
// `cargo xtask dist` makes dist/site. Both are served here, packed by gzip, and visited in turn by a browser that knows neither.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { FLAGS, firstPicture } from './shared.mjs';

const VISITS = 11;
/** How a visit is slowed down; a line has Mbit/s and ms. @type {Record<string, {slower?: number, line?: {rate: number, latency: number}}>} */
const WAYS = {
  'as it is': {},
  'processor six times slower': { slower: 6 },
  'line of 10 Mbit/s and 40 ms': { line: { rate: 10, latency: 40 } },
};
/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

const sites = process.argv.slice(2);
const { QUANTSCOPE_BROWSER: executablePath } = process.env;
if (!executablePath || sites.length !== 2)
  throw new Error('run this with `cargo xtask bench first-picture BEFORE AFTER`');
const browser = await chromium.launch({ executablePath, args: FLAGS });
const servers = await Promise.all(sites.map(serve));

console.log(
  `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Chromium ${browser.version()}, ${VISITS} visits each\n`,
);
console.log('| first picture after | before | after | ratio |\n| --- | ---: | ---: | ---: |');
for (const [name, way] of Object.entries(WAYS)) {
  // The first of each is not counted: the server packs then.
  for (const { address } of servers) await visit(address, way);
  /** @type {number[][]} */
  const pairs = [];
  for (let i = 0; i < VISITS; i++) {
    const order = i % 2 === 0 ? [0, 1] : [1, 0];
    const pair = [0, 0];
    for (const which of order) pair[which] = await visit(servers[which].address, way);
    pairs.push(pair);
  }
  const [before, after] = [0, 1].map((which) => median(pairs.map((pair) => pair[which])));
  const ratio = median(pairs.map(([one, other]) => other / one));
  console.log(`| ${name} | ${before.toFixed(0)} ms | ${after.toFixed(0)} ms | ${ratio.toFixed(2)} |`);
}
await browser.close();
for (const { server } of servers) {
  server.close();
  server.closeAllConnections();
}

/** Milliseconds until the first picture is painted. @param {string} address @param {typeof WAYS[string]} way */
async function visit(address, { slower, line }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  if (slower) await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  if (line) {
    const throughput = (line.rate * 1e6) / 8;
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: line.latency,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
  }
  await page.goto(`${address}#lang=en`);
  const milliseconds = await page.evaluate(firstPicture);
  await context.close();
  return milliseconds;
}

/** Serves a directory as a host does that packs. @param {string} directory */
async function serve(directory) {
  /** @type {Map<string, {head: Record<string, string|number>, body: Uint8Array}>} */
  const answers = new Map();
  const server = createServer(async ({ url = '/' }, response) => {
    const name = new URL(url, 'http://host').pathname.replace(/\/$/, '/index.html');
    try {
      const answer = answers.get(name) ?? (await packed(directory, path.normalize(name)));
      answers.set(name, answer);
      response.writeHead(200, answer.head).end(answer.body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { server, address: `http://127.0.0.1:${port}/` };
}

/** @param {string} directory @param {string} name */
async function packed(directory, name) {
  const body = gzipSync(await readFile(path.join(directory, name)), { level: 9 });
  const head = {
    'content-type': TYPES[path.extname(name)] ?? 'application/octet-stream',
    'content-encoding': 'gzip',
    'content-length': body.length,
    // As docs/hosting.md says: the folder named by its contents never changes.
    'cache-control': /^\/[0-9a-f]{12}\//.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  return { head, body };
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
