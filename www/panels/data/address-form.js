// Reads data from an address that a person types. Nothing is asked for before they press the button, which names the host.

import { fetchTexts } from '../../i18n/index.js';
import { messageOf } from '../../engine/wire.js';
import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';

/**
 * @param {{
 *   t: import('../../i18n/types.js').Translator,
 *   onRead: (address: string) => void,
 *   problem: (key: string, words: Record<string, string>) => void,
 *   name?: string,
 * }} options problem: says that a part of the page cannot be fetched; name: what its controls are called
 */
export function addressForm({ t, onRead, problem, name = 'address' }) {
  const element = h('details', { class: 'more', 'data-control': name }, h('summary', { text: t('ui.data.address') }));
  let latest = Promise.resolve();
  let made = false;

  async function make() {
    if (made) return;
    try {
      const [places] = await Promise.all([import('../../files/address.js'), fetchTexts('url', t.lang)]);
      if (made) return;
      made = true;
      element.append(...fields(places));
    } catch (error) {
      problem('error.engine.fetch', { address: 'address', message: messageOf(error) });
    }
  }
  /** @param {typeof import('../../files/address.js')} places */
  function fields({ canonical, hostOf }) {
    const field = h('input', {
      type: 'text',
      spellcheck: false,
      autocomplete: 'off',
      autocapitalize: 'off',
      placeholder: 'https://…',
      'aria-label': t('ui.url.field'),
      'data-control': `${name}-field`,
    });
    const read = button({ text: '', name: `${name}-read`, onClick: () => onRead(canonical(field.value)) });
    const show = () => {
      const host = hostIn(field.value);
      read.hidden = host === null;
      if (host !== null) setText(read, t('ui.url.read', { host }));
    };
    /** @param {string} text */
    function hostIn(text) {
      try {
        return hostOf(text);
      } catch {
        return null;
      }
    }
    field.addEventListener('input', show);
    field.addEventListener('keydown', (event) => {
      // The host is named before it is asked: the button has to be pressed.
      if (event.key === 'Enter' && !read.hidden) read.focus();
    });
    show();
    return [
      h('p', { class: 'hint', text: t('ui.url.field') }),
      field,
      read,
      h('p', { class: 'hint', text: t('ui.url.hint') }),
    ];
  }
  element.addEventListener('toggle', () => {
    if (element.open) latest = latest.then(make);
  });
  return {
    element,
    /** Fulfilled when the form that was opened stands, or failed to. */
    settled: () => latest,
  };
}
