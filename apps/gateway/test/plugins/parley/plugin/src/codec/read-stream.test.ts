import { describe, expect, it } from '@jest/globals';
import type { Json } from '@sluice/provider-sdk';
import { readStream } from './read-stream.ts';

/** All that a stream of these events comes to. */
function reading(...events: readonly (readonly [string, Json])[]): readonly Json[] {
  const target = { model: 'orator-2', settings: {} };
  const reader = readStream({ call: {}, target, id: 'r1', createdS: 0 });
  return [...events.flatMap(([event, data]) => reader.read({ event, data, failed: false })), ...reader.end()];
}

describe('a stream', () => {
  it('calls two tools whose arguments come in pieces', () => {
    const chunks = reading(
      ['opened', { id: 't-1', engine: 'orator-2' }],
      ['words', { at: 0, words: 'Wait.' }],
      ['use', { at: 1, ref: 'a', instrument: 'look' }],
      ['use', { at: 2, ref: 'b', instrument: 'wait' }],
      ['with', { at: 1, piece: '{"at":' }],
      ['pulse', {}],
      ['with', { at: 1, piece: '"sky"}' }],
      ['closed', { ended: 'use', meter: { heard: 12, recalled: 4, spoken: 3 } }],
    );

    const deltas = chunks.flatMap((chunk) => chunk['choices'] as Json[]).map(({ delta }) => delta as Json);
    const calls = deltas.flatMap((delta) => (delta['tool_calls'] ?? []) as Json[]);
    expect(calls).toMatchObject([
      { index: 0, id: 'a', function: { name: 'look' } },
      { index: 1, id: 'b', function: { name: 'wait' } },
      { index: 0, function: { arguments: '{"at":' } },
      { index: 0, function: { arguments: '"sky"}' } },
      { index: 1, function: { arguments: '{}' } },
    ]);
    expect(chunks[0]).toMatchObject({ id: 't-1' });
    expect(chunks.at(-1)).toMatchObject({
      usage: { prompt_tokens: 16, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 4 } },
    });
  });

  it('fails in the middle with what the provider says', () => {
    const broken = () =>
      reading(['words', { at: 0, words: 'Hel' }], ['trouble', { trouble: { sort: 'busy', words: 'come back later', wait_s: 2 } }]);

    expect(broken).toThrow('come back later');
  });

  it('has no end where the provider told none, so that a broken one is not taken for whole', () => {
    const chunks = reading(['words', { at: 0, words: 'Hel' }]);

    expect(JSON.stringify(chunks)).not.toContain('"finish_reason":"stop"');
  });
});
