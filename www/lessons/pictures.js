// A line drawing for each lesson that shows its idea, in a box of 64 × 40. It says nothing that the title does not say.

/** A path, and what it shows: of scheme A or B, what is lost, what only helps to see, or thick dots and bars. @typedef {[d: string, ...kinds: ('a'|'b'|'lost'|'faint'|'dots'|'bar')[]]} Stroke */

/** By the ids of the lessons. @type {Record<string, readonly Stroke[]>} */
export const PICTURES = Object.freeze({
  // Levels on an axis; a value moves to the nearest one.
  'one-value': [
    ['M3 30H61'],
    ['M8 25v10M20 25v10M32 25v10M44 25v10M56 25v10', 'a'],
    ['M38 8h0', 'dots'],
    ['M37 12L33.5 20M32.6 16.6L33.3 20.6L36.8 18.6'],
  ],
  // All values on one side; half of the levels have none.
  'half-the-codes': [
    ['M3 30H61'],
    ['M32 30V6C38 6 38 24 60 29.5'],
    ['M32 26v8M38 26v8M44 26v8M50 26v8M56 26v8', 'a'],
    ['M8 26v8M14 26v8M20 26v8M26 26v8', 'lost'],
  ],
  // The data crowd between two levels, because one value lies far out.
  'one-outlier': [
    ['M3 30H61'],
    ['M4 29.5C13 29 13 6 16 6S19 29 28 29.5'],
    ['M58 23h0', 'b', 'dots'],
    ['M6 26v8M23 26v8M40 26v8M57 26v8', 'a'],
  ],
  // Zero is a level of one grid and lies between two levels of the other.
  'exact-zero': [
    ['M32 3V37', 'faint'],
    ['M3 13H61M3 28H61'],
    ['M8 8v10M20 8v10M32 8v10M44 8v10M56 8v10', 'a'],
    ['M14 23v10M26 23v10M38 23v10M50 23v10', 'b'],
  ],
  // An image with a border of zeros around it.
  padding: [
    ['M14 2h36v36H14zM23 2v36M32 2v36M41 2v36M14 11h36M14 20h36M14 29h36', 'faint'],
    ['M18.5 6.5h0M27.5 6.5h0M36.5 6.5h0M45.5 6.5h0M18.5 33.5h0M27.5 33.5h0M36.5 33.5h0M45.5 33.5h0', 'b', 'dots'],
    ['M18.5 15.5h0M18.5 24.5h0M45.5 15.5h0M45.5 24.5h0', 'b', 'dots'],
    ['M23 11h18v18H23z', 'a'],
  ],
  // Two limits, and the tails beyond them.
  clipping: [
    ['M3 32H61'],
    ['M17 31C24 27 25 6 32 6S40 27 47 31'],
    ['M4 31.5C10 31.5 14 31 17 30M47 30C50 31 54 31.5 60 31.5', 'b'],
    ['M17 6V36M47 6V36', 'a'],
    ['M5 28l5-7M10 28l5-7M49 28l5-7M54 28l5-7', 'b'],
  ],
  // The error against the limit, with its lowest point.
  searching: [['M8 3V36H61'], ['M12 5C16 28 22 30 29 30S48 24 59 12'], ['M29 30h0', 'a', 'dots'], ['M29 30V36', 'a']],
  // Each row has a range of its own.
  'per-channel': [
    ['M8 3h48v34H8zM8 11.5h48M8 20h48M8 28.5h48', 'faint'],
    ['M27 7.2h10M20 15.7h24M29.5 24.2h5', 'a', 'bar'],
    ['M12 32.7h40', 'b', 'bar'],
  ],
  // Each group of a row has a range of its own; an outlier spoils only one.
  'per-group': [
    ['M8 3h48v34H8zM8 14.3h48M8 25.7h48M24 3v34M40 3v34', 'faint'],
    ['M13 8.6h6M30 8.6h4M46 8.6h4M14 20h4M45 20h6M13 31.3h6M30 31.3h4M46 31.3h4', 'a', 'bar'],
    ['M26 20h12', 'b', 'bar'],
  ],
  // A stream that grows: a range from its beginning, and a window that follows.
  'static-dynamic': [
    ['M4 20l3-3 3 6 3-5 3 5 3-7 4 9 4-11 4 13 4-16 4 18 4-20 4 22 4-24 4 21 3-16'],
    ['M3 15H61M3 25H61', 'a'],
    ['M38 4h16v32H38z', 'b'],
  ],
  // A product, and the sums of rows and columns that a zero-point adds to it.
  'cost-of-asymmetry': [
    ['M15 3h24v24H15zM23 3v24M31 3v24M15 11h24M15 19h24', 'faint'],
    ['M15 3h24v24H15z'],
    ['M44 3h6v24h-6zM44 11h6M44 19h6M15 31h24v6H15zM23 31v6M31 31v6', 'b'],
  ],
  // The schemes that no other one beats in both bits and error.
  choosing: [
    ['M8 3V36H61'],
    ['M13 8V17H23V24H37V29H56', 'a'],
    ['M13 8h0M23 17h0M37 24h0M56 29h0', 'a', 'dots'],
    ['M29 9h0M42 13h0M51 20h0', 'faint', 'dots'],
  ],
  // A photograph whose sky has become bands.
  photograph: [
    ['M6 3h52v34H6z'],
    ['M6 12h52M6 19h52M6 26h52', 'b'],
    ['M6 35L20 20L29 29L42 13L58 32'],
    ['M22 7.5h0', 'dots'],
  ],
  // One value between the levels of two grids, which take it to different sides.
  'how-libraries-disagree': [
    ['M3 10H61M3 30H61'],
    ['M7 5v10M20 5v10M33 5v10M46 5v10M59 5v10', 'a'],
    ['M9 25v10M23 25v10M37 25v10M51 25v10', 'b'],
    ['M28 20h0', 'dots'],
    ['M30 17L32.4 12.6', 'a'],
    ['M26.5 23L24 27.4', 'b'],
  ],
  // Even levels, and levels whose distance doubles away from zero.
  'four-bit-floats': [
    ['M3 12H61M3 29H61'],
    ['M4 7v10M12 7v10M20 7v10M28 7v10M36 7v10M44 7v10M52 7v10M60 7v10', 'a'],
    ['M4 24v10M8 24v10M12 24v10M16 24v10M20 24v10M28 24v10M36 24v10M52 24v10', 'b'],
  ],
  // Blocks with ranges of their own, and a frame around every two of them.
  'scales-of-scales': [
    ['M6 5h52v30H6zM6 15h52M6 25h52M19 5v30M32 5v30M45 5v30', 'faint'],
    ['M10 10h5M22 10h7M36 10h4M48 10h7M9 20h7M23 20h5M35 20h7M49 20h5M11 30h3M22 30h7M35 30h6M48 30h7', 'a', 'bar'],
    ['M4 3h28v34h-28zM32 3h28v34h-28z', 'b'],
  ],
});
