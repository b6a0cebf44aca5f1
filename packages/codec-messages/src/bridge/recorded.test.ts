import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Asked, Json } from '@sluice/provider-sdk';
import { FOLDER, inputOf, isThere, messageOf, type Recording } from '../recorded.test.support.ts';
import { messagesBridge } from './bridge.ts';

const asked: Asked = { call: {}, target: { model: 'm', settings: {} }, id: '1', createdS: 7 };

/** Chat of every provider that was recorded: what they send where OpenAI's form leaves room. */
const chats = (isThere ? readdirSync(`${FOLDER}/dev`) : [])
  .flatMap((file) => readFileSync(`${FOLDER}/dev/${file}`, 'utf8').split('\n'))
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Recording)
  // One provider answers an error with 200; that one has no choices.
  .filter(({ endpoint, response }) => endpoint === 'chat' && response.status === 200 && response.body.includes('"choices"'));
const whole = chats.filter(({ response }) => response.body_format === 'json');
const streamed = chats.filter(({ response }) => response.body_format === 'sse');

interface Part {
  readonly type?: string;
  readonly text?: string;
  readonly thinking?: readonly Part[];
}
interface Called {
  readonly name?: string | null;
  readonly arguments?: unknown;
}
interface Message {
  readonly content?: string | readonly Part[] | null;
  readonly reasoning_content?: string | null;
  readonly reasoning?: string | null;
  readonly reasoning_details?: readonly { readonly text?: string; readonly signature?: string }[] | null;
  readonly refusal?: string | null;
  readonly tool_calls?: readonly { readonly function: Called }[] | null;
  readonly function_call?: Called | null;
}
interface Chat {
  readonly choices?: readonly {
    readonly index?: number;
    readonly message?: Message;
    readonly delta?: Message;
    readonly finish_reason?: string | null;
  }[];
}

/** Text, thinking and calls of some messages or deltas, by a reading of our own. */
function toldBy(messages: readonly Message[]) {
  const said = { text: '', thinking: '', calls: [] as string[] };
  for (const { content, reasoning_content, reasoning, reasoning_details: details, refusal, tool_calls, function_call } of messages) {
    const parts = Array.isArray(content) ? (content as readonly Part[]) : [];
    said.text += typeof content === 'string' ? content : parts.map(({ text }) => text ?? '').join('');
    said.text += refusal ?? '';
    // Signed thinking may be told in details alone.
    const signed = details?.some(({ signature }) => signature) ? details.map(({ text = '' }) => text).join('') : undefined;
    said.thinking +=
      reasoning_content ?? reasoning ?? signed ?? parts.flatMap(({ thinking = [] }) => thinking.map(({ text }) => text)).join('');
    for (const called of [...(tool_calls ?? []).map((call) => call.function), ...(function_call?.name ? [function_call] : [])]) {
      if (!called.name && said.calls.length === 0) continue;
      if (called.name) said.calls.push(`${called.name} `);
      const text = typeof called.arguments === 'string' ? called.arguments : JSON.stringify(called.arguments ?? '').replace('""', '');
      said.calls[said.calls.length - 1] += text;
    }
  }
  return { ...said, calls: said.calls.map(callTold) };
}

function callTold(call: string): unknown {
  const at = call.indexOf(' ');
  return [call.slice(0, at), inputOf(call.slice(at + 1) || '{}')];
}

/** The same of a message of the door's. */
function toldIn(message: Json) {
  const blocks = message['content'] as { type: string; text: string; thinking: string; name: string; input: unknown }[];
  const of = (type: string) => blocks.filter((block) => block.type === type);
  return {
    text: of('text')
      .map(({ text }) => text)
      .join(''),
    thinking: of('thinking')
      .map(({ thinking }) => thinking)
      .join(''),
    calls: of('tool_use').map(({ name, input }) => [name, input]),
  };
}

const chunksIn = ({ response }: Recording): readonly Chat[] =>
  response.body
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:') && !line.includes('[DONE]'))
    .map((line) => JSON.parse(line.slice(5)) as Chat);

(isThere ? describe : describe.skip)('recorded chat of every provider (SLUICE_RECORDED)', () => {
  it('is there, whole and streamed', () => {
    expect([whole.length > 50, streamed.length > 50]).toEqual([true, true]);
  });

  it.each(whole.map((recording) => [recording.id, recording] as const))('%s is the same at the door', (_id, { response }) => {
    const reply = JSON.parse(response.body) as Chat & Json;
    const first = reply.choices?.[0]?.message ?? {};

    expect(toldIn(messagesBridge.reply(reply, asked))).toEqual(toldBy([first]));
  });

  it.each(streamed.map((recording) => [recording.id, recording] as const))('%s is the same stream at the door', (_id, recording) => {
    const chunks = chunksIn(recording);
    const choices = chunks.flatMap((chunk) => (chunk.choices ?? []).filter(({ index = 0 }) => index === 0));

    const writer = messagesBridge.writer(asked);
    const events = [...chunks.flatMap((chunk) => writer.write(chunk as Json)), ...writer.end()].map(({ data }) => data);

    expect(toldIn(messageOf(events))).toEqual(toldBy(choices.map(({ delta, message }) => delta ?? message ?? {})));
    expect(events.at(-1)?.['type'] === 'message_stop').toBe(choices.some(({ finish_reason }) => Boolean(finish_reason)));
  });
});
