// How the tensors of a model are dealt to workers: in runs, which get shorter towards the end, so that all workers end at about the same time.

/** @typedef {import('./model-survey.js').Job} Job */
/** @typedef {import('./model-survey.js').Subject} Subject */

/** The most values of a run of several tensors. */
const MOST_VALUES = 1 << 22;
/** The runs that what is left would make for each worker. */
const RUNS_LEFT = 2;
/** Bytes of a value where the file does not say. */
const BYTES = 4;

/**
 * The order in which tensors are measured: that of the files, but first those which keep one worker busy for a long time. A worker alone
 * keeps to the order, and so do equal tensors.
 * @template {Subject} T @param {readonly T[]} subjects @param {number} workers @returns {T[]}
 */
export function largeFirst(subjects, workers) {
  const share = sum(subjects) / (RUNS_LEFT * workers);
  const large = (/** @type {Subject} */ { count }) => workers > 1 && count > share;
  return [...subjects.filter((each) => large(each)), ...subjects.filter((each) => !large(each))];
}

/** Takes the next run from a queue: at least one job, if there is any. @param {Job[]} queue @param {number} workers @returns {Job[]} */
export function runOf(queue, workers) {
  const most = Math.min(MOST_VALUES, sum(queue.map(({ subject }) => subject)) / (RUNS_LEFT * workers));
  let values = 0;
  let length = 0;
  for (const { subject } of queue) {
    values += subject.count;
    if (length > 0 && values > most) break;
    length += 1;
  }
  return queue.splice(0, length);
}

/** @param {readonly Job[]} run */
export function bytesOfRun(run) {
  return run.reduce((sum, { subject: { count, bytes } }) => sum + (bytes ?? count * BYTES), 0);
}

/** @param {readonly Subject[]} subjects */
function sum(subjects) {
  return subjects.reduce((sum, { count }) => sum + count, 0);
}
