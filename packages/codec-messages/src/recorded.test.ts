import { describe, expect, it } from '@jest/globals';
import type { Json } from '@sluice/provider-sdk';
import { messagesBridge, messagesCodec } from './index.ts';
import { answerOf, askedFor, framesIn, isThere, messageOf, recordings } from './recorded.test.support.ts';

const codec = messagesCodec();
const all = recordings();
const asked = all.filter(({ request }) => request !== null);
const answered = all.filter(({ response }) => response.status === 200);
const whole = answered.filter(({ response }) => response.body_format === 'json');
const streamed = answered.filter(({ response, request }) => response.body_format !== 'json' && request !== null);

type Loose = Record<string, unknown>;
const blocksOf = (content: unknown): Loose[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : ((content ?? []) as Loose[]);
const without = (from: Loose, ...names: string[]): Loose =>
  Object.fromEntries(Object.entries(from).filter(([name, value]) => !names.includes(name) && value !== undefined));

/** A request brought to one way of saying what can be said in several. */
function meaningOf(body: Loose): Loose {
  const choice = (body['tool_choice'] ?? {}) as Loose;
  const config = { ...(body['output_config'] as Loose), ...(body['output_format'] ? { format: body['output_format'] } : {}) };
  return {
    max_tokens: body['max_tokens'],
    system: blocksOf(body['system']),
    messages: merged(body['messages'] as Loose[]),
    tools: body['tools'] ?? [],
    tool_choice: choice['type'] === 'auto' ? {} : without(choice, choice['disable_parallel_tool_use'] ? '' : 'disable_parallel_tool_use'),
    thinking: body['thinking'],
    format: config['format'],
    stop: body['stop_sequences'],
    temperature: body['temperature'],
    top_p: body['top_p'],
    top_k: body['top_k'],
    stream: body['stream'] === true,
  };
}

/** The API takes what one side says in a row for one message. Source: Anthropic, Messages API reference, 2026-08. */
function merged(messages: readonly Loose[]): readonly Loose[] {
  const result: { role: unknown; content: Loose[] }[] = [];
  for (const { role, content } of messages) {
    const blocks = blocksOf(content).map(meaningOfBlock);
    const last = result.at(-1);
    if (last?.role === role) last?.content.push(...blocks);
    else result.push({ role, content: blocks });
  }
  return result;
}

const meaningOfBlock = (block: Loose): Loose =>
  block['type'] === 'tool_result'
    ? { ...without(block, 'is_error'), content: blocksOf(block['content']), failed: block['is_error'] === true }
    : block;

/** What a reply is compared by. `caller` is told with calls and has no place in chat. */
const told = (message: Loose): Loose => ({
  id: message['id'],
  model: message['model'],
  stop_reason: message['stop_reason'],
  stop_sequence: message['stop_sequence'] ?? null,
  content: (message['content'] as Loose[]).map((block) => without(block, block['type'] === 'tool_use' ? 'caller' : '')).map(plain),
  usage: usageOf(message['usage'] as Loose),
});

/** Lists that are empty and signatures that are none say nothing. */
const plain = (block: Loose): Loose =>
  block['type'] === 'text' && Array.isArray(block['citations']) && block['citations'].length === 0 ? without(block, 'citations') : block;

const usageOf = (usage: Loose): Loose => ({
  input: usage['input_tokens'],
  read: usage['cache_read_input_tokens'] ?? 0,
  written: usage['cache_creation_input_tokens'] ?? 0,
  output: usage['output_tokens'],
});

(isThere ? describe : describe.skip)('recorded messages (SLUICE_RECORDED)', () => {
  it('are asked, answered whole and streamed, so that nothing below is empty', () => {
    expect([asked.length > 0, whole.length > 0, streamed.length > 0]).toEqual([true, true, true]);
  });

  it.each(asked.map((recording) => [recording.id, recording] as const))(
    '%s is asked through chat as it was asked',
    (_id, { request, model }) => {
      const body = JSON.parse(request!.body) as Json;

      const written = codec.request(messagesBridge.request(body), { model: model ?? undefined, settings: {} });

      expect(meaningOf(written.body as Loose)).toEqual(meaningOf(body));
    },
  );

  it.each(whole.map((recording) => [recording.id, recording] as const))(
    '%s is answered through chat as it was answered',
    (_id, { request, response, model }) => {
      const message = JSON.parse(response.body) as Loose;
      const call = request ? messagesBridge.request(JSON.parse(request.body) as Json) : {};

      const reply = codec.reply(answerOf(message), askedFor(model, call)) as Json;
      const back = messagesBridge.reply(reply, askedFor(model, {})) as Loose;

      expect(told(back)).toEqual(told(message));
    },
  );

  it.each(streamed.map((recording) => [recording.id, recording] as const))(
    '%s is streamed through chat as it was streamed',
    (_id, recording) => {
      const { request, model } = recording;
      const call = messagesBridge.request(JSON.parse(request!.body) as Json);
      const frames = framesIn(recording);

      const reader = codec.stream!.reader(askedFor(model, call));
      const chunks = [...frames.flatMap((frame) => reader.read(frame)), ...reader.end()];
      const writer = messagesBridge.writer(askedFor(model, {}));
      const events = [...chunks.flatMap((chunk) => writer.write(chunk)), ...writer.end()];

      expect(told(messageOf(events.map(({ data }) => data)))).toEqual(told(messageOf(frames.map(({ data }) => data))));
    },
  );
});
