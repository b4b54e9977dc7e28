// The memory that the pages of a browser have.
import { readFileSync } from 'node:fs';

/** Between two looks. */
const EACH_MS = 50;

/**
 * Looks at the resident memory of all renderers until it is stopped.
 * @param {import('playwright-core').Browser} browser
 */
export async function memoryOfRenderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const now = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { id }) => sum + resident(id), 0);
  };
  const before = await now();
  let most = before;
  let goesOn = true;
  const looking = (async () => {
    while (goesOn) {
      most = Math.max(most, await now());
      await new Promise((later) => setTimeout(later, EACH_MS));
    }
  })();
  return {
    /** MB before, and at most until now. */
    async stop() {
      goesOn = false;
      await looking;
      await session.detach();
      return { before, most };
    },
  };
}

/** MB of a process; 0 of one that has ended. @param {number} id */
function resident(id) {
  try {
    return (Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) * 1024) / 1e6;
  } catch {
    return 0;
  }
}
