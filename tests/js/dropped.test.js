// Files of a drop, over entries of a file system that a test makes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_FILES, filesOf } from '../../www/files/dropped.js';

/** @param {string} path @param {string|null} [error] why it cannot be read */
const file = (path, error = null) => ({
  isFile: true,
  isDirectory: false,
  name: path.split('/').at(-1),
  fullPath: path,
  file: (/** @type {(file: object) => void} */ done, /** @type {(error: Error) => void} */ failed) =>
    error ? failed(new Error(error)) : done(new File(['1'], String(path.split('/').at(-1)))),
});

/** A directory, whose entries come a hundred at a time, as browsers give them. @param {string} path @param {any[]} entries @param {string|null} [error] */
const directory = (path, entries, error = null) => ({
  isFile: false,
  isDirectory: true,
  name: path.split('/').at(-1),
  fullPath: path,
  createReader() {
    let at = 0;
    return {
      readEntries(/** @type {(entries: any[]) => void} */ done, /** @type {(error: Error) => void} */ failed) {
        if (error) return failed(new Error(error));
        done(entries.slice(at, (at += 100)));
      },
    };
  },
});

/** @param {...any} roots */
const drop = (...roots) =>
  filesOf(
    /** @type {any} */ ({
      items: roots.map((root) => ({ kind: 'file', webkitGetAsEntry: () => root, getAsFile: () => null })),
    }),
  );

test('what vanishes while a drop is read takes nothing else with it, and is named', async () => {
  const all = Array.from({ length: 900 }, (_, i) => file(`/many/${i}.csv`, i % 45 === 7 ? 'it is gone' : null));
  const { files, lost } = await drop(directory('/many', all));
  assert.equal(files.length, 880);
  assert.equal(lost.length, 20);
  assert.equal(lost[1].name, 'many › 52.csv');
  assert.match(String(lost[1].error), /it is gone/);
});

test('a directory that may not be read is named, and its neighbours are read', async () => {
  const { files, lost } = await drop(
    directory('/closed', [], 'not allowed'),
    directory('/open', [file('/open/a.csv'), directory('/open/inner', [], 'not allowed')]),
    file('/b.csv', 'gone'),
    file('/c.csv'),
  );
  assert.deepEqual(
    files.map(({ name }) => name),
    ['a.csv', 'c.csv'],
  );
  assert.deepEqual(
    lost.map(({ name }) => name),
    ['closed', 'open › inner', 'b.csv'],
  );
});

test('of too many files one more than the limit is found', async () => {
  const { files, lost } = await drop(
    directory(
      '/many',
      Array.from({ length: 2 * MOST_FILES }, (_, i) => file(`/many/${i}`)),
    ),
  );
  assert.deepEqual([files.length, lost.length], [MOST_FILES + 1, 0]);
});
