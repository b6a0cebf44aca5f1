import { describe, expect, it } from '@jest/globals';
import { hear, NOTHING_HEARD } from './heard.ts';

const all = (...chunks: readonly unknown[]) =>
  chunks.map((chunk) => (typeof chunk === 'string' ? chunk : JSON.stringify(chunk))).reduce(hear, NOTHING_HEARD);

const delta = (value: object, finish: string | null = null) => ({ choices: [{ delta: value, finish_reason: finish }] });

describe('an answer as it comes', () => {
  it('is the text of its pieces, and why it ended', () => {
    const heard = all(
      delta({ role: 'assistant', content: '' }),
      delta({ content: 'Hel' }),
      delta({ content: 'lo' }),
      delta({}, 'stop'),
      '[DONE]',
    );

    expect(heard).toEqual({ text: 'Hello', toolCalls: [], finish: 'stop', failure: undefined });
  });

  it('may be of completions', () => {
    expect(all({ choices: [{ text: 'Hel' }] }, { choices: [{ text: 'lo', finish_reason: 'length' }] })).toMatchObject({
      text: 'Hello',
      finish: 'length',
    });
  });

  it('may be calls of tools, whose arguments come in pieces', () => {
    const tool = (index: number, said: object) => delta({ tool_calls: [{ index, function: said }] });

    const { toolCalls } = all(
      tool(0, { name: 'look', arguments: '{"a"' }),
      tool(1, { name: 'find', arguments: '{}' }),
      tool(0, { arguments: ':1}' }),
    );

    expect(toolCalls).toEqual([
      { name: 'look', arguments: '{"a":1}' },
      { name: 'find', arguments: '{}' },
    ]);
  });

  it('keeps what was heard when the stream fails', () => {
    expect(all(delta({ content: 'Hel' }), { error: { message: 'overloaded' } })).toMatchObject({ text: 'Hel', failure: 'overloaded' });
  });

  it('is not disturbed by what is no JSON, and by what has no choices', () => {
    expect(all('ping', 'null', { usage: {} })).toEqual(NOTHING_HEARD);
  });
});
