// Every text a person reads: catalogues of sentences with {placeholders}, one file per language. A page fetches the language it speaks.
//
// A catalogue file is `export default` and a JSON object, nothing else, so that a Rust test can hold it to the
// crate's own sentences. Sentences are worded so that no number in them needs a plural ("values: 3").

/** @typedef {import('./types.js').Translator} Translator */
/** @typedef {import('./types.js').Note & {text?: string}} Sayable */

/** Each import is written out, so that a bundler finds it. @type {Record<string, () => Promise<{default: Record<string, string>}>>} */
const IMPORTS = { en: () => import('./en.js'), 'zh-CN': () => import('./zh-CN.js') };

/**
 * Parts of the catalogues that a first visit does not need: what formats are, where one is chosen or explained; the view of models; and
 * what is read from an address.
 * @satisfies {Record<string, typeof IMPORTS>}
 */
const PARTS = {
  formats: { en: () => import('./formats-en.js'), 'zh-CN': () => import('./formats-zh-CN.js') },
  views: { en: () => import('./views-en.js'), 'zh-CN': () => import('./views-zh-CN.js') },
  dialogs: { en: () => import('./dialogs-en.js'), 'zh-CN': () => import('./dialogs-zh-CN.js') },
  samples: { en: () => import('./samples-en.js'), 'zh-CN': () => import('./samples-zh-CN.js') },
  model: { en: () => import('./model-en.js'), 'zh-CN': () => import('./model-zh-CN.js') },
  url: { en: () => import('./url-en.js'), 'zh-CN': () => import('./url-zh-CN.js') },
};

/** @typedef {keyof typeof PARTS} TextPart */

/** The catalogues that were fetched, by their language. @type {Record<string, Record<string, string>>} */
export const CATALOGUES = {};

/** Whether a language can be spoken. @param {string} lang */
export const speaks = (lang) => Object.hasOwn(CATALOGUES, lang);

/** Fetches the catalogue of a language, once. Rejects when it cannot be fetched; the next call tries again. @param {string} lang */
export async function fetchCatalogue(lang) {
  if (speaks(lang)) return;
  const texts = (await IMPORTS[lang]()).default;
  CATALOGUES[lang] ??= { ...texts };
}

/** The parts that were fetched, with their languages. @type {Set<string>} */
const fetched = new Set();

/** Whether a language has a part of its texts. @param {TextPart} part @param {string} lang */
export const hasTexts = (part, lang) => fetched.has(`${part} ${lang}`);

/** Fetches a part of the texts of a language that can be spoken, once. Rejects when it cannot be fetched; the next call tries again. @param {TextPart} part @param {string} lang */
export async function fetchTexts(part, lang) {
  if (hasTexts(part, lang)) return;
  /** @type {typeof IMPORTS} */
  const imports = PARTS[part];
  Object.assign(CATALOGUES[lang], (await imports[lang]()).default);
  fetched.add(`${part} ${lang}`);
}

/**
 * Makes a translator. A key missing in the language is said in English, or in the one language there is; one missing there too, or a
 * word missing from a sentence, shows as itself - or throws if `strict`, as in tests.
 * @param {string} lang
 * @param {{strict?: boolean, catalogues?: Record<string, Record<string, string>>}} [options]
 * @returns {Translator}
 */
export function createTranslator(lang, { strict = false, catalogues = CATALOGUES } = {}) {
  /** @param {string} key @param {Record<string, string|number>} [words] */
  function t(key, words = {}) {
    const template = strict ? lookUp(catalogues[lang], key) : found(catalogues, lang, key);
    if (template === undefined) {
      if (strict) throw new Error(`no text ${key} in ${lang}`);
      return key;
    }
    return template.replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, name) => {
      if (name === undefined) return whole[0];
      if (Object.hasOwn(words, name)) return String(words[name]);
      if (strict) throw new Error(`no word ${name} for ${key}`);
      return whole;
    });
  }
  return Object.assign(t, { lang });
}

/**
 * Says a note or a sentence error; one no catalogue knows is said in the English it brought along.
 * @param {Translator} t
 * @param {Sayable|(Error & Sayable)} sentence
 */
export function say(t, sentence) {
  if (found(CATALOGUES, t.lang, sentence.key) === undefined)
    return sentence.text ?? (sentence instanceof Error ? sentence.message : sentence.key);
  return t(sentence.key, sentence.words);
}

/** A text that brings its languages along, as the lessons' do; or one that is the same in all. @param {Translator} t @param {import('../lessons/types.js').LessonText|string} text */
export function inLang(t, text) {
  return typeof text === 'string' ? text : text[/** @type {keyof typeof text} */ (t.lang)];
}

/**
 * The language to speak: the setting, else the host page's `lang`, else the first the browser's user reads.
 * @param {string} setting `auto` or a language
 * @param {string|null|undefined} hostLang
 * @param {readonly string[]} [navigatorLanguages]
 */
export function resolveLang(setting, hostLang, navigatorLanguages = []) {
  for (const wish of [setting, hostLang, ...navigatorLanguages]) {
    const language = (wish ?? '').toLowerCase().split(/[-_]/)[0];
    if (language === 'zh') return 'zh-CN';
    if (language === 'en') return 'en';
  }
  return 'en';
}

/** A text in a language, or in another one. @param {Record<string, Record<string, string>>} catalogues @param {string} lang @param {string} key */
function found(catalogues, lang, key) {
  const others = Object.values(catalogues).map((catalogue) => lookUp(catalogue, key));
  return lookUp(catalogues[lang], key) ?? lookUp(catalogues.en, key) ?? others.find((text) => text !== undefined);
}

/** @param {Record<string, string>|undefined} catalogue @param {string} key */
function lookUp(catalogue, key) {
  return catalogue && Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
}

/** Sentences as one text: in Chinese no space follows a full stop. @param {readonly string[]} sentences */
export function joined(sentences) {
  return sentences
    .filter(Boolean)
    .reduce((text, next) => text + (text === '' || /[。！？；]$/.test(text) ? '' : ' ') + next, '');
}
