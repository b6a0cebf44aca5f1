import { describe, expect, it } from '@jest/globals';
import { askedOtherwise } from './difference-between.ts';
import { askedOf, jsonOr } from './request.ts';
import { replaying } from './replay.ts';

const base = 'https://a.example/v1';

describe('what was asked', () => {
  it('is the path below the base, and the body in its form', async () => {
    const form = new FormData();
    form.set('model', 'm');
    form.set('file', new Blob(['hi'], { type: 'audio/wav' }), 'a.wav');
    const post = (body: string | FormData | Uint8Array<ArrayBuffer>, type?: string) =>
      new Request(`${base}/chat?x=1`, { method: 'POST', body, ...(type && { headers: { 'content-type': type } }) });

    const asked = await Promise.all([
      askedOf(post('{"a":1}', 'application/json'), base),
      askedOf(post(form), `${base}/`),
      askedOf(post(new Uint8Array([255, 0])), base),
      askedOf(new Request(`${base}/models`), base),
      askedOf(new Request('https://token.example/v1/token'), base),
    ]);

    expect(asked).toEqual([
      { method: 'POST', path: '/chat?x=1', body: { a: 1 } },
      {
        method: 'POST',
        path: '/chat?x=1',
        body: { model: 'm', file: { name: 'a.wav', type: 'audio/wav', base64: 'aGk=' } },
        encoding: 'form',
      },
      { method: 'POST', path: '/chat?x=1', body: '/wA=', encoding: 'base64' },
      { method: 'GET', path: '/models' },
      undefined,
    ]);
  });

  it.each([
    ['{"a":1}', { a: 1 }],
    ['{"a":12345678901234567890}', '{"a":12345678901234567890}'],
    ['{"a":"12345678901234567890"}', { a: '12345678901234567890' }],
    ['data: {}', 'data: {}'],
  ])('loses no digit of %s', (text, kept) => {
    expect(jsonOr(text)).toEqual(kept);
  });

  it.each([
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, undefined],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, 'asks body.a[1].b: 2 where 3 was recorded'],
    [{ a: [1] }, { a: [1, 2] }, 'asks body.a: [1] where [1,2] was recorded'],
    [{ a: 1 }, {}, 'asks body.a: 1 where nothing was recorded'],
    [{}, { a: 1 }, 'asks body.a: nothing where 1 was recorded'],
    [undefined, undefined, undefined],
  ])('is compared: %j with %j', (now, then, said) => {
    const request = { method: 'POST', path: '/x' };

    expect(askedOtherwise({ ...request, body: now }, { ...request, body: then })).toBe(said);
  });
});

describe('a replay', () => {
  it('gives its answer in pieces, and a token to whoever asks elsewhere', async () => {
    const { fetch, asked } = replaying({ status: 201, headers: { 'x-a': 'b' }, body: 'hello' }, base, 2);

    const pieces: string[] = [];
    const response = await fetch(`${base}/x`);
    for await (const piece of response.body!) pieces.push(Buffer.from(piece).toString());
    const token = (await (await fetch('https://token.example')).json()) as object;

    expect([response.status, response.headers.get('x-a'), pieces]).toEqual([201, 'b', ['he', 'll', 'o']]);
    expect(token).toHaveProperty('access_token');
    expect(asked).toEqual([{ method: 'GET', path: '/x' }]);
  });
});
