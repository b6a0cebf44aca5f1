import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beginsMultipart, endsMultipart, readBoundary, readField, replaceModelField } from './multipart.ts';

const part = (name: string, value: string, more = '') => `--B\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
const form = (...parts: string[]) => Buffer.from(`${parts.join('')}--B--\r\n`, 'latin1');

describe('a form', () => {
  it.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['multipart/form-data; boundary="a b:c"', 'a b:c'],
    ['multipart/form-data; charset=x; Boundary=----WebKit', '----WebKit'],
  ])('says its boundary in %j', (type, boundary) => {
    expect(readBoundary(type)).toBe(boundary);
  });

  it.each([
    'multipart/form-data',
    'multipart/form-data; boundary=',
    `multipart/form-data; boundary=${'x'.repeat(71)}`,
    'multipart/form-data; boundary="a\u0000b"',
  ])('without a boundary is refused: %j', (type) => {
    expect(() => readBoundary(type)).toThrow(/boundary/);
  });

  it('gives a field wherever it stands, and only a real one', () => {
    const bytes = form(
      part('file', 'name="model"\r\n\r\nfake\r\n--Bx', '; filename="a\\"b"'),
      part('model', 'whisper'),
      part('language', ''),
    );

    expect(readField(bytes, 'B', 'model')).toBe('whisper');
    expect(readField(bytes, 'B', 'language')).toBe('');
    expect(readField(bytes, 'B', 'prompt')).toBeUndefined();
    expect([beginsMultipart(bytes, 'B'), endsMultipart(bytes, 'B')]).toEqual([true, true]);
  });

  it('takes another model and keeps every other byte', () => {
    const content = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1'));

    fc.assert(
      fc.property(content, content, (before, after) => {
        const around = (model: string) => form(part('file', before, '; filename="f"'), part('model', model), part('x', after));
        fc.pre(!before.includes('--B') && !after.includes('--B'));

        expect(replaceModelField(around('old-model'), 'new').equals(around('new'))).toBe(true);
      }),
    );
  });

  it('is left alone where it has no model, or is none', () => {
    for (const bytes of [
      form(part('file', 'x')),
      Buffer.from('hello'),
      Buffer.alloc(0),
      Buffer.from('--B\r\n'),
      Buffer.from('--B\r\nContent-Disposition: form-data; name="model"\r\n\r\nx'),
    ]) {
      expect(replaceModelField(bytes, 'new')).toBe(bytes);
    }
  });
});
