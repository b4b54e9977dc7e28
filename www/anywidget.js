// The element as an anywidget module, for Jupyter, marimo and VS Code. A model has `state`, a dictionary with keys of the
// link, and `metrics`, the numbers of both schemes; both follow what a person does, and the element follows `state`.

import './quant-scope.js';

/** @typedef {import('./element/element.js').QuantScope} QuantScope */
/**
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, run: () => void) => void} on
 * @property {(event: string, run: () => void) => void} off
 */

/** @param {{model: Model, el: HTMLElement}} given @returns {() => void} takes it away again */
function render({ model, el }) {
  const element = /** @type {QuantScope} */ (document.createElement('quant-scope'));
  const usual = element.getState();
  // Without this JupyterLab takes keys before they reach a field.
  element.dataset.lmSuppressShortcuts = 'true';
  /** The state last received or sent, so that neither side echoes the other. */
  let said = '';

  function pull() {
    const state = { ...model.get('state') };
    const text = JSON.stringify(state);
    if (text === said) return;
    said = text;
    // The element itself says what it cannot show.
    element.setState({ ...usual, ...state }).catch(() => {});
  }
  /** @param {Event} event */
  function push(event) {
    if (event.target !== element || /** @type {CustomEvent} */ (event).detail.transient) return;
    const state = Object.fromEntries(
      Object.entries(element.getState()).filter(
        ([name, value]) => value !== usual[/** @type {keyof typeof usual} */ (name)],
      ),
    );
    said = JSON.stringify(state);
    model.set('state', state);
    model.set('metrics', element.metrics());
    model.save_changes();
  }

  element.addEventListener('change', push);
  model.on('change:state', pull);
  el.append(element);
  pull();
  return () => {
    model.off('change:state', pull);
    element.removeEventListener('change', push);
    element.remove();
  };
}

export default { render };
