import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relativeAddress } from './evidence.ts';
import { asIs, html } from './html.ts';
import { plainSvg } from './plain-svg.ts';

describe('html', () => {
  it('escapes every value, in text and in attributes', () => {
    const hostile = `"><script>alert('1')</script>&`;
    const escaped = '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;';
    assert.equal(html`<p title="${hostile}">${hostile}</p>`.markup, `<p title="${escaped}">${escaped}</p>`);
  });

  it('escapes inside lists, and nests what is markup', () => {
    const items = ['<a>', 'b'].map((text) => html`<i>${text}</i>`);
    assert.equal(html`<p>${items}</p>`.markup, '<p><i>&lt;a&gt;</i><i>b</i></p>');
  });

  it('leaves out null, undefined and false, and keeps 0 and the empty string', () => {
    assert.equal(html`[${null}${undefined}${false}${0}${''}]`.markup, '[0]');
  });

  it('takes only its own markup for markup, whatever looks like it', () => {
    const forged: unknown = JSON.parse('{"markup":"<script></script>"}');
    assert.throws(() => html`${forged as string}`);
    assert.equal(html`${asIs('<b>')}`.markup, '<b>');
  });

  it('shows control and bidirectional characters instead of obeying them', () => {
    assert.equal(html`${'a\u0000b\u202Ec\u001b[31m'}`.markup, 'a\ufffdb\ufffdc\ufffd[31m');
  });
});

describe('relativeAddress', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['attachments/a b.png', './attachments/a%20b.png'],
    ['javascript:alert(1)', './javascript%3Aalert(1)'],
    ['data:text/html,x', './data%3Atext/html%2Cx'],
    ['//elsewhere.example/x.png', undefined],
    ['/etc/passwd', undefined],
    ['../other-run/x.png', undefined],
    ['a/./b', undefined],
    ['a\\..\\b', './a%5C..%5Cb'],
    ['', undefined],
    ['\ud800', undefined],
  ];
  for (const [path, expected] of cases) {
    it(`${JSON.stringify(path)}: ${expected ?? 'refused'}`, () =>
      assert.equal(relativeAddress(path), expected));
  }
});

describe('plainSvg', () => {
  const wrap = (inner: string, more = '') => `<svg viewBox="0 0 1 1"${more}>${inner}</svg>`;

  it('takes shapes and text', () => {
    const svg = wrap(
      '<g><line x1="0" y1="0" x2="1" y2="1" stroke="var(--plot-limit, #d64545)"/><text x="0">a &lt; b</text></g>',
    );
    assert.equal(plainSvg(svg)?.markup, svg);
  });

  const refused: readonly string[] = [
    '',
    '<p>no picture</p>',
    ' <svg viewBox="0 0 1 1"></svg>',
    wrap('<script>alert(1)</script>'),
    wrap('<foreignObject></foreignObject>'),
    wrap('<style>*{}</style>'),
    wrap('<a href="x"><text>y</text></a>'),
    wrap('<image href="http://elsewhere.example/"/>'),
    wrap('<rect onclick="alert(1)"/>'),
    wrap('', ' onload="alert(1)"'),
    wrap('', ' style="background:url(x)"'),
    wrap('<rect fill="url(http://elsewhere.example/)"/>'),
    wrap('<rect fill=red/>'),
    wrap('<!-- x -->'),
    wrap('<g>'),
    wrap('</g>'),
    `${wrap('')}<p>after</p>`,
    `${wrap('')}${wrap('')}`,
    wrap('<text>').slice(0, -3),
  ];
  for (const svg of refused) {
    it(`refuses ${svg.slice(0, 60) || 'nothing'}`, () => assert.equal(plainSvg(svg), undefined));
  }
});
