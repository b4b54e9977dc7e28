// Which keys undo and redo: Ctrl+Z or Command+Z; with Shift, or Ctrl+Y, forth again.

/** By how many states a key goes; 0 if it is none of these keys. @param {KeyboardEvent} event @returns {-1|0|1} */
export function stepOf({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if (altKey || ctrlKey === metaKey) return 0;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 1 : -1;
  return letter === 'y' && ctrlKey && !shiftKey ? 1 : 0;
}
