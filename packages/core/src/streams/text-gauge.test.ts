import { describe, expect, it } from '@jest/globals';
import { TextGauge } from './text-gauge.ts';

const WORDS = Array.from({ length: 60 }, (_, index) => ['a', ' word', ' "quoted"', ' Grüße'][index % 4]!);

const TEXT_BYTES = Buffer.byteLength(WORDS.join(''));

const place = (event: object) => {
  const bytes = Buffer.from(`data: ${JSON.stringify(event)}\n\n`);
  return { bytes, start: 0, end: bytes.length };
};

const gauged = (told: (text: string, index: number) => object) => {
  const gauge = new TextGauge();
  for (const [index, text] of WORDS.entries()) gauge.add(place(told(text, index)));
  return gauge.textBytes();
};

describe('the text of a stream that nobody counted', () => {
  it.each([
    ['chat', (content: string) => ({ id: 'c', choices: [{ index: 0, delta: { content }, finish_reason: null }] })],
    ['thinking in chat', (text: string) => ({ id: 'c', choices: [{ index: 0, delta: { reasoning_content: text } }] })],
    ['calls of tools', (text: string) => ({ choices: [{ delta: { tool_calls: [{ index: 0, function: { arguments: text } }] } }] })],
    ['responses', (delta: string) => ({ type: 'response.output_text.delta', item_id: 'i', delta })],
    ['messages', (text: string) => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })],
  ])('is told to a tenth for %s', (_, told) => {
    expect(gauged(told) / TEXT_BYTES).toBeGreaterThan(0.9);
    expect(gauged(told) / TEXT_BYTES).toBeLessThan(1.1);
  });

  it('is none before anything came, and none where nothing says any', () => {
    expect(new TextGauge().textBytes()).toBe(0);
    expect(gauged(() => ({ type: 'ping' }))).toBe(0);
  });
});
