import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import { createTranslator } from '../../www/i18n/index.js';
import { pageAddress } from '../../www/share/addresses.js';
import { formsOf } from '../../www/share/forms.js';
import { defaults, parseHash } from '../../www/state/state.js';
import { HOSTILE_STATES } from './hostile.js';
import './texts.js';

/** @typedef {import('../../www/state/state.js').State} State */

const PAGE = 'https://example.org/a(b)/quant_scope/?q=1_';
/** @param {State} state @param {string|null} [page] */
function shared(state, page = PAGE) {
  const title = createTranslator('en')('share.name', { data: state.data, a: state.a, b: state.b });
  return formsOf({ state, title, page, script: 'https://example.org/www/quant-scope.js', width: 640, height: 480 });
}
/** @param {string|undefined} url */
const stateOf = (url) => parseHash(new URL(String(url)).hash);

test('the forms of a plain state', () => {
  const state = {
    ...defaults(),
    data: 'sample(minilm_l0_query_weight)',
    a: 'int4:clip(-1,2)',
    hide: 'all,-a.percentile',
    theme: 'dark',
  };
  const forms = formsOf({
    state,
    title: 'QuantScope',
    page: 'https://example.org/q/',
    script: 'https://example.org/q/www/quant-scope.js',
    width: 640,
    height: 480,
  });
  const plain = 'v=2&data=sample%28minilm_l0_query_weight%29&a=int4:clip%28-1,2%29&theme=dark&hide=all,-a.percentile';
  assert.deepEqual(forms, {
    link: 'https://example.org/q/#v=2&data=sample(minilm_l0_query_weight)&a=int4:clip(-1,2)&theme=dark&hide=all,-a.percentile',
    iframe: `<iframe src="https://example.org/q/embed.html#${plain.replaceAll('&', '&amp;')}" title="QuantScope" width="640" height="480" loading="lazy" frameborder="0"></iframe>`,
    element:
      '<script type="module" src="https://example.org/q/www/quant-scope.js"></script>\n<quant-scope data="sample(minilm_l0_query_weight)" a="int4:clip(-1,2)" theme="dark" hide="all,-a.percentile" page="https://example.org/q/"><a href="https://example.org/q/#v=2&amp;data=sample%28minilm_l0_query_weight%29&amp;a=int4:clip%28-1,2%29&amp;theme=dark&amp;hide=all,-a.percentile">QuantScope</a></quant-scope>',
    markdown: `[QuantScope](https://example.org/q/#${plain})`,
    rst: `\`QuantScope <https://example.org/q/#${plain}>\`__`,
  });
});

test('where the page has no address, there is the element alone', () => {
  const forms = shared(defaults(), null);
  assert.deepEqual(Object.keys(forms), ['element']);
  assert.doesNotMatch(String(forms.element), /page=/);
});

test('an address is one that others can open, without a fragment or a password', () => {
  const base = 'https://host.example/docs/x.html';
  /** @type {[string|null, string|null][]} */
  const table = [
    ['https://example.org/q/#a=int8', 'https://example.org/q/'],
    ['https://me:secret@example.org/', 'https://example.org/'],
    ['../quantscope/', 'https://host.example/quantscope/'],
    ['//example.org/q', 'https://example.org/q'],
    ['javascript:alert(1)', null],
    ['JavaScript:alert(1)//https://x', null],
    ['data:text/html,x', null],
    ['file:///home/me/quantscope.html', null],
    ['blob:https://example.org/1', null],
    ['https://', null],
    ['', null],
    [null, null],
  ];
  for (const [text, address] of table) assert.equal(pageAddress(text, base), address, String(text));
});

test('a link is the state, whatever is in it', () => {
  for (const state of HOSTILE_STATES)
    assert.deepEqual(stateOf(shared(state).link), { state, notes: [] }, JSON.stringify(state));
});

test('Markdown has one link to that state and nothing else, within a text, too', () => {
  for (const options of [{}, { html: true, linkify: true, typographer: false }]) {
    const reader = new MarkdownIt(options);
    for (const state of HOSTILE_STATES) {
      for (const [before, after] of [
        ['', ''],
        ['See (', ').'],
        ['- **', '**'],
      ]) {
        const tokens = reader.parse(before + shared(state).markdown + after, {});
        const inline = tokens.filter(({ type }) => type === 'inline');
        assert.equal(inline.length, 1, JSON.stringify(state));
        const inner = (inline[0].children ?? []).filter(
          ({ type, content }) => !/^strong_/.test(type) && !(type === 'text' && content === ''),
        );
        assert.deepEqual(
          [...new Set(inner.map(({ type }) => type))].sort(),
          ['link_close', 'link_open', 'text'].sort(),
          JSON.stringify(state),
        );
        const links = inner.filter(({ type }) => type === 'link_open');
        assert.equal(links.length, 1);
        const href = String(links[0].attrGet('href'));
        assert.ok(href.startsWith('https://example.org/'), href);
        assert.deepEqual(stateOf(href), { state, notes: [] });
        const said = inner
          .filter(({ type }) => type === 'text')
          .map(({ content }) => content)
          .join('');
        assert.ok(said.includes(state.a.replace(/[\s\p{C}]+/gu, ' ').trim()), said);
      }
    }
  }
});

test('reStructuredText is one hyperlink by its grammar', () => {
  for (const state of HOSTILE_STATES) {
    const rst = String(shared(state).rst);
    // An unescaped backquote ends the reference; the address is what stands in the last angle brackets.
    const match = /^`((?:[^`\\<>]|\\.)+) <([^<>`\\\s]+[^<>`\\\s_])>`__$/u.exec(rst);
    assert.ok(match, rst);
    assert.deepEqual(stateOf(match[2]), { state, notes: [] }, rst);
    assert.doesNotMatch(rst, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
});

const docutils = spawnSync('python3', ['-c', 'import docutils']).status === 0;
test('docutils reads one hyperlink to that state', { skip: !docutils && 'docutils is not there' }, () => {
  const program = `
import json, sys
from docutils.core import publish_doctree
from docutils import nodes
found = []
for text in json.load(sys.stdin):
    tree = publish_doctree("See " + text + " here.", settings_overrides={"report_level": 5, "raw_enabled": True})
    kinds = sorted({type(node).__name__ for node in tree.findall() if not isinstance(node, nodes.Text)})
    found.append([kinds, [node["refuri"] for node in tree.findall(nodes.reference)]])
print(json.dumps(found))`;
  const { stdout, stderr } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(HOSTILE_STATES.map((state) => shared(state).rst)),
    encoding: 'utf8',
  });
  assert.ok(stdout, stderr);
  JSON.parse(stdout).forEach((/** @type {[string[], string[]]} */ [kinds, links], /** @type {number} */ i) => {
    assert.deepEqual(kinds, ['document', 'paragraph', 'reference'], JSON.stringify(HOSTILE_STATES[i]));
    assert.equal(links.length, 1);
    assert.deepEqual(stateOf(links[0]), { state: HOSTILE_STATES[i], notes: [] });
  });
});

test('HTML has no mark outside of its tags', () => {
  for (const state of HOSTILE_STATES) {
    const { iframe, element } = shared(state);
    assert.match(String(iframe), /^<iframe( [a-z]+="[^"<>]*")+><\/iframe>$/);
    assert.match(
      String(element),
      /^<script type="module" src="[^"<>]*"><\/script>\n<quant-scope( [a-z]+="[^"<>]*")*><a href="[^"<>]*">[^<>]*<\/a><\/quant-scope>$/,
    );
    for (const form of [iframe, element])
      assert.doesNotMatch(
        String(form).replace('\n', ''),
        /[\t\n\r\p{Cf}\p{Zl}\p{Zp}]/u,
        'what cannot be seen is written as a number',
      );
  }
});
