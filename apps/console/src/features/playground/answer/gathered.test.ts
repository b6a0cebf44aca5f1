import { describe, expect, it } from '@jest/globals';
import { Gathered } from './gathered.ts';

const taking = (...replies: readonly unknown[]) => {
  const gathered = new Gathered();
  for (const reply of replies) gathered.take(reply);
  return gathered.soFar;
};
const delta = (said: unknown, more = {}) => ({ choices: [{ index: 0, delta: said, ...more }] });

describe('an answer that is gathered', () => {
  it('puts words and thoughts together, with why it ended and what was counted', () => {
    const answer = taking(
      delta({ role: 'assistant', reasoning_content: 'hm' }),
      delta({ content: 'Hel' }),
      delta({ content: 'lo' }),
      delta({}, { finish_reason: 'stop' }),
      { model: 'large-2', choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } },
    );

    expect(answer).toMatchObject({ text: 'Hello', reasoning: 'hm', finish: 'stop', counted: { input: 3, output: 2 }, model: 'large-2' });
  });

  it('puts several calls of tools together by their index, with all that a provider said of them', () => {
    const answer = taking(
      delta({ tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'one', arguments: '' }, extra_content: { s: 1 } }] }),
      delta({ tool_calls: [{ index: 1, id: 'b', type: 'function', function: { name: 'two', arguments: '{}' } }] }),
      delta({ tool_calls: [{ index: 0, function: { arguments: '{"x":' } }] }),
      delta({ tool_calls: [{ index: 0, function: { arguments: '1}' } }] }),
    );

    expect(answer.calls).toMatchObject([
      { id: 'a', name: 'one', arguments: '{"x":1}', raw: { extra_content: { s: 1 }, function: { name: 'one', arguments: '{"x":1}' } } },
      { id: 'b', name: 'two', arguments: '{}' },
    ]);
    expect(answer.calls[0]!.raw).not.toHaveProperty('index');
  });

  it('takes a whole reply, with its pictures and the probabilities of its tokens', () => {
    const picture = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };

    const answer = taking({
      choices: [
        { index: 1, message: { content: 'second' } },
        {
          index: 0,
          message: { content: [{ type: 'text', text: 'first' }], images: [picture] },
          logprobs: { content: [{ token: 'first', logprob: -0.1 }] },
        },
      ],
    });

    expect(answer).toMatchObject({ text: 'first', pictures: ['data:image/png;base64,AAAA'], logprobs: [{ token: 'first' }] });
  });

  it('is not thrown by what is no answer', () => {
    expect(taking(null, 'x', { choices: 'x' }, { choices: [{ delta: { content: 7, tool_calls: ['x'], images: [null] } }] })).toMatchObject({
      text: '',
      calls: [],
    });
  });
});
