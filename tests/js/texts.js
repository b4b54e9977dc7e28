// Both catalogues, for tests: a page fetches only the language that it speaks, and the texts of formats when it needs them.

import { fetchCatalogue, fetchTexts } from '../../www/i18n/index.js';

await Promise.all(
  ['en', 'zh-CN'].map((lang) =>
    fetchCatalogue(lang).then(() =>
      Promise.all([
        fetchTexts('formats', lang),
        fetchTexts('model', lang),
        fetchTexts('url', lang),
        fetchTexts('views', lang),
        fetchTexts('dialogs', lang),
        fetchTexts('samples', lang),
      ]),
    ),
  ),
);
