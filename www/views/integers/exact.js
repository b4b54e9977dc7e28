// Numbers of integer arithmetic, with enough digits to be added up by hand.

import { number } from '../../numbers/format.js';

export const exact = (/** @type {number} */ value) => number(value, { digits: 4, trim: true });
