// What an address names: a file, or a folder with a model. `OWNER/NAME` is a model of the hub, whose files have addresses of one form.

import { sentence } from '../engine/wire.js';

/** @typedef {{url: URL, folder: boolean}} Place of a folder, the address of the folder with a slash at its end */

const HUB = 'huggingface.co';
const REPOSITORY = /^[\w.-]*[\w-][\w.-]*\/[\w.-]*[\w-][\w.-]*$/;

/** An address as the data notation prints it: behind `OWNER/NAME`, a folder's mark goes without saying. @param {string} given */
export function canonical(given) {
  const text = given.trim();
  const repository = text.replace(/\/\*$/, '');
  return REPOSITORY.test(repository) ? repository : text;
}

/** What an address names. @param {string} address @returns {Place} */
export function placeOf(address) {
  const given = canonical(address);
  if (REPOSITORY.test(given)) return hubPlace(given.split('/'));
  const folder = given.endsWith('/*');
  const url = parsed(folder ? given.slice(0, -1) : given);
  if (!url || !/^https?:$/.test(url.protocol)) throw sentence('error.url.address', { address });
  // What logs in somewhere does not belong into a link.
  if (url.username || url.password) throw sentence('error.url.login', { host: url.host });
  url.hash = '';
  if (url.host === HUB) return ofHub(url) ?? { url, folder };
  return { url, folder };
}

/** The host that an address is asked of first. @param {string} address */
export const hostOf = (address) => placeOf(address).url.host;

/** The address of a file in a folder, whatever characters its name has. @param {URL} folder @param {string} name */
export const within = (folder, name) => new URL(encodeURIComponent(name), folder);

/** The name of the file at an address. @param {URL} url */
export function fileName({ pathname, host }) {
  const last = pathname.split('/').filter(Boolean).at(-1);
  return last === undefined ? host : decoded(last);
}

/** Whether a name is one of a file beside another: no path, and no way out of the folder. @param {string} name */
export const isPlain = (name) => name !== '' && !/[/\\:\0]/.test(name) && !/^\.+$/.test(name);

/** @param {string[]} repository owner and name @param {string} [revision] @returns {Place} */
function hubPlace([owner, name], revision = 'main') {
  return { url: new URL(`https://${HUB}/${owner}/${name}/resolve/${revision}/`), folder: true };
}

/** What a page of the hub shows: a repository, or one of its files. @param {URL} url @returns {Place|null} */
function ofHub(url) {
  const [owner, name, page, revision, ...path] = url.pathname.split('/').filter(Boolean);
  if (!name || ['datasets', 'spaces', 'api', 'docs'].includes(owner)) return null;
  if (page === undefined || (page === 'tree' && path.length === 0)) return hubPlace([owner, name], revision);
  if (page !== 'blob' || path.length === 0) return null;
  return { url: new URL(`/${[owner, name, 'resolve', revision, ...path].join('/')}`, url), folder: false };
}

/** @param {string} text */
function parsed(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text).replaceAll('/', ' › ');
  } catch {
    return text;
  }
}
