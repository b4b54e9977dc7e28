// A notebook's side of a widget: a model as Jupyter's, which the test changes as a kernel would.

import widget from './quant-scope/anywidget.js';

class Model {
  values = { state: { a: 'int5', hide: 'all,-a.bits,-scoreboard' }, metrics: null };
  saved = 0;
  listeners = new Map();
  get(name) {
    return this.values[name];
  }
  set(name, value) {
    this.values[name] = value;
    // As Backbone does: whoever sets a value hears of it, too.
    for (const run of this.listeners.get(`change:${name}`) ?? []) run();
  }
  save_changes() {
    this.saved += 1;
  }
  on(event, run) {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), run]);
  }
  off(event, run) {
    this.listeners.set(
      event,
      (this.listeners.get(event) ?? []).filter((other) => other !== run),
    );
  }
}

const model = new Model();
const el = document.querySelector('#output');
const cleanup = await widget.render({ model, el });
Object.assign(window, { model, cleanup });
