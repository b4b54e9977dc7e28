// The site without network: answers with the files of one version, all of them or none.
//
// A version is installed as a whole, in a cache of its own, before it is used. It takes over when no page of the old version is open, and
// the old cache is deleted only then. A page names the folder of its version, so it never gets files of another.

const scope = /** @type {any} */ (globalThis);
const { version, now, later } = SITE;
/** The site's address, ending in a slash. @type {string} */
const here = scope.registration.scope;
/** Distinguishes caches from those of other sites of the same origin. */
const family = `quantscope ${here} `;
const cacheName = family + version;
/**
 * A page that is left as soon as the newer version has taken over. Loaded anew earlier, it would come to the old version once more, and a
 * browser may then wait for ever. Without an icon of its own the browser would ask for one.
 */
const AGAIN =
  '<!doctype html><link rel="icon" href="data:,">' +
  '<script>navigator.serviceWorker.oncontrollerchange = () => location.reload()</script>';
/** In seconds, where it had taken over before that page could hear of it. */
const AGAIN_AT_LAST = '2';

scope.addEventListener('install', (/** @type {any} */ event) =>
  event.waitUntil(caches.open(cacheName).then((cache) => Promise.all(now.map((name) => keep(cache, name))))),
);

scope.addEventListener('activate', (/** @type {any} */ event) => {
  event.waitUntil(dropOthers());
  void keepLater();
});

scope.addEventListener('message', (/** @type {any} */ event) => {
  if (event.data === 'take over') scope.skipWaiting();
});

scope.addEventListener('fetch', (/** @type {any} */ event) => {
  const name = nameOf(event.request);
  if (name !== null) event.respondWith(answer(event.request, name));
});

/** The file that a request means; null if it is not of this site. @param {Request} request */
function nameOf({ method, url }) {
  if (method !== 'GET' || !url.startsWith(here)) return null;
  const name = url.slice(here.length).replace(/[?#].*$/s, '') || 'index.html';
  return now.includes(name) || later.includes(name) ? name : null;
}

/** @param {Request} request @param {string} name */
async function answer(request, name) {
  if (request.mode === 'navigate' && (await giveWay()))
    return new Response(AGAIN, { headers: { 'content-type': 'text/html', refresh: AGAIN_AT_LAST } });
  const cache = await caches.open(cacheName);
  return (await cache.match(here + name)) ?? keep(cache, name);
}

/** When the only page of this version is loaded anew and a newer one waits, the newer one answers. */
async function giveWay() {
  const { waiting } = scope.registration;
  if (!waiting || (await scope.clients.matchAll()).length > 1) return false;
  waiting.postMessage('take over');
  return true;
}

/** Fetches a file and keeps it. @param {Cache} cache @param {string} name @returns {Promise<Response>} */
async function keep(cache, name) {
  // Hosts like to send index.html to the folder's address; the answer of a redirection must not be a page's.
  const response = await fetch(name === 'index.html' ? here : here + name, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
  const content = await response.blob();
  if (name.endsWith('.html') && !(await content.text()).includes(version))
    throw new Error(`${name} is of another version`);
  const kept = new Response(content, { headers: response.headers });
  await cache.put(here + name, kept.clone());
  return kept;
}

/** The rest, one by one and unless the reader wants to save data; what fails comes when it is asked for. */
async function keepLater() {
  if (scope.navigator.connection?.saveData) return;
  const cache = await caches.open(cacheName);
  for (const name of later) {
    if (!(await cache.match(here + name))) await keep(cache, name).catch(() => {});
  }
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(family) && name !== cacheName).map((name) => caches.delete(name)),
  );
}
