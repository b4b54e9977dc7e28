// What the components of an element can ask its engine, beside the frames: about the data shown, and about its model.

/**
 * @param {() => {engine: import('../engine/engine.js').Engine|null, data: string}} now the engine, and the data that is shown
 * @returns {Pick<import('./types.js').PageContext, 'survey'|'probe'|'ask'|'askBeside'|'models'|'products'>}
 */
export function asking(now) {
  const sure = () => /** @type {import('../engine/engine.js').Engine} */ (now().engine);
  return {
    survey: (schemes, onresult) => now().engine?.survey(now().data, schemes, onresult) ?? (() => {}),
    probe: (variant, schemes, onresult) => now().engine?.probe(variant, schemes, onresult) ?? (() => {}),
    ask: (question, how) => sure().ask(now().data, question, how),
    askBeside: (data, question, signal) => sure().askBeside(data, question, signal),
    models: () => now().engine?.models ?? null,
    products: () => sure().products,
  };
}
