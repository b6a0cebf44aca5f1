import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Asked, Codec, Json, Translated } from '@sluice/provider-sdk';
import cohere from './index.ts';

interface Recording {
  readonly id: string;
  readonly endpoint: string;
  readonly request: { readonly url: string; readonly body: string } | null;
  readonly response: {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: string;
    readonly body_format: string;
  };
}

/** Only what the oracle looks at. */
interface Body extends Json {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly documents?: readonly unknown[];
  readonly stream?: boolean;
}
interface Message extends Json {
  readonly content?: string | readonly Content[];
  readonly tool_calls?: readonly Call[];
  readonly tool_plan?: string;
  readonly citations?: unknown;
}
interface Content {
  readonly type?: string;
  readonly text?: string;
  readonly thinking?: string;
}
interface Call {
  readonly id: string;
  readonly function: { readonly name: string; readonly arguments: string };
}
interface Usage {
  readonly tokens: { readonly input_tokens: number; readonly output_tokens: number; readonly reasoning_tokens?: number };
  readonly cached_tokens?: number;
}
interface Event {
  readonly type: string;
  readonly id?: string;
  readonly delta?: {
    readonly finish_reason?: string;
    readonly usage?: Usage;
    readonly message?: {
      readonly content?: Content;
      readonly tool_plan?: string;
      readonly tool_calls?: Call;
      readonly citations?: unknown;
    };
  };
}
interface Delta {
  readonly content?: string;
  readonly reasoning_content?: string;
  readonly tool_calls?: readonly {
    readonly index: number;
    readonly id?: string;
    readonly function: { readonly name?: string; readonly arguments?: string };
  }[];
  readonly extras?: { readonly citations?: readonly unknown[] };
}
interface Chunk {
  readonly choices: readonly { readonly delta: Delta; readonly finish_reason: string | null }[];
}

const file = `${process.env['SLUICE_RECORDED'] ?? new URL('../../../../shared/recorded', import.meta.url).pathname}/dev/cohere.jsonl`;
const recordings: readonly Recording[] = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Recording)
  : [];

function forEach(what: string, chosen: (recording: Recording) => boolean, test: (recording: Recording) => void): void {
  const rows = recordings.filter(chosen).map((recording) => [recording.id, recording] as const);
  // oxlint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- the recordings are not everywhere: where they are absent that is said, not failed
  if (rows.length === 0) it.skip(`${what} (no recordings here)`, () => undefined);
  else
    it.each(rows)(`${what} %s`, (_id, recording) => {
      expect.hasAssertions();
      test(recording);
    });
}

const good = (endpoint: string, format?: string) => (recording: Recording) =>
  recording.endpoint === endpoint && recording.response.status < 300 && (format === undefined || recording.response.body_format === format);

const codecOf = (name: 'chat' | 'embeddings' | 'rerank'): Codec => (cohere.operations[name] as Translated).codec;
const parse = <T>(text: string | undefined): T => JSON.parse(text ?? 'null') as T;
const asked = (call: Json): Asked => ({ call, target: { model: String(call['model']), settings: {} }, id: 'r1', createdS: 7 });
const answer = (body: string) => ({ headers: {}, json: parse<unknown>(body), bytes: Buffer.from(body) });

/** A recorded body told in chat's own language: only the names differ. */
function inChat({ stop_sequences: stop, response_format: format, tool_choice: choice, ...rest }: Body): Json {
  const schema = (format as Json | undefined)?.['json_schema'];
  return {
    ...rest,
    ...(stop !== undefined && { stop }),
    ...(choice !== undefined && { tool_choice: (choice as string).toLowerCase() }),
    ...(schema !== undefined && { response_format: { type: 'json_schema', json_schema: { name: 'n', schema } } }),
  };
}

const flat = (content: Message['content'] = '') => (typeof content === 'string' ? content : content.map(({ text = '' }) => text).join(''));

/** The same request, whichever of two ways to say it a client has chosen. */
const plain = ({ documents = [], messages, stream = false, ...rest }: Body): unknown => ({
  ...rest,
  stream,
  documents,
  messages: messages.map(({ content, ...message }) => ({
    ...message,
    content: typeof content === 'object' && content.some(({ type }) => type !== 'text') ? content : flat(content),
  })),
});

const FINISH: Readonly<Record<string, string>> = { COMPLETE: 'stop', STOP_SEQUENCE: 'stop', MAX_TOKENS: 'length', TOOL_CALL: 'tool_calls' };

const usageOracle = ({ tokens, cached_tokens: cached }: Usage) => ({
  prompt_tokens: tokens.input_tokens,
  completion_tokens: tokens.output_tokens,
  total_tokens: tokens.input_tokens + tokens.output_tokens,
  ...(cached !== undefined && { prompt_tokens_details: { cached_tokens: cached } }),
  ...(tokens.reasoning_tokens !== undefined && { completion_tokens_details: { reasoning_tokens: tokens.reasoning_tokens } }),
});

describe('what was recorded of Cohere’s chat', () => {
  // A document in a tool's answer has no form in chat's own language that keeps its id.
  const sayable = (recording: Recording) => good('chat_v2')(recording) && recording.request?.body.includes('"type":"document"') === false;

  forEach('is asked as in', sayable, ({ request }) => {
    const body = parse<Body>(request?.body);

    const draft = codecOf('chat').request(inChat(body), { model: body.model, settings: {} });

    expect(`https://api.cohere.com${draft.path}`).toBe(request?.url);
    expect(plain(draft.body as Body)).toEqual(plain(body));
  });

  forEach('is read from', good('chat_v2', 'json'), ({ response }) => {
    const said = parse<{ id: string; message: Message; finish_reason: string; usage: Usage }>(response.body);

    const reply = codecOf('chat').reply(answer(response.body), asked({ model: 'm' })) as Json;

    const content = typeof said.message.content === 'object' ? said.message.content : [];
    const thought = content.map(({ thinking = '' }) => thinking).join('') + (said.message.tool_plan ?? '');
    expect(reply).toMatchObject({ id: said.id, object: 'chat.completion', model: 'm', created: 7, usage: usageOracle(said.usage) });
    expect(reply['choices']).toEqual([
      {
        index: 0,
        message: {
          role: 'assistant',
          content: flat(said.message.content) === '' && said.message.tool_calls ? null : flat(said.message.content),
          ...(thought !== '' && { reasoning_content: thought }),
          ...(said.message.tool_calls && { tool_calls: said.message.tool_calls }),
          ...(said.message.citations !== undefined && { extras: { citations: said.message.citations } }),
        },
        logprobs: null,
        finish_reason: FINISH[said.finish_reason],
        native_finish_reason: said.finish_reason,
      },
    ]);
  });

  forEach('is read from the stream', good('chat_v2', 'sse'), ({ response }) => {
    const frames = framesOf(response.body);

    const reader = codecOf('chat').stream!.reader(asked({ model: 'm', stream: true }));
    const chunks = [...frames.flatMap((frame) => reader.read(frame)), ...reader.end()] as unknown as readonly Chunk[];

    const events = frames.map(({ data }) => data).filter((data): data is Event => typeof data === 'object');
    const messages = events.map(({ delta }) => delta?.message);
    const last = events.at(-1)?.delta;
    const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
    expect(deltas[0]).toEqual({ role: 'assistant', content: '' });
    expect(deltas.map(({ content = '' }) => content).join('')).toBe(messages.map((message) => message?.content?.text ?? '').join(''));
    expect(deltas.map((delta) => delta.reasoning_content ?? '').join('')).toBe(
      messages.map((message) => (message?.content?.thinking ?? '') + (message?.tool_plan ?? '')).join(''),
    );
    expect(deltas.flatMap(({ extras }) => extras?.citations ?? [])).toEqual(
      events.filter(({ type }) => type === 'citation-start').map(({ delta }) => delta?.message?.citations),
    );
    expect(callsIn(deltas)).toEqual(callsOracle(events));
    expect(chunks.flatMap(({ choices }) => choices.flatMap((choice) => choice.finish_reason ?? []))).toEqual([
      FINISH[last!.finish_reason!],
    ]);
    expect(chunks.at(-1)).toMatchObject({ id: events[0]?.id, choices: [], usage: usageOracle(last!.usage!) });
  });
});

describe('what was recorded of Cohere elsewhere', () => {
  forEach('vectors:', good('embeddings'), ({ request, response }) => {
    const body = parse<Json & { model: string; texts: string[] }>(request?.body);
    const said = parse<{ embeddings: { float: number[][] }; meta: { billed_units: { input_tokens: number } } }>(response.body);
    const { texts, embedding_types: _types, output_dimension: dimensions, ...rest } = body;
    const call = { ...rest, input: texts, dimensions };

    const draft = codecOf('embeddings').request(call, { model: body.model, settings: {} });
    const reply = codecOf('embeddings').reply(answer(response.body), asked(call));

    const tokens = said.meta.billed_units.input_tokens;
    expect(`https://api.cohere.com${draft.path}`).toBe(request?.url);
    expect(draft.body).toEqual(Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)));
    expect(reply).toEqual({
      object: 'list',
      data: said.embeddings.float.map((embedding, index) => ({ object: 'embedding', index, embedding })),
      model: body.model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    });
  });

  forEach('an order:', good('rerank'), ({ request, response }) => {
    const body = parse<Json & { model: string; documents: string[] }>(request?.body);
    const said = parse<{ id: string; results: { index: number }[]; meta: { billed_units: { search_units: number } } }>(response.body);
    const call = { ...body, documents: body.documents.map((text) => ({ text })), return_documents: true };

    const draft = codecOf('rerank').request(call, { model: body.model, settings: {} });
    const reply = codecOf('rerank').reply(answer(response.body), asked(call));

    const { max_chunks_per_doc: _none, ...sent } = body;
    expect(draft).toEqual({ path: '/v2/rerank', body: sent });
    expect(reply).toEqual({
      object: 'list',
      id: said.id,
      results: said.results.map((result) => ({ ...result, document: { text: body.documents[result.index] } })),
      model: body.model,
      usage: { search_units: said.meta.billed_units.search_units },
      provider: 'cohere',
    });
  });

  forEach(
    'a failure:',
    ({ response }) => response.status >= 400,
    ({ response: { status, headers, body } }) => {
      const said = parse<Json>(body);

      const fault = cohere.readFault!({ status, headers, body: said });

      const kinds: Readonly<Record<number, string>> = { 400: 'context_too_long', 404: 'model_not_found', 429: 'quota_exhausted' };
      expect(fault).toMatchObject({ kind: kinds[status], message: said['message'], code: said['error_type'] });
    },
  );
});

function framesOf(body: string) {
  const blocks = body.split('\n\n').filter((block) => block.includes('data: '));
  return blocks.map((block) => {
    const lines = block.split('\n');
    const text = lines.find((line) => line.startsWith('data: '))!.slice(6);
    const event = lines.find((line) => line.startsWith('event: '))?.slice(7);
    return { event, data: text === '[DONE]' ? text : parse<unknown>(text), failed: false };
  });
}

/** Calls put together the way a client does it. */
function callsIn(deltas: readonly Delta[]): unknown {
  const calls: { id: string | undefined; name: string | undefined; arguments: string }[] = [];
  for (const { index, id, function: said } of deltas.flatMap((delta) => delta.tool_calls ?? [])) {
    calls[index] ??= { id, name: said.name, arguments: '' };
    calls[index].arguments += said.arguments ?? '';
  }
  return calls;
}

function callsOracle(events: readonly Event[]): unknown {
  const calls: { id: string; name: string; arguments: string }[] = [];
  for (const { type, delta } of events) {
    const call = delta?.message?.tool_calls;
    if (call && type === 'tool-call-start') calls.push({ id: call.id, name: call.function.name, arguments: '' });
    if (call && type === 'tool-call-delta') calls.at(-1)!.arguments += call.function.arguments;
  }
  return calls.map((call) => ({ ...call, arguments: call.arguments === '' ? '{}' : call.arguments }));
}
