import { describe, expect, it } from '@jest/globals';
import { cleanerFor } from './cleaner.ts';

describe('the cleaner of short texts', () => {
  it('finds a request’s own secret in a text that was innocent in another request', () => {
    const text = 'model-called-hunter2hunter2';

    const [before, after] = [cleanerFor([]).text(text), cleanerFor(['hunter2hunter2']).text(text)];

    expect([before, after]).toEqual([text, 'model-called-[redacted]']);
  });

  it('finds it behind escapes as well', () => {
    const text = '{"a":"\\u0068unter2hunter2"}';

    const [before, after] = [cleanerFor([]).text(text), cleanerFor(['hunter2hunter2']).text(text)];

    expect([before, after]).toEqual([text, '{"a":"[redacted]"}']);
  });

  it('takes out what looks like a key, every time', () => {
    const key = 'sk-proj-abcdefghijkl1234567890';

    const [first, second] = [cleanerFor([]).text(key), cleanerFor([]).text(key)];

    expect([first, second]).toEqual(['[redacted]', '[redacted]']);
  });

  it.each(['AKIA0123456789AB', 'sk-0123456789abc'])('takes out the shortest key that there is: %s', (key) => {
    expect(cleanerFor([]).text(key)).toBe('[redacted]');
  });

  it('takes a secret of the request’s own out of a text that is too short to be looked at', () => {
    expect(cleanerFor(['hunter2']).text('is hunter2')).toBe('is [redacted]');
  });

  it('cleans names as well as values, and gives back what there is nothing to take out of', () => {
    const [dirty, innocent] = [{ hunter2hunter2: 'a', b: 'is hunter2hunter2' }, { a: 'b' }];
    const { record } = cleanerFor(['hunter2hunter2']);

    expect(record(dirty)).toEqual({ '[redacted]': 'a', b: 'is [redacted]' });
    expect(record(innocent)).toBe(innocent);
  });

  describe('of several texts at once', () => {
    it('puts each in a line of its own, also where there are none or one is empty', () => {
      const { lines } = cleanerFor(['hunter2hunter2']);

      expect([lines([]), lines(['a', '', 'b']), lines(['a-name-that-is-known', 'c'])]).toEqual(['', 'a\n\nb', 'a-name-that-is-known\nc']);
    });

    it('finds a request’s own secret among texts that were all innocent before', () => {
      const texts = ['x-model', 'model-called-hunter2hunter2', 'x-other', 'a-value-that-is-known'];

      const [before, after] = [cleanerFor([]).lines(texts), cleanerFor(['hunter2hunter2']).lines(texts)];

      expect(before).toBe(texts.join('\n'));
      expect(after).toBe('x-model\nmodel-called-[redacted]\nx-other\na-value-that-is-known');
    });

    it('takes out what looks like a key, every time, also of names', () => {
      const texts = ['sk-proj-abcdefghijkl1234567890', 'known-as-innocent-text', 'x-model', 'sk-proj-bbcdefghijkl1234567890'];

      const [first, second] = [cleanerFor([]).lines(texts), cleanerFor([]).lines(texts)];

      expect(first).toBe('[redacted]\nknown-as-innocent-text\nx-model\n[redacted]');
      expect(second).toBe(first);
    });

    it('leaves the request’s own id as it is, and no other text of its form', () => {
      const id = 'sk-proj-cbcdefghijkl1234567890';

      expect(cleanerFor([], id).lines(['x-trace', id, 'x-other', `${id}1`])).toBe(`x-trace\n${id}\nx-other\n[redacted]`);
    });

    it('cuts a long one behind what it took out', () => {
      const around = 'a b '.repeat(499);

      const lines = cleanerFor(['hunter2hunter2'])
        .lines(['x-long', `${around}hunter2hunter2`, 'x-next', 'b'])
        .split('\n');

      expect(lines).toEqual(['x-long', `${around}[red…`, 'x-next', 'b']);
    });
  });
});
