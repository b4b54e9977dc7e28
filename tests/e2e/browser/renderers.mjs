// The processes of Chromium that hold pages.
import { readFileSync } from 'node:fs';

const MEGABYTE = 1e6;

/** The resident memory of all of them in MB. @param {import('playwright-core').Browser} browser */
export async function renderersMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => resident(id));
  return sizes.reduce((sum, size) => sum + size, 0) / MEGABYTE;
}

/** The bytes of a process; 0 of one that has ended since it was listed. @param {number} id */
function resident(id) {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
