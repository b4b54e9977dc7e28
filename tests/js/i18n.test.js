import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { CATALOGUES, createTranslator, resolveLang, say } from '../../www/i18n/index.js';
import './texts.js';

/** @param {string} text */
const placeholders = (text) => [...new Set(text.replace(/\{\{|\}\}/g, '').match(/\{\w+\}/g))].sort();

test('the catalogues have the same keys and placeholders', () => {
  const { en, 'zh-CN': zh } = CATALOGUES;
  assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort());
  for (const key of Object.keys(en)) assert.deepEqual(placeholders(zh[key]), placeholders(en[key]), key);
});

test('a catalogue file is export default and strict JSON', async () => {
  for (const lang of Object.keys(CATALOGUES)) {
    const keys = [];
    const texts = {};
    for (const name of [
      lang,
      ...['formats', 'model', 'url', 'views', 'dialogs', 'samples'].map((part) => `${part}-${lang}`),
    ]) {
      const text = await readFile(new URL(`../../www/i18n/${name}.js`, import.meta.url), 'utf8');
      const json = /^export default (\{.*\});\n$/s.exec(text)?.[1] ?? '';
      Object.assign(texts, JSON.parse(json));
      keys.push(...[...json.matchAll(/^ {2}"([^"]+)":/gm)].map((match) => match[1]));
    }
    assert.deepEqual(texts, CATALOGUES[lang]);
    assert.equal(new Set(keys).size, keys.length, 'a key twice');
  }
});

/** What the texts of the page do not say: a second word for a term, or an idiom that readers stumble over. */
const AVOIDED = {
  'zh-CN': /裁剪|裁掉|电平|百分位(?!数)|位 \/ 值|共用缩放|半格|每值 \S+ 位/,
  en: /\b(tell|tells|told|whoever|anew)\b|what becomes of|\ba scale a\b|\b(bits|bit) a value\b|\bcolour|\bgrey\b/i,
};

test('catalogues and lessons use one word for each term', async () => {
  const folder = new URL('../../www/lessons/', import.meta.url);
  const lessons = (await readdir(folder)).filter((name) => /^\d\d-.*\.js$/.test(name));
  const read = await Promise.all(lessons.map((name) => readFile(new URL(name, folder), 'utf8')));
  for (const text of [...Object.values(CATALOGUES).flatMap((texts) => Object.values(texts)), ...read])
    for (const avoided of Object.values(AVOIDED)) assert.doesNotMatch(text, avoided);
});

const catalogues = { en: { both: 'Hi {name}, {{x}}', only: 'English' }, 'zh-CN': { both: '{name}，你好 {{x}}' } };

test('t fills placeholders and takes words literally', () => {
  const t = createTranslator('zh-CN', { catalogues });
  assert.equal(t('both', { name: '$& {x}' }), '$& {x}，你好 {x}');
  assert.equal(t.lang, 'zh-CN');
});

test('a missing key is said in English, or shows itself, or throws when strict', () => {
  const t = createTranslator('zh-CN', { catalogues });
  assert.equal(t('only'), 'English');
  assert.equal(t('none'), 'none');
  assert.equal(t('toString'), 'toString');
  assert.equal(t('both', {}), '{name}，你好 {x}');
  const strict = createTranslator('zh-CN', { catalogues, strict: true });
  assert.throws(() => strict('only'), /no text only in zh-CN/);
  assert.throws(() => strict('both', {}), /no word name/);
});

test('a sentence no catalogue knows is said as it came', () => {
  const t = createTranslator('zh-CN');
  assert.equal(say(t, { key: 'no.such', words: {}, text: 'As it came.' }), 'As it came.');
  assert.equal(say(t, { key: 'note.state.unknown', words: { name: 'foo' } }), '没有名为 foo 的设置，已忽略。');
});

test('the language: the setting, the host page, then what the reader reads', () => {
  /** @type {[string, string|null, string[], string][]} */
  const table = [
    ['en', 'zh', ['zh'], 'en'],
    ['zh-CN', 'en', [], 'zh-CN'],
    ['auto', 'zh-Hant-TW', ['en'], 'zh-CN'],
    ['auto', 'en-GB', ['zh'], 'en'],
    ['auto', null, ['fr', 'zh-CN', 'en'], 'zh-CN'],
    ['auto', '', ['de'], 'en'],
    ['auto', 'fr', [], 'en'],
  ];
  for (const [setting, host, reader, lang] of table) assert.equal(resolveLang(setting, host, reader), lang);
});
