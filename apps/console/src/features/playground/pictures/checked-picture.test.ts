import { describe, expect, it } from '@jest/globals';
import { checkedPicture } from './checked-picture.ts';
import { readPictures } from './read-pictures.ts';

const urlOf = (type: string, bytes: string) => `data:${type};base64,${btoa(bytes.padEnd(24, '\0'))}`;

describe('a picture', () => {
  it.each([
    ['image/png', '\x89PNG\r\n\x1a\n'],
    ['image/jpeg', '\xff\xd8\xff\xe0'],
    ['image/gif', 'GIF89a'],
    ['image/webp', 'RIFF\0\0\0\0WEBP'],
  ])('of the kind %s is shown', (type, bytes) => {
    expect(checkedPicture(urlOf(type, bytes))).toBe(urlOf(type, bytes));
  });

  it.each([
    ['an address of elsewhere', 'https://evil.test/x.png'],
    ['a script', 'javascript:alert(1)'],
    ['SVG', urlOf('image/svg+xml', '<svg onload="alert(1)"/>')],
    ['a page', urlOf('text/html', '<script>')],
    ['what is not what it says', urlOf('image/png', '<svg onload="alert(1)"/>')],
    ['sound that begins like a picture', urlOf('image/webp', 'RIFF\0\0\0\0WAVE')],
    ['what is no base64', 'data:image/png;base64,%3Cscript%3E-------------'],
    ['what has no base64', 'data:image/png,abc'],
  ])('is not shown where it is %s', (_, url) => {
    expect(checkedPicture(url)).toBeUndefined();
  });

  it('is read from a file, and others are refused by name', async () => {
    const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    const good = new File([bytes('\x89PNG\r\n\x1a\n'.padEnd(24, '\0'))], 'good.png', { type: 'image/png' });
    const lie = new File([bytes('<svg>'.padEnd(24))], 'lie.png', { type: 'image/png' });
    const text = new File(['x'], 'notes.txt', { type: 'text/plain' });

    const read = await readPictures([good, lie, text, good], 1);

    expect(read.pictures).toHaveLength(1);
    expect(read.refused).toEqual([
      expect.stringContaining('lie.png'),
      expect.stringContaining('notes.txt'),
      expect.stringContaining('left out 1'),
    ]);
  });
});
