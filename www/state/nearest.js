// The word that a mistyped one was meant to be.

/** A word of so many letters may have one mistake; a longer one as many more. */
const LETTERS_PER_MISTAKE = 3;
/** A longer text is no word that someone mistyped. */
const LONGEST = 60;

/** The nearest of some words; null where none is near. Upper and lower case are alike. @param {string} given @param {readonly string[]} words */
export function nearest(given, words) {
  if (given.length > LONGEST) return null;
  const [best] = byMistakes(given, words).filter(
    ({ word, mistakes }) => mistakes <= Math.min(given.length, word.length) / LETTERS_PER_MISTAKE,
  );
  return best?.word ?? null;
}

/**
 * The words that a person may have meant, the most likely first: those that have the text in them, or a part of it between separators;
 * else those with the fewest mistakes.
 * @param {string} given @param {readonly string[]} words @param {number} most how many
 * @returns {string[]}
 */
export function likely(given, words, most) {
  const typed = given.slice(0, LONGEST).toLowerCase();
  const parts = typed.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 2);
  const shared = (/** @type {string} */ word) => parts.filter((part) => word.toLowerCase().includes(part)).length;
  return byMistakes(typed, words)
    .map(({ word, mistakes }) => ({ word, mistakes, shared: shared(word) }))
    .sort((p, q) => q.shared - p.shared || p.mistakes - q.mistakes)
    .slice(0, most)
    .map(({ word }) => word);
}

/** @param {string} given @param {readonly string[]} words */
function byMistakes(given, words) {
  const typed = given.toLowerCase();
  return words
    .map((word) => ({ word, mistakes: mistakesIn(typed, word.toLowerCase()) }))
    .sort((p, q) => p.mistakes - q.mistakes);
}

/** How many letters have to be inserted, left out or replaced, or change places with the next, to come from one word to another. @param {string} from @param {string} to */
function mistakesIn(from, to) {
  /** By the lengths of the beginnings of both that are compared. @type {number[][]} */
  const between = [Array.from({ length: to.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= from.length; i += 1) {
    between.push([i]);
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = between[i - 1][j - 1] + Number(from[i - 1] !== to[j - 1]);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      between[i].push(
        Math.min(
          between[i - 1][j] + 1,
          between[i][j - 1] + 1,
          replaced,
          swapped ? between[i - 2][j - 2] + 1 : Infinity,
        ),
      );
    }
  }
  return between[from.length][to.length];
}
