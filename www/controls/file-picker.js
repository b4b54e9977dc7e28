// A hidden field that asks for files, which a button opens.

import { named } from '../files/dropped.js';
import { h } from './dom.js';

/** @param {Parameters<typeof h>[1]} attributes @param {(files: import('../files/dropped.js').Named[]) => void} take */
export function filePicker(attributes, take) {
  const picker = h('input', { type: 'file', class: 'visually-hidden', tabIndex: -1, multiple: true, ...attributes });
  picker.addEventListener('change', () => {
    if (picker.files?.length) take(named(picker.files));
    picker.value = '';
  });
  return picker;
}
