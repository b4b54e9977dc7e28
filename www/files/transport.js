// Requests for parts of files at addresses, and why one fails. Nobody is logged in, and the host does not learn from which page a request comes.
//
// Requests are made by the page, not by a worker, so that the page's own policy decides about them. They have no header beside
// `Range`: with any other, as `If-Range`, browsers ask the host for permission first, which most hosts of files refuse. That a file is still the same
// is seen from the answer.

import { messageOf, sentence } from '../engine/wire.js';

/** @typedef {{size: number, tag: string|null, modified: string|null}} Version in bytes; what the host says of the file's version */
/** @typedef {{signal?: AbortSignal, onheard?: () => void}} How onheard: called when bytes arrive */

/** @type {RequestInit} */
const ANONYMOUS = {
  mode: 'cors',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  redirect: 'follow',
  // What is read once is kept by the reader; a range of an older version must not be mixed in.
  cache: 'no-store',
};
/** How long a browser may take to say that a policy forbade a request. */
const POLICY_MS = 200;

/**
 * The bytes of a range, the version of the file they are of, and the host that sent them.
 * @param {URL} url @param {number} start @param {number} end behind the last byte @param {How} [how]
 * @returns {Promise<{bytes: ArrayBuffer, version: Version, host: string}>}
 */
export async function range(url, start, end, { signal, onheard } = {}) {
  const { host } = url;
  const stop = linked(signal);
  const response = await asked(url, { headers: { Range: `bytes=${start}-${end - 1}` }, signal: stop.signal });
  try {
    // The whole file would follow.
    if (response.status === 200) throw sentence('error.url.whole', { host });
    refuse(response, url);
    const found = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
    if (!found) throw sentence('error.url.size', { host });
    const [first, last, size] = found.slice(1).map(Number);
    const bytes = await body(response, end - start, { host, onheard });
    if (first !== start || last !== Math.min(end, size) - 1 || bytes.byteLength !== last + 1 - first)
      throw sentence('error.url.ended', { host });
    const version = { size, tag: response.headers.get('etag'), modified: response.headers.get('last-modified') };
    return { bytes, version, host: hostThatSent(response, url) };
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    stop.end();
  }
}

/** The text of a small file that is needed whole; null where there is none. @param {URL} url @param {number} most bytes @param {How} [how] @returns {Promise<Blob|null>} */
export async function whole(url, most, { signal, onheard } = {}) {
  const stop = linked(signal);
  try {
    const response = await asked(url, { signal: stop.signal });
    refuse(response, url);
    return new Blob([await body(response, most, { host: url.host, onheard })]);
  } catch (error) {
    signal?.throwIfAborted();
    // Some hosts say of what is not there that it is forbidden, or say it to their own pages only.
    const { key } = /** @type {{key?: string}} */ (error);
    if (['error.url.missing', 'error.url.denied', 'error.url.cors'].includes(key ?? '')) return null;
    throw error;
  } finally {
    stop.end();
  }
}

/** Whether two answers are of the same version of a file. @param {Version} one @param {Version} other */
export function sameVersion(one, other) {
  if (one.size !== other.size) return false;
  if (one.tag !== null && other.tag !== null) return one.tag === other.tag;
  return one.modified === null || other.modified === null || one.modified === other.modified;
}

/** @param {Response} response @param {URL} url */
function hostThatSent(response, url) {
  return response.url ? new URL(response.url).host : url.host;
}

/** @param {Response} response @param {URL} url */
function refuse({ status, ok }, { host, href }) {
  if (status === 401 || status === 403) throw sentence('error.url.denied', { host, status: String(status) });
  if (status === 404 || status === 410) throw sentence('error.url.missing', { host, address: href });
  if (status === 416) throw sentence('error.url.ended', { host });
  if (!ok) throw sentence('error.url.status', { host, status: String(status) });
}

/** What comes, up to so many bytes. @param {Response} response @param {number} most @param {{host: string, onheard?: () => void}} how */
async function body(response, most, { host, onheard = () => {} }) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  let size = 0;
  const reader = response.body?.getReader();
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      parts.push(next.value);
      size += next.value.byteLength;
      if (size > most) break;
      onheard();
    }
  } catch (error) {
    throw sentence('error.url.broken', { host, message: messageOf(error) });
  }
  if (size > most) throw sentence('error.url.ended', { host });
  return new Blob(parts).arrayBuffer();
}

/** Asks, and says why there is no answer. @param {URL} url @param {RequestInit} how @returns {Promise<Response>} */
async function asked(url, how) {
  const policy = watchPolicy();
  try {
    return await fetch(url, { ...ANONYMOUS, ...how });
  } catch {
    how.signal?.throwIfAborted();
    const { host } = url;
    if (await policy.forbade()) throw sentence('error.url.policy', { host });
    // Browsers do not say which of the two it was. A request whose answer no script sees does.
    const there = await fetch(url, { ...ANONYMOUS, mode: 'no-cors', method: 'HEAD', signal: how.signal }).then(
      () => true,
      () => false,
    );
    how.signal?.throwIfAborted();
    throw sentence(there ? 'error.url.cors' : 'error.url.unreachable', { host });
  } finally {
    policy.end();
  }
}

/** Whether the policy of the page forbids a request that begins now. */
function watchPolicy() {
  const page = globalThis.document;
  let [forbidden, hear] = [false, () => {}];
  const note = (/** @type {SecurityPolicyViolationEvent} */ { effectiveDirective, disposition }) => {
    if (effectiveDirective !== 'connect-src' || disposition !== 'enforce') return;
    forbidden = true;
    hear();
  };
  page?.addEventListener('securitypolicyviolation', note);
  return {
    /** @returns {Promise<boolean>} */
    async forbade() {
      // The browser says so in a turn of its own.
      if (page && !forbidden)
        await /** @type {Promise<void>} */ (
          new Promise((done) => {
            hear = done;
            setTimeout(done, POLICY_MS);
          })
        );
      return forbidden;
    },
    end: () => page?.removeEventListener('securitypolicyviolation', note),
  };
}

/** A signal that ends with another, and ends what was not read to its end. @param {AbortSignal} [signal] */
function linked(signal) {
  const own = new AbortController();
  const abort = () => own.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  return {
    signal: own.signal,
    end() {
      signal?.removeEventListener('abort', abort);
      own.abort();
    },
  };
}
