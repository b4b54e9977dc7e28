// The memory that the pages of a browser have while something goes on.
import { renderersMemory } from '../tests/e2e/browser/renderers.mjs';

/** Between two looks. */
const EACH_MS = 50;

/**
 * Looks at the resident memory of all renderers until it is stopped.
 * @param {import('playwright-core').Browser} browser
 */
export async function memoryOfRenderers(browser) {
  const before = await renderersMemory(browser);
  let most = before;
  let goesOn = true;
  const looking = (async () => {
    while (goesOn) {
      most = Math.max(most, await renderersMemory(browser));
      await new Promise((later) => setTimeout(later, EACH_MS));
    }
  })();
  return {
    /** MB before, and at most until now. */
    async stop() {
      goesOn = false;
      await looking;
      return { before, most };
    },
  };
}
