// Names of files and tensors. A name is a sequence of characters; systems store the same characters composed or decomposed.

/** @param {string} one @param {string} other */
const sameName = (one, other) => one.normalize('NFC') === other.normalize('NFC');

/** What has a name, exactly if possible, else by the same characters. @template {{name: string}} T @param {Iterable<T>} all @param {string} name @returns {T|undefined} */
export function withName(all, name) {
  const each = [...all];
  return each.find((one) => one.name === name) ?? each.find((one) => sameName(one.name, name));
}
