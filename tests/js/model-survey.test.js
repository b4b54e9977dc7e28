// The survey of a model: which tensors are measured when, and what is kept.

import assert from 'node:assert/strict';
import test from 'node:test';
import { SentenceError } from '../../www/engine/errors.js';
import { Crash } from '../../www/engine/host.js';
import { begun, settle, workers } from './model-workers.js';

test('data of a file has a model, which is listed once; generated data has none', async () => {
  const { survey, listed } = workers();
  assert.equal(await survey.of('normal'), null);
  const model = await survey.of('file(m/w0)');
  assert.equal(await survey.of('file(m/w1)'), model);
  assert.equal(listed(), 1);
});

test('each worker measures one tensor after the other, and ids are no weights', async () => {
  const of = workers();
  const { heard, model } = await begun(of, ['int4', 'int8']);
  assert.deepEqual(
    of.calls.map(({ tensor, worker }) => [tensor, worker]),
    [
      ['w0', 'model 0'],
      ['w1', 'model 1'],
    ],
  );
  of.calls[1].progress(0.5);
  assert.deepEqual([heard.last?.done, heard.last?.total, heard.last?.share], [0, 4, 0.125]);
  for (const nth of [1, 0, 2, 3]) {
    of.calls[nth].done();
    await settle();
  }
  assert.deepEqual(heard.rows, ['w1', 'w0', 'w2', 'w3']);
  assert.deepEqual(heard.last, { done: 4, total: 4, share: 1, active: false, paused: false });
  assert.deepEqual([...(of.survey.known(model.key).get('w2')?.sides.keys() ?? [])], ['int4', 'int8']);
  assert.deepEqual(of.closed.sort(), ['model 0', 'model 1'], 'their memory is given back');
});

test('a survey with nothing to measure ends, although the one before is still being given up', async () => {
  const of = workers({ cores: 1 });
  await begun(of, ['int4']);
  for (let nth = 0; nth < 4; nth += 1) {
    of.calls[nth].done();
    await settle();
  }
  const { stop } = await begun(of, ['int5']);
  stop();
  const { heard } = await begun(of, ['int4']);
  assert.equal(of.calls.length, 5, 'nothing is measured again');
  assert.equal(heard.last?.active, false);
});

test('another scheme measures only what is missing, and one that was measured nothing', async () => {
  const of = workers({ cores: 1 });
  await begun(of, ['int4', 'int8']);
  for (let nth = 0; nth < 4; nth += 1) {
    of.calls[nth].done();
    await settle();
  }
  const second = await begun(of, ['int5', 'int8']);
  assert.deepEqual(of.calls[4].schemes, ['int5']);
  second.stop();
  await settle();
  const third = await begun(of, ['int8', 'int4']);
  assert.deepEqual([third.heard.last?.active, of.calls.length], [false, 5]);
});

test('of the many schemes that a slider goes through, the latest are kept', async () => {
  const of = workers({ cores: 1 });
  const answered = new Set();
  for (let i = 0; i < 80; i += 1) {
    await begun(of, [`int4:p${99 - i / 10}`]);
    for (const call of of.calls.filter((call) => !answered.has(call))) {
      answered.add(call);
      call.done();
      await settle();
    }
  }
  const model = await of.survey.of('file(m)');
  assert.equal(of.survey.known(model?.key ?? '').get('w0')?.sides.size, 64);
});

test('a pause gives up what runs, and going on begins with it', async () => {
  const of = workers({ cores: 1 });
  const { heard, pause, resume } = await begun(of, ['int4']);
  of.calls[0].done();
  await settle();
  pause();
  await settle();
  assert.deepEqual([heard.last?.paused, heard.last?.done, of.calls.length], [true, 1, 2]);
  resume();
  await settle();
  assert.deepEqual([of.calls.length, of.calls[2].tensor], [3, 'w1']);
});

test('a newer survey takes the place of the one before, which is silent then', async () => {
  const of = workers({ cores: 1 });
  const first = await begun(of, ['int4']);
  const before = first.heard.last;
  const second = await begun(of, ['int8']);
  assert.deepEqual([of.calls[1].tensor, of.calls[1].schemes], ['w0', ['int8']]);
  first.resume();
  first.stop();
  of.calls[1].done();
  await settle();
  assert.deepEqual([first.heard.last, second.heard.rows], [before, ['w0']]);
});

test('the same survey is shared, and ends when nobody is left to hear of it', async () => {
  const of = workers({ cores: 1 });
  const [first, second] = [await begun(of, ['int4']), await begun(of, ['int4'])];
  first.stop();
  of.calls[0].done();
  await settle();
  assert.deepEqual([of.calls.length, first.heard.rows, second.heard.rows], [2, [], ['w0']]);
  second.stop();
  await settle();
  assert.equal(of.calls.length, 2);
});

test('a tensor that cannot be read has a row that says why, and the others are measured', async () => {
  const of = workers({ cores: 1 });
  const { heard, model } = await begun(of, ['int4']);
  of.calls[0].fail(new SentenceError('error.file.read', { name: 'm', message: 'gone' }));
  await settle();
  assert.deepEqual(of.survey.known(model.key).get('w0')?.sides.get('int4')?.problem?.key, 'error.file.read');
  // A reader that dies is asked once more.
  of.calls[1].fail(new Crash('trap'));
  await settle();
  of.calls[2].fail(new Crash('trap'));
  await settle();
  assert.equal(of.survey.known(model.key).get('w1')?.sides.get('int4')?.problem?.key, 'error.file.broke');
  of.calls[3].done();
  await settle();
  assert.deepEqual(heard.rows, ['w0', 'w1', 'w2']);
});

test('a model at an address is read as a whole only when a person resumes that, and then under other schemes, too', async () => {
  const { survey, calls } = workers();
  const found = await survey.of('file(m)');
  assert.ok(found);
  const model = { ...found, source: { ...found.source, remote: [] } };
  /** @type {import('../../www/engine/model-records.js').ModelProgress[]} */
  const heard = [];
  const handle = survey.ask({ model, schemes: ['int4'] }, (_, progress) => heard.push(progress));
  await settle();
  assert.equal(calls.length, 0);
  assert.deepEqual([heard.at(-1)?.paused, heard.at(-1)?.active], [true, true]);
  handle.resume();
  await settle();
  assert.equal(calls.length, 2);
  survey.ask({ model, schemes: ['int3'] }, () => {});
  await settle();
  assert.ok(calls.some(({ schemes }) => schemes.includes('int3')));
  survey.dispose();
});

test('a second file has partners by name, and what has none is named on both sides', async () => {
  const { survey, listed } = workers();
  const model = await survey.of('file(m)');
  assert.ok(model);
  const became = await survey.became(model, 'file(second)');
  assert.deepEqual([...became.partners.keys()], ['w1', 'w2', 'w3']);
  assert.deepEqual([became.alone, became.left], [['w0'], ['own']]);
  assert.equal(await survey.became(model, 'file(second)'), became);
  assert.equal(listed(), 2);
  await assert.rejects(survey.became(model, 'file(other)'), { key: 'error.became.none' });
  await assert.rejects(survey.became(model, 'normal'), { key: 'error.model.none' });
});

test('what a tensor became is measured with its schemes, once, and by itself where these are known', async () => {
  const of = workers({ cores: 1, beside: { key: 'i#1' } });
  await begun(of, ['int4']);
  for (let nth = 0; nth < 4; nth += 1) {
    of.calls[nth].done();
    await settle();
  }
  const model = await of.survey.of('file(m)');
  assert.ok(model);
  const became = await of.survey.became(model, 'file(second)');
  const schemes = ['int4', 'int8', became.word];
  of.survey.ask({ model, schemes, became }, () => {});
  for (let nth = 4; nth < 8; nth += 1) {
    await settle();
    of.calls[nth].done();
  }
  await settle();
  assert.deepEqual(
    of.calls.slice(4).map(({ tensor, schemes, partner }) => [tensor, schemes.length, partner]),
    [
      ['w0', 1, undefined],
      ['w1', 2, 'w1'],
      ['w2', 2, 'w2'],
      ['w3', 2, 'w3'],
    ],
  );
  assert.deepEqual([...(of.survey.known(model.key).get('w1')?.sides.keys() ?? [])], ['int4', 'int8', became.word]);
  of.survey.ask({ model, schemes, became }, () => {});
  await settle();
  assert.equal(of.calls.length, 8);
});

test('what single tensors are measured under besides comes when all are measured under the schemes', async () => {
  const of = workers({ cores: 1 });
  const model = await of.survey.of('file(m)');
  assert.ok(model);
  const more = new Map([
    ['w0', ['q4_k', 'bf16']],
    ['w2', ['int4', 'q5_0']],
  ]);
  /** @type {import('../../www/engine/model-records.js').ModelProgress[]} */
  const heard = [];
  const handle = of.survey.ask({ model, schemes: ['int4'], more }, (_, progress) => heard.push(progress));
  await settle();
  for (let nth = 0; nth < 6; nth += 1) {
    of.calls[nth].done();
    await settle();
  }
  assert.deepEqual(
    of.calls.map(({ tensor, schemes }) => [tensor, schemes]),
    [
      ['w0', ['int4']],
      ['w1', ['int4']],
      ['w2', ['int4']],
      ['w3', ['int4']],
      ['w0', ['q4_k', 'bf16']],
      ['w2', ['q5_0']],
    ],
  );
  assert.deepEqual(heard.at(-1), { done: 4, total: 4, share: 1, active: false, paused: false });
  assert.deepEqual([...(of.survey.known(model.key).get('w0')?.sides.keys() ?? [])], ['int4', 'q4_k', 'bf16']);
  // Asked again, there is nothing to do; less is part of the same survey.
  of.survey.ask({ model, schemes: ['int4'], more }, (_, progress) => heard.push(progress));
  of.survey.ask({ model, schemes: ['int4'] }, (_, progress) => heard.push(progress));
  await settle();
  assert.deepEqual([of.calls.length, heard.at(-1)?.active], [6, false]);
  handle.stop();
});

test('while the schemes are measured, what some tensors wait for counts as not done', async () => {
  const of = workers({ cores: 1 });
  const model = await of.survey.of('file(m)');
  assert.ok(model);
  /** @type {import('../../www/engine/model-records.js').ModelProgress[]} */
  const heard = [];
  const asked = { model, schemes: ['int4'], more: new Map([['w0', ['q4_k', 'q5_k', 'q6_k', 'bf16']]]) };
  of.survey.ask(asked, (_, progress) => heard.push(progress));
  await settle();
  of.calls[0].done();
  await settle();
  assert.deepEqual([heard.at(-1)?.done, heard.at(-1)?.share], [0, 0.125]);
  of.calls[1].done();
  await settle();
  assert.deepEqual([heard.at(-1)?.done, heard.at(-1)?.share], [1, 0.25]);
});
