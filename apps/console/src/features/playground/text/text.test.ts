import { describe, expect, it } from '@jest/globals';
import { blocksOf } from './blocks.ts';
import { inlineOf } from './inline.ts';
import { safeLink } from './safe-link.ts';

const kinds = (text: string) => blocksOf(text).map(({ kind, text: inner }) => [kind, inner]);

describe('the blocks of an answer', () => {
  it('are its paragraphs, headings, lists, quotes, code, tables and rules', () => {
    const text = 'One\ntwo\n\n## Title\n- a\n  - b\n\n> said\n\n```js\nx\n\ny\n```\n| a |\n---\nend';

    expect(kinds(text)).toEqual([
      ['paragraph', 'One\ntwo'],
      ['heading', 'Title'],
      ['list', '- a\n  - b'],
      ['quote', 'said'],
      ['code', 'x\n\ny'],
      ['table', '| a |'],
      ['rule', ''],
      ['paragraph', 'end'],
    ]);
  });

  it('have code that has not ended yet', () => {
    expect(kinds('```py\nprint(1)')).toEqual([['code', 'print(1)']]);
  });

  it('lose no character of a paragraph that is too long for one', () => {
    const text = 'word '.repeat(5_000).trim();

    const blocks = blocksOf(text);

    expect(blocks.length).toBeGreaterThan(1);
    expect(Math.max(...blocks.map(({ text: inner }) => inner.length))).toBeLessThanOrEqual(4_000);
    expect(blocks.map(({ text: inner }) => inner).join('')).toBe(text);
  });

  it.each(['*', '[', '`', '_', '\n', '```\n', '> ', '- a\n', '![](', 'http://', '|', '[](', '![a](b'])(
    'are found fast in a hundred thousand times %j',
    (piece) => {
      const began = performance.now();

      for (const { text } of blocksOf(piece.repeat(100_000))) inlineOf(text);

      expect(performance.now() - began).toBeLessThan(4_000);
    },
  );
});

describe('signs that are slow to tell apart elsewhere', () => {
  it.each([`\`\`\`${' '.repeat(100_000)}\``, `${' '.repeat(100_000)}-`, `- ${' '.repeat(100_000)}`, `|${'| '.repeat(50_000)}x`])(
    'are found fast',
    (text) => {
      const began = performance.now();

      for (const { text: inner } of blocksOf(text)) inlineOf(inner);

      expect(performance.now() - began).toBeLessThan(4_000);
    },
  );
});

describe('a line of an answer', () => {
  it('has marks in it', () => {
    expect(inlineOf('a **b** `c*` *d* snake_case_name')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'bold', text: 'b' },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'c*' },
      { kind: 'text', text: ' ' },
      { kind: 'italic', text: 'd' },
      { kind: 'text', text: ' snake_case_name' },
    ]);
  });

  it('leads to pages, and says where', () => {
    expect(inlineOf('[docs](https://x.test/a) https://y.test/b.')).toEqual([
      { kind: 'link', text: 'docs', address: 'https://x.test/a' },
      { kind: 'text', text: ' ' },
      { kind: 'link', text: 'https://y.test/b', address: 'https://y.test/b' },
      { kind: 'text', text: '.' },
    ]);
  });

  it.each([
    '[click](javascript:alert(1))',
    '[click](JaVaScRiPt:alert(1))',
    '[click](data:text/html,<script>1</script>)',
    '![x](https://evil.test/x.png)',
    '<img src=x onerror=alert(1)>',
  ])('is text and nothing else: %s', (text) => {
    expect(inlineOf(text).every(({ kind }) => kind === 'text')).toBe(true);
    expect(
      inlineOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });

  it('leads nowhere but to HTTP', () => {
    expect(['javascript:1', ' javascript:1', 'vbscript:1', 'file:///etc/passwd', 'blob:x', '/relative'].map(safeLink)).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });
});
