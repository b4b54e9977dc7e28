// The word that a mistyped one was meant to be.

/** A word of so many letters may have one mistake; a longer one as many more. */
const LETTERS_PER_MISTAKE = 3;
/** A longer text is no word that someone mistyped. */
const LONGEST = 60;

/** The nearest of some words; null where none is near. Upper and lower case are alike. @param {string} given @param {readonly string[]} words */
export function nearest(given, words) {
  if (given.length > LONGEST) return null;
  const typed = given.toLowerCase();
  const [best] = words
    .map((word) => ({ word, mistakes: mistakesIn(typed, word.toLowerCase()) }))
    .filter(({ word, mistakes }) => mistakes <= Math.min(typed.length, word.length) / LETTERS_PER_MISTAKE)
    .sort((p, q) => p.mistakes - q.mistakes);
  return best?.word ?? null;
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
