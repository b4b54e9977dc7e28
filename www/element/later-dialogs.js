// The dialogs of a layout: help, Share and Export. Each is fetched when it is first opened, or before that when the pointer comes over
// its button.

import { messageOf } from '../engine/wire.js';
import { fetchTexts } from '../i18n/index.js';
import { adoptMore } from '../styles/index.js';

/** @typedef {{element: HTMLElement, open: () => void, update?: () => void, dispose?: () => void}} Dialog */

/** A module with what dialogs say. @template T @param {string} lang @param {Promise<T>} module @param {...Promise<void>} more @returns {Promise<T>} */
async function withTexts(lang, module, ...more) {
  return (await Promise.all([module, fetchTexts('dialogs', lang), ...more]))[0];
}

/** What is fetched, by the name of the button. */
const MODULES = {
  /** It says what each format is. @param {string} lang */
  help: (lang) => withTexts(lang, import('../dialogs/help/dialog.js'), fetchTexts('formats', lang)),
  share: (/** @type {string} */ lang) => withTexts(lang, import('../dialogs/share/dialog.js')),
  export: (/** @type {string} */ lang) => withTexts(lang, import('../dialogs/export/dialog.js')),
};
/** @typedef {{[name in keyof typeof MODULES]: Parameters<Awaited<ReturnType<typeof MODULES[name]>>['make']>[0]}} Contexts */

/**
 * @param {HTMLElement} element of the layout
 * @param {Contexts} contexts what each is made from
 * @param {{problem: (key: string, words: Record<string, string>) => void, lang: string, life: AbortSignal}} options
 */
export function laterDialogs(element, contexts, { problem, lang, life }) {
  /** @type {Map<string, Dialog>} */
  const made = new Map();
  let latest = Promise.resolve();

  element.addEventListener('pointerover', (event) => {
    const { control = '' } =
      /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest('[data-control]'))?.dataset ?? {};
    // What fails here is said when it is opened.
    if (Object.hasOwn(MODULES, control)) MODULES[/** @type {keyof Contexts} */ (control)](lang).catch(() => {});
  });

  /** @param {keyof Contexts} name */
  async function show(name) {
    /** @type {{make: (context: any) => Dialog, style?: string}} */
    let module;
    try {
      module = await MODULES[name](lang);
    } catch (error) {
      problem('error.engine.fetch', { address: `dialogs/${name}`, message: messageOf(error) });
      return;
    }
    if (life.aborted) return;
    let dialog = made.get(name);
    if (!dialog) {
      if (module.style) adoptMore(/** @type {ShadowRoot} */ (element.getRootNode()), name, module.style);
      dialog = module.make(contexts[name]);
      element.append(dialog.element);
      made.set(name, dialog);
    }
    if (!(/** @type {HTMLDialogElement} */ (dialog.element).open)) dialog.open();
  }

  return {
    /** @param {keyof Contexts} name */
    open(name) {
      latest = show(name);
    },
    /** Fulfilled when the one that was asked for last is open, or failed to open. */
    settled: () => latest.catch(() => {}),
    /** What is shown has changed. */
    update: () => made.forEach((dialog) => dialog.update?.()),
    dispose: () => made.forEach((dialog) => dialog.dispose?.()),
  };
}
