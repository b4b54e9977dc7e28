// A server between the page and its host, for engines whose drivers cannot answer requests or run scripts before those of a page: it
// passes everything on, and changes what a test wants changed.
import { createServer } from 'node:http';

/** @typedef {import('./playwright.mjs').Reply} Reply */
/** @typedef {import('./playwright.mjs').Original} Original */
/** @typedef {{which: RegExp|((url: URL) => boolean), reply: (original: Original) => Reply|Promise<Reply>}} Answer */

/** Where a document finds the scripts that run before its own; the policy of the page allows them from its own address. */
const SCRIPTS = '/quantscope-test/before.js';
/** Where those scripts send what the page says. */
export const NOISE = '/quantscope-test/noise';

export class Between {
  /** Ends in "/". */
  address = '';
  /** @type {Answer[]} */
  #answers = [];
  /** Scripts of the windows that are open, in their order. @type {{script: string}[]} */
  #scripts = [];
  /** Who hears of requests and of what pages say. @type {Set<import('./remote/wire.js').Heard>} */
  #ears = new Set();
  #site;

  /** @param {string} site its address */
  constructor(site) {
    this.#site = site;
  }

  /** Begins to serve; it ends with the process. @param {string} site */
  static async before(site) {
    const between = new Between(site);
    const server = createServer(async (request, response) => {
      const url = new URL(String(request.url), between.address);
      try {
        const { status = 200, headers = {}, type, body } = await between.#reply(url, request);
        const all = { ...headers, ...(type && { 'content-type': type }), 'cache-control': 'no-store' };
        response.writeHead(status, all).end(body);
        if (status >= 400) between.#say(`request failed: ${url} (${status})`);
      } catch (error) {
        between.#say(`request failed: ${url} (${error})`);
        response.destroy();
      }
    });
    await new Promise((listening) => void server.listen(0, '127.0.0.1', () => listening(undefined)));
    server.unref();
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    between.address = `http://127.0.0.1:${port}/`;
    return between;
  }

  /** Answers requests in the place of the host, until what is returned is called. @param {Answer['which']} which @param {Answer['reply']} reply */
  answer(which, reply) {
    const answer = { which, reply };
    this.#answers.unshift(answer);
    return () => void (this.#answers = this.#answers.filter((each) => each !== answer));
  }
  /** Runs a script before those of each document, until what is returned is called. @param {string} script */
  preload(script) {
    const own = { script };
    this.#scripts.push(own);
    return () => void (this.#scripts = this.#scripts.filter((each) => each !== own));
  }
  /** @param {import('./remote/wire.js').Heard} ears */
  tell(ears) {
    this.#ears.add(ears);
    return () => void this.#ears.delete(ears);
  }

  /** @param {string} line */
  #say(line) {
    for (const ears of this.#ears) ears.noise(line);
  }

  /** @param {URL} url @param {import('node:http').IncomingMessage} request @returns {Promise<{status?: number, headers?: Record<string, string>, type?: string, body: string|Buffer}>} */
  async #reply(url, request) {
    if (url.pathname === SCRIPTS)
      return { type: 'text/javascript', body: this.#scripts.map(({ script }) => script).join('\n') };
    if (url.pathname === NOISE) {
      this.#say(await textOf(request));
      return { status: 204, body: '' };
    }
    // A browser asks for it by itself.
    if (url.pathname === '/favicon.ico') return { status: 204, body: '' };
    for (const ears of this.#ears) ears.request(url.href);
    const fetched = async () => {
      const response = await fetch(new URL(url.pathname + url.search, this.#site), { method: request.method });
      const headers = Object.fromEntries(response.headers);
      delete headers['content-length'];
      delete headers.connection;
      return { status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) };
    };
    const given = this.#answers.find(({ which }) => (which instanceof RegExp ? which.test(url.href) : which(url)));
    const original = async () => {
      const { body, ...rest } = await fetched();
      return { ...rest, body: body.toString() };
    };
    const reply = given ? await given.reply(original) : await fetched();
    const type = reply.headers?.['content-type'] ?? ('type' in reply ? reply.type : '');
    return this.#scripts.length > 0 && /^text\/html/.test(type ?? '')
      ? { ...reply, body: begun(String(reply.body)) }
      : reply;
  }
}

/** A document that runs our scripts first. @param {string} html */
function begun(html) {
  const script = `<script src="${SCRIPTS}"></script>`;
  return /<meta charset[^>]*>/.test(html)
    ? html.replace(/<meta charset[^>]*>/, `$&${script}`)
    : html.replace(/^<!doctype html>/i, `$&${script}`);
}

/** @param {import('node:http').IncomingMessage} request */
async function textOf(request) {
  let text = '';
  for await (const part of request) text += part;
  return text;
}
