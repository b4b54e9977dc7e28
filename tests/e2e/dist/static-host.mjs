// A static host as others have them: files of a folder under a path, no policy, no other headers than types need.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const TYPES = new Map([
  ['.css', 'text/css'],
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript'],
  ['.json', 'application/json'],
  ['.mjs', 'text/javascript'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.wasm', 'application/wasm'],
  ['.webmanifest', 'application/manifest+json'],
]);

/**
 * Serves `folder` (which may be exchanged) under `prefix`, which begins and ends with a slash, until the test ends.
 * @param {import("node:test").TestContext} test @param {string} folder @param {string} [prefix]
 */
export async function host(test, folder, prefix = '/') {
  /** @type {{folder: string, missing: string[], before: (name: string) => Promise<void>}} before: waits, or throws for what is not found */
  const state = { folder, missing: [], before: async () => {} };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(String(request.url), 'http://host');
    const name = pathname.startsWith(prefix) ? pathname.slice(prefix.length) || 'index.html' : 'none';
    try {
      await state.before(name);
      const content = await readFile(path.join(state.folder, name));
      response
        .writeHead(200, {
          'content-type': TYPES.get(path.extname(name)) ?? 'application/octet-stream',
          'access-control-allow-origin': '*',
        })
        .end(content);
    } catch {
      state.missing.push(pathname);
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => void server.listen(0, '127.0.0.1', () => listening(undefined)));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  test.after(stop);
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    state,
    origin: `http://127.0.0.1:${port}`,
    address: `http://127.0.0.1:${port}${prefix}`,
    stop,
  };
}
