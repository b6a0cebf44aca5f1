import { describe, expect, it } from '@jest/globals';
import { asked, written } from './asked.test.support.ts';
import { responsesBridge } from './bridge.ts';
import { hear } from './events.test.support.ts';
import { NEEDS, dataOf, recordings, type Loose } from './recorded.test.support.ts';

const isChat = ({ endpoint, response }: { endpoint: string; response: { status: number } }) =>
  endpoint === 'chat' && response.status === 200;
const streams = recordings((each) => isChat(each) && each.response.body_format === 'sse');
const replies = recordings((each) => isChat(each) && each.response.body_format === 'json');

interface Read {
  text: string;
  reasoning: string;
  refusal: string;
  calls: { name: string; arguments: string }[];
  tokens: [unknown, unknown] | undefined;
  finish: string | undefined;
}

/** What a chat answer says, read anew: from chunks, or from a whole message taken as the only one. */
function read(chunks: readonly Loose[]): Read {
  const found: Read = { text: '', reasoning: '', refusal: '', calls: [], tokens: undefined, finish: undefined };
  for (const chunk of chunks) {
    const usage = chunk['usage'] ?? chunk['x_groq']?.usage;
    if (usage) {
      // A cache larger than the prompt has not been counted in it (spec of xAI's usage).
      const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
      found.tokens = [cached > usage.prompt_tokens ? usage.prompt_tokens + cached : usage.prompt_tokens, usage.completion_tokens];
    }
    for (const choice of (chunk['choices'] ?? []) as Loose[]) {
      if (choice['index']) continue;
      const said = choice['delta'] ?? choice['message'] ?? {};
      const parts: Loose[] = Array.isArray(said.content) ? said.content : said.content ? [{ type: 'text', text: said.content }] : [];
      for (const part of parts) {
        if (part['type'] === 'text') found.text += part['text'];
        if (part['type'] === 'thinking') found.reasoning += (part['thinking'] as Loose[]).map((each) => each['text']).join('');
      }
      const details = ((said.reasoning_details ?? []) as Loose[]).map((each) => each['text'] ?? each['summary'] ?? '').join('');
      found.reasoning += said.reasoning_content || said.reasoning || details;
      found.refusal += said.refusal ?? '';
      for (const call of (said.tool_calls ?? []) as Loose[]) {
        if (call['function'].name) found.calls.push({ name: call['function'].name, arguments: '' });
        found.calls.at(-1)!.arguments += call['function'].arguments ?? '';
      }
      if (said.function_call?.name) found.calls.push(said.function_call);
      if (choice['finish_reason']) found.finish = choice['finish_reason'];
    }
  }
  return found;
}

/** What a response says. */
function told(response: Loose): Omit<Read, 'finish'> {
  const output = response['output'] as Loose[];
  const parts = output.filter(({ type }) => type === 'message').flatMap(({ content }) => content as Loose[]);
  return {
    text: parts.map((part) => part['text'] ?? '').join(''),
    refusal: parts.map((part) => part['refusal'] ?? '').join(''),
    reasoning: output
      .filter(({ type }) => type === 'reasoning')
      .flatMap(({ summary }) => (summary as Loose[]).map(({ text }) => text))
      .join(''),
    calls: output.filter(({ type }) => type === 'function_call').map((call) => ({ name: call['name'], arguments: call['arguments'] })),
    tokens: response['usage'] ? [response['usage'].input_tokens, response['usage'].output_tokens] : undefined,
  };
}

const STATUS: Record<string, string> = { length: 'incomplete', content_filter: 'incomplete', error: 'failed' };

function expectSame(response: Loose, { finish, ...expected }: Read): void {
  const { tokens, ...said } = told(response);
  const { tokens: counted, ...saidExpected } = expected;
  expect(said).toEqual({
    ...saidExpected,
    calls: expected.calls.map((call) => ({ ...call, arguments: call.arguments.trim() === '' ? '{}' : call.arguments })),
  });
  expect(response['status']).toBe(STATUS[finish!] ?? 'completed');
  expect(tokens?.[0]).toEqual(counted?.[0]);
  // Thinking that is not counted as output is added to it.
  if (counted) expect(tokens?.[1]).toBeGreaterThanOrEqual(counted[1] as number);
}

(streams.length > 0 ? describe : describe.skip)(`a recorded chat stream at the Responses door ${NEEDS}`, () => {
  it.each(streams.map((recording) => [recording.id, recording] as const))('%s', (_id, { response }) => {
    const chunks = dataOf(response.body);
    const expected = read(chunks);

    const { terminal } = hear(written(chunks));

    expect(terminal === undefined).toBe(expected.finish === undefined);
    if (terminal) expectSame(terminal, expected);
  });
});

(replies.length > 0 ? describe : describe.skip)(`a recorded chat reply at the Responses door ${NEEDS}`, () => {
  it.each(replies.map((recording) => [recording.id, recording] as const))('%s', (_id, { response }) => {
    const reply = JSON.parse(response.body) as Loose;
    if (!reply['choices']) {
      expect(() => responsesBridge.reply(reply, asked())).toThrow('holds no answer');
      return;
    }
    // Some put an empty `delta` beside the message.
    const choices = (reply['choices'] as Loose[]).map((choice) => ({ ...choice, delta: undefined }));
    const expected = read([{ ...reply, choices }]);

    const made = responsesBridge.reply(reply, asked());

    expectSame(made, expected);
  });
});
