// Data that practitioners recognise, as notations. The catalogues have the name and the sentence of each,
// `preset.ID` and `preset.ID.shows`; the numbers in the sentences are measured (tests/suite/presets.rs).

/** In the order of the list. @type {readonly {id: string, data: string}[]} */
export const PRESETS = Object.freeze([
  { id: 'outliers', data: 'normal:seed=7:outliers=0.001x20' },
  { id: 'linear', data: 'normal:384x384:sd=0.04' },
  { id: 'llm', data: 'llm:512x512:sd=0.02' },
  { id: 'relu', data: 'relu:mean=-0.5' },
  { id: 'gelu', data: 'gelu:sd=2' },
  { id: 'silu', data: 'silu:sd=2' },
  { id: 'attention', data: 'softmax:128x128:sd=2' },
  { id: 'layernorm', data: 'normal:256x768:channels=3x20' },
  { id: 'massive', data: 'normal:256x768:outliers=0.00002x200xpos' },
]);
