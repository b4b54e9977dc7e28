// The way from an embed, or from a page with hidden controls, to the whole page with the same state.

import { linkTo } from '../share/forms.js';
import { h } from '../controls/dom.js';

/** @param {{t: import('../i18n/types.js').Translator, page: () => string|null, embedded: () => boolean}} context embedded: this is not the whole page itself */
export function homeLink({ t, page, embedded }) {
  const link = h('a', {
    class: 'home',
    hidden: true,
    text: 'QuantScope ↗',
    title: t('share.home'),
    target: '_blank',
    rel: 'noopener',
    'data-control': 'home',
  });
  return {
    element: link,
    /** @param {import('../state/state.js').State} state */
    update(state) {
      const address = embedded() || state.hide !== '' ? page() : null;
      link.hidden = address === null;
      if (address !== null) link.href = linkTo(address, { ...state, hide: '', present: 'off' });
    },
  };
}
