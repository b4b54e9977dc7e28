// Saving the picture: its size, theme, title and caption, and a preview of what will be saved.

import { count } from '../../numbers/format.js';
import { say } from '../../i18n/index.js';
import { HEIGHT, SCALE, WIDTH, imageBlob, imageCanvas, imageOf } from '../../export/image.js';
import { fileName } from '../../export/names.js';
import { save } from '../../export/save.js';
import { isSentence } from '../../engine/wire.js';
import { button, numberField, optionsOf, segmented } from '../../controls/controls.js';
import { h, setText, uid } from '../../controls/dom.js';

/** @param {import('../../export/types.js').ExportContext} context */
export function exportPicture(context) {
  const { t, frame, wanted } = context;
  /** @type {import('../../export/types.js').ImageOptions} what a person has said */
  const said = { theme: context.theme() };

  const id = uid('title');
  const title = h('input', {
    id,
    type: 'text',
    spellcheck: false,
    'data-control': 'export-title',
    on: { input: () => change({ title: title.value }) },
  });
  const length = (/** @type {'width'|'height'} */ name, /** @type {{min: number, max: number}} */ limits) =>
    numberField({
      label: t(`export.${name}`),
      name: `export-${name}`,
      ...limits,
      step: '1',
      onChange: (value) => change({ [name]: value }),
    });
  const [width, height] = [length('width', WIDTH), length('height', HEIGHT)];
  const scale = segmented({
    label: t('export.scale'),
    name: 'export-scale',
    options: Array.from({ length: SCALE.max }, (_, i) => ({ value: String(i + 1), label: `${i + 1}×` })),
    onChange: (value) => change({ scale: Number(value) }),
  });
  const theme = segmented({
    label: t('export.theme'),
    name: 'export-theme',
    options: optionsOf(t, 'share.theme', ['light', 'dark']),
    onChange: (value) => change({ theme: value === 'dark' ? 'dark' : 'light' }),
  });
  const caption = h('input', {
    type: 'checkbox',
    checked: true,
    'data-control': 'export-caption',
    on: { change: () => change({ caption: caption.checked }) },
  });
  const saved = h('p', { class: 'hint', role: 'status' });
  const preview = h('div', { class: 'preview', role: 'img' });
  const choices = h(
    'div',
    { class: 'choices' },
    h('div', { class: 'control wide' }, h('label', { for: id, text: t('export.figure') }), title),
    h('div', { class: 'pair' }, width.element, height.element),
    h('p', {
      class: 'hint',
      text: t('export.limits', { width: `${WIDTH.min}–${WIDTH.max}`, height: `${HEIGHT.min}–${HEIGHT.max}` }),
    }),
    theme.element,
    scale.element,
    h('label', { class: 'tick' }, caption, h('span', { text: t('export.caption') })),
    h(
      'div',
      { class: 'row' },
      button({ text: t('export.save.svg'), name: 'export-svg', onClick: () => void store('svg') }),
      button({ text: t('export.save.png'), name: 'export-png', onClick: () => void store('png') }),
    ),
    saved,
  );
  const nothing = h('p', { text: t('error.export.picture') });
  let coming = 0;

  /** @param {import('../../export/types.js').ImageOptions} options */
  function change(options) {
    Object.assign(said, options);
    update();
  }
  /** @param {'png'|'svg'} type */
  async function store(type) {
    const shown = frame();
    if (!shown) return;
    try {
      const blob = await imageBlob(context, type, said);
      const name = fileName([shown.data.text, shown.a.text, shown.b.text, wanted().view], type);
      save(blob, name);
      setText(saved, t('export.saved', { name, size: count(Math.ceil(blob.size / 1000)) }));
    } catch (error) {
      if (!isSentence(error)) throw error;
      setText(saved, say(t, /** @type {any} */ (error)));
    }
  }
  function update() {
    const shown = frame();
    if (!shown) return;
    const pictured = context.pictured();
    choices.hidden = preview.hidden = !pictured;
    nothing.hidden = pictured;
    if (!pictured) return;
    const image = imageOf(said, context, shown);
    if (said.title === undefined) title.value = image.title;
    width.update(image.width);
    height.update(image.height);
    scale.update(String(Math.round(said.scale ?? image.scale)));
    theme.update(image.theme);
    const pixels = {
      width: count(Math.round(image.width * image.scale)),
      height: count(Math.round(image.height * image.scale)),
    };
    setText(saved, t(image.scale < (said.scale ?? 0) ? 'export.pixels.less' : 'export.pixels', pixels));
    coming ||= requestAnimationFrame(draw);
  }
  function draw() {
    coming = 0;
    const shown = frame();
    const image = shown && imageOf(said, context, shown);
    const canvas = shown && image && imageCanvas(context, shown, { ...image, scale: Math.min(image.scale, 2) });
    if (!canvas || !image) return;
    preview.setAttribute('aria-label', image.title);
    preview.replaceChildren(canvas);
  }

  return { element: h('div', { class: 'export-picture' }, choices, preview, nothing), update };
}
