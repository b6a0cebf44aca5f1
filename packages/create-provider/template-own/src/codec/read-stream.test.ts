import { describe, expect, it } from '@jest/globals';
import type { Json } from '@sluice/provider-sdk';
import { readStream } from './read-stream.ts';

/** All that a stream of these lines comes to. */
function reading(...lines: readonly Json[]): readonly Json[] {
  const target = { model: 'talk-1', settings: {} };
  const reader = readStream({ call: {}, target, id: 'r1', createdS: 0 });
  return [...lines.flatMap((data) => reader.read({ event: undefined, data, failed: false })), ...reader.end()];
}

describe('a stream', () => {
  it('calls two tools whose arguments come in pieces', () => {
    const chunks = reading(
      { ask: { ref: 'a', tool: 'look', with: '{"at":' } },
      { ask: { with: '"sky"}' } },
      { ask: { ref: 'b', tool: 'wait' } },
      { why: 'asks' },
    );

    const deltas = chunks.flatMap((chunk) => chunk['choices'] as Json[]).map(({ delta }) => delta as Json);
    const calls = deltas.flatMap((delta) => (delta['tool_calls'] ?? []) as Json[]);
    expect(calls).toMatchObject([
      { index: 0, id: 'a', function: { name: 'look' } },
      { index: 0, function: { arguments: '{"at":' } },
      { index: 0, function: { arguments: '"sky"}' } },
      { index: 1, id: 'b', function: { name: 'wait' } },
      { index: 1, function: { arguments: '{}' } },
    ]);
  });

  it('fails in the middle with what the provider says', () => {
    const broken = () => reading({ words: 'Hel' }, { trouble: { word: 'busy', text: 'come back later' } });

    expect(broken).toThrow('come back later');
  });

  it('has no end where the provider told none, so that a broken one is not taken for whole', () => {
    const chunks = reading({ words: 'Hel' });

    expect(JSON.stringify(chunks)).not.toContain('"finish_reason":"stop"');
  });
});
