// The worker: computes what the page asks for. Importing it anywhere else does nothing.

import { importPkg } from './instance.js';
import { serveLanes } from './engine/lanes.js';

const scope = /** @type {any} */ (globalThis);

if (typeof scope.WorkerGlobalScope === 'function' && scope instanceof scope.WorkerGlobalScope) {
  // While the page's module is still on its way.
  const early = importPkg(false);
  early.catch(() => {});
  serveLanes(scope, { importPkg: () => early });
}
