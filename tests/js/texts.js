// Both catalogues, for tests: a page fetches only the language that it speaks.

import { fetchCatalogue } from '../../www/i18n/index.js';

await Promise.all(['en', 'zh-CN'].map(fetchCatalogue));
