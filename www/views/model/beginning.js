// The view without a model: three ways to open one.

import { fetchSample, licenses } from '../../beside.js';
import { button } from '../../controls/controls.js';
import { h, setText } from '../../controls/dom.js';
import { messageOf } from '../../engine/wire.js';
import { addressForm } from '../../panels/data/address-form.js';
import { openers } from './openers.js';

/** A small model among the samples, and its size in the words of the page. */
const SAMPLE = 'minilm_half_width.safetensors';
const SAMPLE_SIZE = '2 MB';

/**
 * @param {object} context
 * @param {import('../../i18n/types.js').Translator} context.t
 * @param {(files: import('../../files/dropped.js').Named[]) => void} context.openFiles
 * @param {(address: string) => void} context.readAddress
 */
export function beginning({ t, openFiles, readAddress }) {
  const problem = h('p', { class: 'error', role: 'status' });
  const say = (/** @type {string} */ key, /** @type {Record<string, string>} */ words) =>
    setText(problem, t(key, words));
  const address = addressForm({ t, name: 'model-address', onRead: readAddress, problem: say });
  const sample = button({ text: t('model.begin.sample'), name: 'model-sample', onClick: () => void openSample() });

  async function openSample() {
    sample.disabled = true;
    setText(problem, '');
    try {
      const response = await fetchSample(`models/${SAMPLE}`);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      openFiles([{ file: new File([await response.blob()], SAMPLE), name: SAMPLE }]);
    } catch (error) {
      say('error.sample.fetch', { name: SAMPLE, message: messageOf(error) });
    }
    sample.disabled = false;
  }

  return h(
    'div',
    { class: 'model-none', hidden: true },
    h('p', { class: 'lead', text: t('model.begin') }),
    h(
      'ul',
      {},
      h(
        'li',
        {},
        h('p', {}, h('strong', { text: t('model.begin.drop') })),
        h('div', { class: 'row' }, ...openers({ t, name: 'model', openFiles })),
        h('p', { class: 'hint', text: t('model.begin.kinds') }),
      ),
      h('li', {}, address.element),
      h(
        'li',
        {},
        sample,
        h(
          'p',
          { class: 'hint' },
          t('model.begin.sample.shows', { size: SAMPLE_SIZE }),
          ' ',
          h('a', { href: licenses(), target: '_blank', rel: 'noopener', text: 'Apache-2.0' }),
        ),
      ),
    ),
    problem,
  );
}
