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
});
