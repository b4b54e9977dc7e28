// The Remedies view: what each remedy gains over symmetric quantization, and what it costs. In links it is called `comparison`.

/** @satisfies {import('../types.js').ViewKind} */
export const remedies = {
  name: 'comparison',
  texts: 'views',
  group: 'choose',
  keys: {},
  make: async () => (await import('./view.js')).remediesView,
  help: [['A B', 'take']],
  inspects: false,
};
