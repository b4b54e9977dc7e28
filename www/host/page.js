// The script of the page. What the first picture waits for is begun before the modules of the element are here, which are many: the
// worker, the wasm and the texts. Whoever needs them says what fails.

import { compile, unsupported } from '../engine/wasm.js';
import { pageWorkers } from '../engine/workers.js';
import { fetchCatalogue, resolveLang } from '../i18n/index.js';
import { fragmentOf } from './url.js';

if (!unsupported(globalThis.WebAssembly)) {
  pageWorkers.begin('frames');
  compile().catch(() => {});
}
const asked = new URLSearchParams(fragmentOf(window)).get('lang') ?? 'auto';
fetchCatalogue(resolveLang(asked, null, navigator.languages)).catch(() => {});
void import('./whole-page.js');
