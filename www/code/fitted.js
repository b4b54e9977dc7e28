// The steps of a script for a format of ggml, which fits its own scales: the script decodes what was found. Every number of a code is
// multiplied by the scale of its block; to that its minimum is added.

import { pyFloat, pyList } from './python.js';

/** @typedef {import('./index.js').Subject} Subject */
/** @typedef {import('../engine/records.js').Fitted} Fitted */

const WHAT = '# The format: what its codes stand for, ascending.';
const REACH = '# Values more than half a gap beyond the outermost levels are clipped; where the scale is 0, none is.';

/** The numbers of codes: as a range where they are whole and consecutive. @param {Fitted} fitted @param {string} library @param {string} array how the library makes an array of a list */
function numbersOf({ numbers }, library, array) {
  const [first, last] = [numbers[0], numbers[numbers.length - 1]];
  const whole = last - first === numbers.length - 1;
  return whole
    ? `${library}.arange(${first}, ${last + 1}, dtype=${library}.float32)`
    : `${array}(${pyList(numbers)}, dtype=${library}.float32)`;
}

/** The number that a value of 0 takes, if there is no minimum. @param {Fitted} fitted */
const ofZero = ({ numbers }) => numbers.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a));

/** @param {Fitted} fitted @param {string} arrays the lines that read what was found */
export function numpyFitted(fitted, arrays) {
  return [
    `${WHAT}\nnumbers = ${numbersOf(fitted, 'np', 'np.array')}`,
    `${arrays}
scale, minimum = found["scales"].reshape(-1), found["minimums"].reshape(-1)
number = to_blocks(found["levels"][stored])
decoded = number * scale[:, None] + minimum[:, None]
quantized = from_blocks(decoded)  # in the shape of x`,
    'rank = np.searchsorted(numbers, number)  # where a code is counted, whatever the sign of the scale',
    `${REACH}
lowest, second, last, highest = np.sort(numbers[[0, 1, -2, -1]] * scale[:, None] + minimum[:, None], axis=1).T
reach = np.where(scale == 0, np.float32(np.inf), np.float32(0))
alpha, beta = lowest - (second - lowest) / np.float32(2) - reach, highest + (highest - last) / np.float32(2) + reach`,
  ];
}

/** @param {Fitted} fitted @param {string} arrays the lines that read what was found */
export function pytorchFitted(fitted, arrays) {
  return [
    `${WHAT}\nnumbers = ${numbersOf(fitted, 'torch', 'torch.tensor')}`,
    `${arrays}
scale, minimum = (torch.from_numpy(found[name]).reshape(-1) for name in ("scales", "minimums"))
number = to_blocks(torch.from_numpy(found["levels"][stored]))
decoded = number * scale[:, None] + minimum[:, None]
quantized = from_blocks(decoded)  # in the shape of x`,
    'rank = torch.searchsorted(numbers, number.contiguous())  # where a code is counted, whatever the sign of the scale',
    `${REACH}
lowest, second, last, highest = (numbers[[0, 1, -2, -1]] * scale[:, None] + minimum[:, None]).sort(dim=1).values.T
reach = torch.where(scale == 0, math.inf, 0.0)
alpha, beta = lowest - (second - lowest) / 2 - reach, highest + (highest - last) / 2 + reach`,
  ];
}

/**
 * What 0 decodes to at most, as an expression. Which code 0 takes in a block with a minimum is not among the codes of the data.
 * @param {Subject} subject @param {string} [end] what follows the expression
 */
export function zeroFitted({ fitted, atZero = 0 }, end = '') {
  const isLevel = fitted && fitted.d_min == null && ofZero(fitted) === 0;
  return isLevel ? `0.0${end}  # 0 is a level` : `${pyFloat(atZero)}${end}  # as QuantScope has measured it`;
}
