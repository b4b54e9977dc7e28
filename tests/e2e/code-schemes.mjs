// The schemes that scripts are run with.

const CALIBRATIONS = ['max', 'p99', 'mse', 'kl', 'aciq', 'octav', 'sd2.5', 'r0.85', 'clip(-1.5,2)'];
const GRANULARITIES = ['tensor', 'row', 'col', 'g7', 'g64'];
export const DATA = 'normal:24x50:seed=3:mean=0.4:outliers=0.01x12';
/** Integers of every kind, and their options. */
export const FORMATS = ['int4', 'int8:asym', 'int3:wide', 'int5:full', 'int4:asym:zfloat', 'int6:asym'];
export const OPTIONS = [
  '',
  ':s16',
  ':away',
  ':sbf16',
  ':floor',
  ':spow2',
  ':stochastic(5)',
  ':stochastic(8):s16',
  ':se4m3',
];
/** What element formats are run with. Their groups of 16 leave a shorter block at the end of each row of the data. */
export const TABLES = {
  granularities: ['tensor', 'row', 'g16', 'g10', 'g64'],
  calibrations: ['max', 'p99', 'mse', 'sd3', 'clip(-1.5,2)'],
  options: ['', ':s16', ':sbf16', ':spow2', ':se4m3'],
};
/** What a graph of QuantizeLinear can do. */
export const GRAPH = {
  formats: ['int4', 'int8:asym', 'int3:wide', 'int5:full', 'int2:asym', 'int8:wide'],
  options: ['', ':s16', ':spow2', ':sbf16'],
};

/** Every calibration with every granularity, each in another format and with another option. @param {readonly string[]} formats @param {readonly string[]} options @param {(text: string) => string} canonical */
export function schemes(formats, options, canonical) {
  return CALIBRATIONS.flatMap((calibration, i) =>
    GRANULARITIES.flatMap((granularity, j) =>
      [0, 1].map((k) => {
        const format = formats[(i + 2 * j + 3 * k) % formats.length];
        const option = options[(3 * i + j + 5 * k) % options.length];
        return canonical(`${format}:${granularity}:${calibration}${option}`);
      }),
    ),
  );
}
