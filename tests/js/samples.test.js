import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { CATALOGUES } from '../../www/i18n/index.js';
import './texts.js';

const folder = new URL('../../www/samples/', import.meta.url);
/** @type {Record<string, any>[]} */
const samples = JSON.parse(await readFile(new URL('index.json', folder), 'utf8'));
const names = samples.map(({ name }) => name).sort();

test('every sample has its file beside the index, and every file its entry', async () => {
  const files = (await readdir(folder)).filter((file) => /\.(safetensors|jpg|png)$/.test(file)).sort();
  assert.deepEqual(
    files.map((file) => file.replace(/\.\w+$/, '')),
    names,
  );
  assert.deepEqual(samples.map(({ file }) => file).sort(), files);
});

test('an entry says of its file what the file says of itself', async () => {
  for (const { name, file, dtype, shape, kind, axes, source, license, copyright } of samples) {
    assert.ok(['weight', 'activation', 'photograph'].includes(kind), `${name}: no group of the list is for ${kind}`);
    // A photograph says nothing of itself but its pixels, which the crate's tests read.
    if (kind === 'photograph') continue;
    const bytes = await readFile(new URL(file, folder));
    const header = JSON.parse(bytes.toString('utf8', 8, 8 + Number(bytes.readBigUInt64LE())));
    const { __metadata__: told, ...tensors } = header;
    assert.deepEqual(Object.keys(tensors), [name]);
    assert.deepEqual({ dtype: tensors[name].dtype, shape: tensors[name].shape }, { dtype, shape }, name);
    const { source_model, ...same } = told;
    assert.deepEqual(
      { kind, axes, license, copyright },
      { kind: same.kind, axes: same.axes, license: same.license, copyright: same.copyright },
      name,
    );
    assert.equal(source, source_model, name);
  }
});

test('every sample has a title of its own and one sentence in both languages', () => {
  for (const [lang, texts] of Object.entries(CATALOGUES)) {
    const told = Object.keys(texts).filter((key) => key.startsWith('sample.'));
    assert.deepEqual(told.sort(), names.flatMap((name) => [`sample.${name}`, `sample.${name}.shows`]).sort(), lang);
    assert.equal(new Set(names.map((name) => texts[`sample.${name}`])).size, names.length, 'a title twice');
    for (const name of names)
      assert.match(
        texts[`sample.${name}.shows`],
        lang === 'en' ? /^[^。]+\.$/ : /^[^。]*\p{Script=Han}[^。]*。$/u,
        name,
      );
  }
});

test('the README beside the samples has the English sentence of each', async () => {
  const lines = (await readFile(new URL('README.md', folder), 'utf8')).split('\n');
  for (const name of names) {
    const line = lines.find((one) => one.startsWith(`| \`${name}\` |`));
    assert.ok(line?.endsWith(` | ${CATALOGUES.en[`sample.${name}.shows`]} |`), `${name}: ${line}`);
  }
});

test('every license of a sample lies beside it', async () => {
  const texts = (
    await Promise.all(
      (await readdir(new URL('licenses/', folder))).map((file) =>
        readFile(new URL(`licenses/${file}`, folder), 'utf8'),
      ),
    )
  ).join('\n');
  const notice = await readFile(new URL('licenses/NOTICE.txt', folder), 'utf8');
  const titles = new Map([
    ['Apache-2.0', 'Apache License\n'],
    ['MIT', 'Permission is hereby granted, free of charge'],
    ['CC0-1.0', 'CC0 1.0 Universal'],
  ]);
  for (const { name, license, source } of samples) {
    const title = titles.get(license);
    assert.ok(title && texts.includes(title), `${name}: no text of ${license}`);
    const model = /[\w-]+(?= v\d| mobile)|[\w.-]+/.exec(source.split('/').pop() ?? '')?.[0] ?? '';
    assert.ok(notice.includes(model), `${name}: the notice does not name ${model}`);
  }
});
