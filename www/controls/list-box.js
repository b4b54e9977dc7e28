// The active row of a list box: the one that keys move and choose.

/**
 * @param {object} options
 * @param {readonly HTMLElement[]} options.holders the elements that have the focus while keys move
 * @param {() => readonly HTMLElement[]} options.rows those that can be reached now; each has an id, and a click chooses it
 * @param {number} options.page rows that a page key goes
 */
export function listBox({ holders, rows, page }) {
  /** @type {HTMLElement|undefined} */
  let active;

  /** @param {HTMLElement|undefined} row undefined: none @param {ScrollLogicalPosition|null} [block] where it scrolls to; null: it does not */
  function activate(row, block = 'nearest') {
    active?.classList.remove('active');
    active = row;
    row?.classList.add('active');
    for (const holder of holders) {
      if (row) holder.setAttribute('aria-activedescendant', row.id);
      else holder.removeAttribute('aria-activedescendant');
    }
    if (block !== null) row?.scrollIntoView({ block });
  }
  /** @param {number} by rows, or ±Infinity for an end */
  function move(by) {
    const all = rows();
    const at = active ? all.indexOf(active) : -1;
    activate(all[Math.max(0, Math.min(all.length - 1, at + by))]);
  }

  return {
    activate,
    active: () => active,
    /** What each key does. */
    keys: {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      PageDown: () => move(page),
      PageUp: () => move(-page),
      Home: () => move(-Infinity),
      End: () => move(Infinity),
      Enter: () => active?.click(),
    },
  };
}
