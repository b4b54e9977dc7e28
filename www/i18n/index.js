// Every text a person reads: catalogues of sentences with {placeholders}, one file a language.
//
// A catalogue file is `export default` and a JSON object, nothing else, so that a Rust test can hold it to the
// crate's own sentences. Sentences are worded so that no number in them needs a plural ("values: 3").

import en from './en.js';
import zhCN from './zh-CN.js';

/** @typedef {import('./types.js').Translator} Translator */
/** @typedef {import('./types.js').Note & {text?: string}} Sayable */

/** @type {Record<string, Record<string, string>>} */
export const CATALOGUES = { en, 'zh-CN': zhCN };

/**
 * Makes a translator. A key missing in the language is said in English; one missing there too, or a word missing
 * from a sentence, shows as itself - or throws if `strict`, as in tests.
 * @param {string} lang
 * @param {{strict?: boolean, catalogues?: Record<string, Record<string, string>>}} [options]
 * @returns {Translator}
 */
export function createTranslator(lang, { strict = false, catalogues = CATALOGUES } = {}) {
  /** @param {string} key @param {Record<string, string|number>} [words] */
  function t(key, words = {}) {
    const template = lookUp(catalogues[lang], key) ?? (strict ? undefined : lookUp(catalogues.en, key));
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
  const known = lookUp(CATALOGUES[t.lang], sentence.key) ?? lookUp(CATALOGUES.en, sentence.key);
  if (known === undefined) return sentence.text ?? (sentence instanceof Error ? sentence.message : sentence.key);
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
