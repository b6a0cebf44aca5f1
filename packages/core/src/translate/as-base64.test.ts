import { describe, expect, it } from '@jest/globals';
import { asBase64 } from './as-base64.ts';

describe('embeddings as base64', () => {
  it('hold the numbers that they were', () => {
    const { data } = asBase64.reply!({ object: 'list', data: [{ index: 0, embedding: [0.5, -2] }] }) as { data: { embedding: string }[] };
    const bytes = Buffer.from(data[0]!.embedding, 'base64');

    expect([bytes.readFloatLE(0), bytes.readFloatLE(4), bytes.length]).toEqual([0.5, -2, 8]);
  });

  it('are left alone where they are that already', () => {
    const item = { index: 0, embedding: 'AAAA' };

    expect(asBase64.reply!({ data: [item] })).toEqual({ data: [item] });
  });
});
