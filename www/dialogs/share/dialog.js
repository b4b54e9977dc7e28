// The dialog that shares the state: its forms as texts to copy, what of the page they hide, and a preview, which is an element of its own
// while the dialog is open.

import { elementModule } from '../../beside.js';
import { KEYS, defaults } from '../../state/state.js';
import { hiddenBy, hideText } from '../../state/hide.js';
import { FORMS, formsOf } from '../../share/forms.js';
import { button, choice, numberField } from '../../controls/controls.js';
import { copyButton } from '../../controls/copy.js';
import { h } from '../../controls/dom.js';
import { hideChooser } from './hide-chooser.js';

export { share as style } from '../../styles/share.js';

/** @typedef {import('../../state/state.js').State} State */

const LIMITS = { min: 160, max: 4000 };
/** Without a height of a person's own, the frame is as high as the preview, but no higher than this: then it scrolls. */
const HIGHEST = 720;
/** The window that a frame lays its picture out for at least (host/embed.js). */
const FRAME_WINDOW = 600;
/** A placeholder for the address of the modules, where other pages could not load these. */
const SOMEWHERE = 'https://your.site/www/quant-scope.js';
/** Events of the preview that must not reach the outer element. */
const OWN_EVENTS = ['change', 'keydown', 'dragover', 'dragleave', 'drop', 'paste'];

/** @param {{t: import('../../i18n/types.js').Translator, wanted: () => State, page: () => string|null}} context */
export function make({ t, wanted, page }) {
  /** The shared state. @type {State} */
  let state = defaults();
  /** Of the frame, in CSS pixels; null: as wide as its place, as high as its contents. @type {{width: number|null, height: number|null}} */
  const size = { width: null, height: null };
  let natural = FRAME_WINDOW;
  /** @type {any} the preview's element */
  let shown = null;

  const fields = FORMS.map((form) => {
    const label = t(`share.${form}`);
    const field = h('textarea', {
      readOnly: true,
      rows: form === 'link' ? 2 : 3,
      spellcheck: false,
      'aria-label': label,
      'data-control': `share-${form}`,
    });
    const copy = copyButton({ t, name: `share-${form}-copy`, label, field, text: () => field.value });
    return {
      form,
      field,
      element: h('div', { class: 'form' }, h('div', { class: 'row' }, h('h3', { text: label }), copy), field),
    };
  });
  const nowhere = h('p', { class: 'hint', text: t('share.nowhere') });
  const hide = hideChooser({ t, onChange: (hidden) => change({ hide: hideText(hidden) }) });
  const list = (/** @type {'lang'|'theme'} */ name, /** @type {string[]} */ values) =>
    choice({
      label: t(`share.${name}`),
      name: `share-${name}`,
      options: values.map((value) => ({ value, label: t(`share.${name}.${value}`) })),
      onChange: (value) => change({ [name]: value }),
    });
  const lang = list('lang', ['auto', 'en', 'zh-CN']);
  const theme = list('theme', ['auto', 'light', 'dark']);
  const length = (/** @type {'width'|'height'} */ name) =>
    numberField({
      label: t(`share.${name}`),
      name: `share-${name}`,
      ...LIMITS,
      step: '1',
      onChange: (value) => resize(name, Math.round(value)),
      blank: { text: t(`share.${name}.blank`), onChange: () => resize(name, null) },
    });
  const [width, height] = [length('width'), length('height')];
  const preview = h('div', { class: 'preview' });
  const growth = new ResizeObserver(() => {
    const high = Math.ceil(shown?.getBoundingClientRect().height ?? 0);
    if (high === 0 || high === natural) return;
    natural = high;
    if (size.height === null) write();
  });
  const dialog = h(
    'dialog',
    { class: 'share', 'aria-label': t('share.title') },
    h(
      'div',
      { class: 'row heading' },
      h('h2', { text: t('share.title') }),
      button({ text: t('ui.close'), name: 'close-share', onClick: () => dialog.close() }),
    ),
    h(
      'div',
      { class: 'forms' },
      ...fields.map(({ element }) => element),
      nowhere,
      h('p', { class: 'hint', text: t('share.how') }),
    ),
    h(
      'div',
      { class: 'choices' },
      hide.element,
      h('div', { class: 'pair' }, lang.element, theme.element),
      h('div', { class: 'pair' }, width.element, height.element),
      h('h3', { text: t('share.preview') }),
      preview,
    ),
  );
  // The keys of the page do not apply in a dialog.
  for (const type of OWN_EVENTS) preview.addEventListener(type, (event) => event.stopPropagation());
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  dialog.addEventListener('close', () => {
    // An element that leaves the page ends its worker.
    growth.disconnect();
    preview.replaceChildren();
    shown = null;
  });

  /** @param {Partial<State>} given */
  function change(given) {
    state = { ...state, ...given };
    refresh();
  }

  /** @param {'width'|'height'} name @param {number|null} value */
  function resize(name, value) {
    size[name] = value;
    write();
  }

  /** The forms, and the size of the preview. */
  function write() {
    const frame = { width: size.width, height: size.height ?? Math.min(HIGHEST, Math.max(LIMITS.min, natural)) };
    const [address, title] = [page(), t('share.name', { data: state.data, a: state.a, b: state.b })];
    const forms = formsOf({ state, title, page: address, script: elementModule() ?? SOMEWHERE, ...frame });
    for (const { form, field, element } of fields) {
      element.hidden = forms[form] === undefined;
      field.value = forms[form] ?? '';
    }
    nowhere.hidden = address !== null;
    width.update(size.width ?? '');
    height.update(size.height ?? '');
    preview.style.width = size.width === null ? '100%' : `${size.width}px`;
    preview.style.height = `${frame.height}px`;
  }

  function refresh() {
    hide.update(hiddenBy(state.hide));
    lang.update(state.lang);
    theme.update(state.theme);
    write();
    show(page());
  }

  /** @param {string|null} address */
  function show(address) {
    if (shown) {
      // The preview itself says what it cannot show.
      shown.setState(state).catch(() => {});
      return;
    }
    shown = document.createElement('quant-scope');
    for (const { name, default: usual } of KEYS)
      if (state[name] !== usual) shown.setAttribute(name, String(state[name]));
    shown.setAttribute('page', address ?? '');
    shown.style.setProperty('--quant-scope-window', `${FRAME_WINDOW}px`);
    preview.append(shown);
    growth.observe(shown);
  }

  return {
    element: dialog,
    open() {
      state = { ...wanted(), present: 'off' };
      dialog.showModal();
      refresh();
    },
  };
}
