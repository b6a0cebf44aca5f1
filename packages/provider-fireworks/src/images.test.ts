import { describe, expect, it } from '@jest/globals';
import fireworks from './index.ts';
import { images } from './images.ts';

const target = { model: 'accounts/fireworks/models/flux', settings: {} };
const reply = (json: unknown) => images.reply({ headers: {}, json, bytes: new Uint8Array() }, { call: {}, target, id: 'i', createdS: 7 });

describe('pictures of Fireworks', () => {
  it('are asked of the model’s own workflow', () => {
    expect(images.request({ model: 'x', prompt: 'a cat', size: '1792x1024', n: 1, seed: 3 }, target)).toEqual({
      path: '/workflows/accounts/fireworks/models/flux/text_to_image',
      headers: { accept: 'application/json' },
      body: { prompt: 'a cat', aspect_ratio: '16:9', seed: 3 },
    });
  });

  it.each([
    ['1024x1024', '1:1'],
    ['1024x1536', '2:3'],
    ['auto', undefined],
    [7, undefined],
    ['1x0', undefined],
  ])('of %s have the shape %s', (size, shape) => {
    expect((images.request({ prompt: 'x', size }, target).body as { aspect_ratio?: string }).aspect_ratio).toBe(shape);
  });

  it.each(
    fireworks.differences
      .filter(({ operation, fate }) => operation === 'images' && fate === 'refused')
      .map((each) => [each.member, each.example] as const),
  )('are refused with %s', (member, example) => {
    expect(() => images.request({ prompt: 'x', ...example }, target)).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ param: member }) }),
    );
  });

  it('come back in OpenAI’s form', () => {
    expect(reply({ id: 'x', base64: ['aa', 'data:image/png;base64,bb'], finishReason: 'SUCCESS' })).toEqual({
      created: 7,
      data: [{ b64_json: 'aa' }, { b64_json: 'bb' }],
    });
    for (const odd of [undefined, null, [], { base64: 1 }, { base64: [] }]) {
      expect(() => reply(odd)).toThrow(expect.objectContaining({ fault: expect.objectContaining({ kind: 'unreadable_reply' }) }));
    }
  });
});
