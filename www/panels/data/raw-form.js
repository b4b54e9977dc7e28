// Asks how to read a file without a format: the type of its numbers and their shape, which only the person knows.

import { bytesText } from '../../numbers/format.js';
import { withName } from '../../files/names.js';
import { dataOfFile } from '../../files/opened.js';
import { button, choice } from '../../controls/controls.js';
import { h, setText, setValue, uid } from '../../controls/dom.js';

/** Types of numbers, as the notation has them, and their bytes. @type {Readonly<Record<string, number>>} */
export const RAW_TYPES = {
  f32: 4,
  f16: 2,
  bf16: 2,
  f64: 8,
  i8: 1,
  u8: 1,
  i16: 2,
  u16: 2,
  i32: 4,
  u32: 4,
  i64: 8,
  u64: 8,
  f8_e4m3: 1,
  f8_e5m2: 1,
  f8_e4m3fnuz: 1,
  f8_e5m2fnuz: 1,
  f8_e8m0: 1,
  bool: 1,
};

/** Dimensions as a person writes them, in the notation; other text stays as it is, for the crate to refuse. @param {string} text */
export function shapeOption(text) {
  const bare = text
    .trim()
    .replace(/^[([]|[)\]]$/g, '')
    .trim();
  if (/^\d+$/.test(bare)) return `n=${bare}`;
  return /^\d+(\s*[x×*, ]\s*\d+)+$/.test(bare) ? bare.split(/\s*[x×*, ]\s*/).join('x') : bare;
}

/**
 * @param {{t: import('../../i18n/types.js').Translator, onRead: (data: string) => void}} options
 */
export function rawForm({ t, onRead }) {
  const id = uid('raw-shape');
  const heading = h('p', { class: 'hint' });
  const shape = h('input', {
    id,
    type: 'text',
    spellcheck: false,
    autocomplete: 'off',
    'data-control': 'raw-shape',
    placeholder: '128x512',
  });
  const dtype = choice({
    label: t('ui.raw.dtype'),
    name: 'raw-dtype',
    options: Object.keys(RAW_TYPES).map((value) => ({ value, label: value })),
    onChange: (value) => {
      type = value;
      if (!stated) suggest();
      if (shown) read();
    },
  });
  /** @type {{name: string, size: number, host?: string}|null} */
  let file = null;
  let type = 'f32';
  /** Whether a person stated the shape. */
  let stated = false;
  /** Whether this is what is shown. */
  let shown = false;

  function suggest() {
    shape.value = `n=${Math.floor((file?.size ?? 0) / RAW_TYPES[type])}`;
  }
  function read() {
    if (file) onRead(`${dataOfFile(file)}:${type}:${shapeOption(shape.value)}`);
  }
  shape.addEventListener('input', () => {
    stated = true;
  });
  shape.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') read();
  });
  const element = h(
    'div',
    { class: 'raw-form', hidden: true },
    heading,
    h(
      'div',
      { class: 'row' },
      dtype.element,
      h('div', { class: 'control short' }, h('label', { for: id, text: t('ui.raw.shape') }), shape),
      button({ text: t('ui.raw.read'), name: 'raw-read', onClick: read }),
    ),
  );

  /** Shows the form for a file. @param {{name: string, size: number, host?: string}} of */
  function about(of) {
    file = of;
    element.hidden = false;
    setText(heading, t('ui.raw', { name: of.name, size: bytesText(of.size) }));
  }

  return {
    element,
    /** Asks for it. @param {{name: string, size: number, host?: string}} of */
    open(of) {
      if (file?.name !== of.name) stated = false;
      about(of);
      if (!stated) suggest();
      shape.focus();
    },
    /** @param {readonly import('../../files/types.js').Opened[]} opened @param {import('../../engine/records.js').DataParts} parts of the data shown */
    update(opened, { source, name, dtype: known, dims = [] }) {
      const stored = source === 'file' || source === 'url';
      const of = stored && known !== undefined ? withName(opened, name) : undefined;
      shown = of !== undefined;
      if (of && known !== undefined) {
        about(of);
        type = known;
        stated = true;
        dtype.update(type);
        setValue(shape, dims.length === 1 ? `n=${dims[0]}` : dims.join('x'));
      } else if (!stored) {
        // Data of another kind took its place.
        element.hidden = true;
      }
    },
  };
}
