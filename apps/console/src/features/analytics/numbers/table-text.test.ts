import { describe, expect, it } from '@jest/globals';
import { csvOf, tsvOf } from './table-text.ts';

describe('a table as text', () => {
  it('keeps commas, quotes and lines apart', () => {
    expect(
      csvOf(
        ['model', 'requests'],
        [
          ['a "b", c', 5],
          ['two\nlines', null],
        ],
      ),
    ).toBe('model,requests\r\n"a ""b"", c",5\r\n"two\nlines",\r\n');
  });

  it('runs nothing in a spreadsheet, and leaves numbers as they are', () => {
    expect(csvOf(['user'], [['=HYPERLINK("http://x")'], ['@SUM(1)'], [-5]])).toBe(
      'user\r\n"\'=HYPERLINK(""http://x"")"\r\n\'@SUM(1)\r\n-5\r\n',
    );
  });

  it('has no tab within a cell', () => {
    expect(tsvOf(['a', 'b'], [['x\ty', 1]])).toBe('a\tb\nx y\t1');
  });
});
