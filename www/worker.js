// The worker: computes what the page asks for. Importing it anywhere else does nothing.

import { serve } from './compute.js';
import { importPkg } from './instance.js';

const scope = /** @type {any} */ (globalThis);

if (typeof scope.WorkerGlobalScope === 'function' && scope instanceof scope.WorkerGlobalScope) {
  serve(scope, { importPkg: () => importPkg(false) });
}
