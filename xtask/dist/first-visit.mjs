// Runs what a first visit runs: data is generated, measured under two schemes and drawn in the Grid view. Prints the indices of the
// functions of the module that ran, as JSON. The module counts them (xtask/src/split.rs).
//
//     node first-visit.mjs COUNTED.WASM

import { readFile } from 'node:fs/promises';
import { Engine } from '../../www/engine/engine.js';
import { Workers } from '../../www/engine/workers.js';
import { createTranslator, fetchCatalogue } from '../../www/i18n/index.js';
import { importPkg } from '../../www/instance.js';
import { PRESETS } from '../../www/panels/data/presets.js';
import { parsedScheme, slotsOf } from '../../www/state/schemes.js';
import { defaults } from '../../www/state/state.js';
import { gridPicture } from '../../www/views/grid/picture.js';

/** @typedef {import('../../www/engine/pkg.js').Pkg} Pkg */

/** What the page asks for and draws until its first picture stands, with data and schemes as links have them. */
const { data, a, b } = defaults();
const VISITS = [
  { data, a, b },
  ...PRESETS.map((preset) => ({ data: preset.data, a, b })),
  ...PRESETS.map((preset) => ({ data: preset.data, a: 'int4:g32', b: 'int4:asym:g32:mse' })),
  { data: 'values(-1.5,0,2,30)', a, b },
  ...[2, 3, 5, 6, 7, 8].map((bits) => ({ data, a: `int${bits}`, b: `int${bits}:asym` })),
  { data, a: 'int4:asym:p99.9', b: 'int8:asym:row' },
  { data, a: 'int8:asym:mse', b: 'int4:g64:s16' },
  { data, a: 'int4:mse', b: 'int4:g64:mse' },
  { data, a: 'int4:g64:p99', b: 'int4:asym:row:p99.9' },
  { data, a: 'fp4_e2m1:g32', b: 'nf4:g64' },
];
/** @type {import('../../www/plot/types.js').Look[]} */
const LOOKS = [
  { dark: false, scale: 1, page: { ground: null, clear: true, ink: null, muted: null, font: 'system-ui' } },
  {
    dark: true,
    scale: 2,
    page: { ground: [0, 0, 0], clear: false, ink: [255, 255, 255], muted: [99, 99, 99], font: null },
  },
];
/** What a person may choose at once. */
const CHOSEN = ['sample(silero_conv4_weight)', 'file(a.npz/w):axis=1'];
const SIZE = { width: 1440, height: 640 };
const WIDTHS = { bins: 256, view: null, block_a: 0, block_b: 0 };

/** The exports of the instances, with the counters. @type {Record<string, WebAssembly.ExportValue>[]} */
const instances = [];

/** A namespace whose instance is remembered. @param {boolean} fresh @returns {Promise<Pkg>} */
async function remembered(fresh) {
  const pkg = await importPkg(fresh);
  return {
    ...pkg,
    default: async (options) => {
      const exports = await pkg.default(options);
      instances.push(/** @type {any} */ (exports));
      return exports;
    },
  };
}

/** What the drawing needs of a browser: a canvas whose context takes everything, and knows how wide texts are. */
function canvas() {
  const context = new CanvasRenderingContext2D();
  return Object.assign(new HTMLCanvasElement(), SIZE, { getContext: () => context });
}

class HTMLCanvasElement {}
class CanvasRenderingContext2D {
  constructor() {
    const own = { canvas: SIZE, measureText: (/** @type {string} */ text) => ({ width: 7 * text.length }) };
    return new Proxy(this, { get: (_, name) => own[/** @type {keyof typeof own} */ (name)] ?? (() => {}) });
  }
}
class ImageData {}
Object.assign(globalThis, { HTMLCanvasElement, CanvasRenderingContext2D, ImageData });

const module = await WebAssembly.compile(await readFile(process.argv[2]));
const engine = new Engine({
  compile: async () => module,
  importPkg: remembered,
  // The engine then computes in an instance of this process.
  workers: new Workers(() => {
    throw new Error('no worker is needed');
  }),
});
await engine.ready;
const drawing = /** @type {Pkg} */ (engine.drawing);
await fetchCatalogue('en');
const t = createTranslator('en');
slotsOf(drawing);
for (const visit of VISITS) {
  const { parts } = drawing.parse_data(visit.data);
  const { kind } = /** @type {{kind?: string}} */ (parts);
  if (kind) {
    drawing.parse_data(kind);
    drawing.print_data(parts);
    drawing.sketch(visit.data, 40);
  }
  for (const scheme of [visit.a, visit.b]) drawing.change_scheme(scheme, parsedScheme(drawing, scheme).parts);
  const frame = await engine.show({ ...visit, ...WIDTHS, question: null });
  // A value that is pointed at.
  for (const { params } of [frame.a, frame.b]) drawing.inspect(1, params);
  // On its way from another grid, too.
  const moving = { ...frame.a, from: frame.a.levels, to: frame.a.levels, decoded_before: frame.a.decoded };
  const motion = { share: 0.5, range: /** @type {[number, number]} */ ([-1, 1]) };
  for (const look of LOOKS) {
    const how = { log: look.dark, noted: look.dark, look };
    const still = gridPicture(t, frame, how);
    drawing.draw_grid(/** @type {any} */ (canvas()), still, frame.counts, frame.a, frame.b);
    const moves = gridPicture(t, frame, { ...how, motions: { a: motion } });
    drawing.draw_grid(/** @type {any} */ (canvas()), moves, frame.counts, moving, frame.b);
  }
}
for (const text of CHOSEN) drawing.parse_data(text);
engine.dispose();

const ran = new Set(
  instances.flatMap((exports) =>
    Object.entries(exports)
      .filter(([name, counter]) => name.startsWith('ran:') && /** @type {WebAssembly.Global} */ (counter).value === 1)
      .map(([name]) => Number(name.slice('ran:'.length))),
  ),
);
process.stdout.write(`${JSON.stringify([...ran].sort((p, q) => p - q))}\n`);
