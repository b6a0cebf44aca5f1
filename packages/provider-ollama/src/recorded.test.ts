import { describe, expect } from '@jest/globals';
import { JsonDocument, type Asked, type Codec, type Json, type SameDialect, type Translated } from '@sluice/provider-sdk';
import providers from './index.ts';
import { forEachRecording, good, parse } from './recordings.test.support.ts';

const [compatible, native] = providers;

interface Call {
  readonly id?: string;
  readonly function: { readonly name: string; readonly arguments: Json };
}
interface Message extends Json {
  readonly role: string;
  readonly content: string;
  readonly thinking?: string;
  readonly tool_name?: string;
  readonly tool_calls?: readonly Call[];
}
interface Body extends Json {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools?: readonly unknown[];
  readonly options?: { readonly num_predict?: number; readonly temperature?: number; readonly seed?: number };
  readonly stream?: boolean;
  readonly think?: boolean;
}
interface Said {
  readonly model: string;
  readonly created_at: string;
  readonly message: Message;
  readonly done: boolean;
  readonly done_reason?: string;
  readonly prompt_eval_count?: number;
  readonly eval_count?: number;
  readonly total_duration?: number;
}

const codecOf = (name: 'chat' | 'completions' | 'embeddings' | 'models'): Codec => (native!.operations[name] as Translated).codec;
const asked = (call: Json): Asked => ({ call, target: { model: 'm', settings: {} }, id: 'r1', createdS: 7 });
const answer = (body: string) => ({ headers: {}, json: parse<unknown>(body), bytes: Buffer.from(body) });

/** A recorded body told in chat's own language. Calls that have no id are named by their place. */
function inChat({ messages, options = {}, format: _format, think, keep_alive: _keep, ...rest }: Body): Json {
  const { num_predict: maxTokens, ...others } = options;
  let calls = 0;
  let answers = 0;
  return {
    ...rest,
    ...others,
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...(think !== undefined && { reasoning_effort: think ? 'medium' : 'none' }),
    messages: messages.map(({ thinking, tool_calls: called, tool_name: _name, ...message }) => ({
      ...message,
      ...(thinking !== undefined && { reasoning_content: thinking }),
      ...(message.role === 'tool' && { tool_call_id: `c${answers++}` }),
      ...(called && {
        tool_calls: called.map(({ function: said }) => ({
          id: `c${calls++}`,
          type: 'function',
          function: { name: said.name, arguments: JSON.stringify(said.arguments) },
        })),
      }),
    })),
  };
}

/** The request without what clients of different ages say or leave out. */
const plain = ({ messages, tools = [], options = {}, stream = true, model, think }: Body): unknown => ({
  model,
  stream,
  think,
  tools,
  options,
  messages: messages.map(({ role, content, thinking, tool_calls: calls }) => ({
    role,
    content,
    thinking,
    calls: calls?.map(({ function: { name, arguments: given } }) => ({ name, arguments: given })),
  })),
});

const usageOracle = ({ prompt_eval_count: prompt, eval_count: completion }: Said) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt! + completion!,
});

describe('what was recorded of Ollama’s own chat', () => {
  forEachRecording(
    'is asked as in',
    ({ endpoint }) => endpoint === 'api_chat',
    ({ request }) => {
      const body = parse<Body>(request?.body);
      // The address streams unless told otherwise; here the call says it.
      const call = { stream: true, ...inChat(body) };

      const draft = codecOf('chat').request(call, { model: body.model, settings: {} });

      expect(draft.path).toBe(new URL(request!.url).pathname);
      expect(plain(draft.body as unknown as Body)).toEqual(plain(body));
      const named = (draft.body as unknown as Body).messages.map((message) => message.tool_name);
      const names = body.messages.flatMap((message) => message.tool_calls?.map((call) => call.function.name) ?? []);
      expect(named.filter((name) => name !== undefined)).toEqual(names);
    },
  );

  forEachRecording('is read from', good('api_chat', 'json'), ({ response }) => {
    const said = parse<Said>(response.body);

    const reply = codecOf('chat').reply(answer(response.body), asked({})) as Json;

    const calls = said.message.tool_calls?.map(({ id, function: { name, arguments: given } }) => ({
      id,
      type: 'function',
      function: { name, arguments: JSON.stringify(given) },
    }));
    expect(reply).toMatchObject({
      model: said.model,
      created: Math.floor(new Date(said.created_at).getTime() / 1000),
      usage: usageOracle(said),
      extras: { total_duration: said.total_duration },
    });
    expect(reply['choices']).toEqual([
      {
        index: 0,
        message: {
          role: 'assistant',
          content: calls && said.message.content === '' ? null : said.message.content,
          ...(said.message.thinking !== undefined && { reasoning_content: said.message.thinking }),
          ...(calls && { tool_calls: calls }),
        },
        logprobs: null,
        finish_reason: calls ? 'tool_calls' : said.done_reason,
        native_finish_reason: said.done_reason,
      },
    ]);
  });

  forEachRecording('is read from the stream', good('api_chat', 'ndjson'), ({ response }) => {
    const lines = response.body
      .trim()
      .split('\n')
      .map((line) => parse<Said>(line));

    const reader = codecOf('chat').stream!.reader(asked({ stream: true }));
    const read = lines.flatMap((data) => reader.read({ event: undefined, data, failed: false }));
    const chunks = [...read, ...reader.end()] as unknown as readonly {
      choices: readonly { delta: { content?: string; role?: string }; finish_reason: unknown }[];
    }[];

    const choices = chunks.flatMap((chunk) => chunk.choices);
    expect(choices[0]?.delta).toEqual({ role: 'assistant', content: '' });
    expect(choices.map(({ delta }) => delta.content ?? '').join('')).toBe(lines.map(({ message }) => message.content).join(''));
    expect(choices.map((choice) => choice.finish_reason).filter((reason) => reason !== null)).toEqual([lines.at(-1)?.done_reason]);
    expect(chunks.at(-1)).toMatchObject({ model: lines[0]?.model, usage: usageOracle(lines.at(-1)!) });
  });
});

describe('what was recorded of Ollama’s own completions', () => {
  interface Piece extends Said {
    readonly response: string;
  }

  forEachRecording('is asked as in', good('api_generate'), ({ request }) => {
    const body = parse<Json & { model: string; prompt: string; stream: boolean }>(request?.body);

    const { path, body: sent } = codecOf('completions').request(body, { model: body.model, settings: {} });

    expect(path).toBe(new URL(request!.url).pathname);
    // What is empty or nothing means nothing there.
    const said = Object.entries(body).filter(([, value]) => value !== null && JSON.stringify(value) !== '{}' && value !== '');
    expect(sent).toMatchObject(Object.fromEntries(said));
  });

  forEachRecording('is read from', good('api_generate', 'json'), ({ response }) => {
    const said = parse<Piece>(response.body);

    expect(codecOf('completions').reply(answer(response.body), asked({}))).toMatchObject({
      id: 'cmpl-r1',
      object: 'text_completion',
      model: said.model,
      choices: [{ index: 0, text: said.response, logprobs: null, finish_reason: said.done_reason }],
      usage: usageOracle(said),
    });
  });

  forEachRecording('is read from the stream', good('api_generate', 'ndjson'), ({ response }) => {
    const lines = response.body
      .trim()
      .split('\n')
      .map((line) => parse<Piece>(line));

    const reader = codecOf('completions').stream!.reader(asked({}));
    const read = lines.flatMap((data) => reader.read({ event: undefined, data, failed: false }));
    const chunks = [...read, ...reader.end()] as unknown as readonly { choices: readonly { text: string; finish_reason: unknown }[] }[];

    const choices = chunks.flatMap((chunk) => chunk.choices);
    expect(choices.map(({ text }) => text).join('')).toBe(lines.map((line) => line.response).join(''));
    expect(choices.map((choice) => choice.finish_reason).filter((reason) => reason !== null)).toEqual([lines.at(-1)?.done_reason]);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: usageOracle(lines.at(-1)!) });
  });
});

describe('what was recorded of Ollama elsewhere', () => {
  const vectors = (recording: Parameters<ReturnType<typeof good>>[0]) => good('api_embed')(recording) || good('embeddings')(recording);
  forEachRecording('vectors:', vectors, ({ response }) => {
    const said = parse<{ embedding?: number[]; embeddings?: number[][]; model?: string; prompt_eval_count?: number }>(response.body);

    const reply = codecOf('embeddings').reply(answer(response.body), asked({}));

    const tokens = said.prompt_eval_count ?? 0;
    expect(reply).toEqual({
      object: 'list',
      data: (said.embeddings ?? [said.embedding]).map((embedding, index) => ({ object: 'embedding', index, embedding })),
      model: said.model ?? 'm',
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    });
  });

  forEachRecording('models:', good('models'), ({ request, response }) => {
    const said = parse<{ models: { model: string; modified_at: string }[] }>(response.body);

    const draft = codecOf('models').request({}, { model: undefined, settings: {} });
    const reply = codecOf('models').reply(answer(response.body), asked({}));

    expect(draft.path).toBe(new URL(request!.url).pathname);
    expect(reply).toEqual({
      object: 'list',
      data: said.models.map((model) => ({
        ...model,
        id: model.model,
        object: 'model',
        created: Math.floor(new Date(model.modified_at).getTime() / 1000),
        owned_by: 'library',
      })),
    });
  });

  forEachRecording(
    'a failure:',
    ({ response }) => response.status >= 400,
    ({ response: { status, headers, body } }) => {
      const said = parse<{ error: string | { message: string } }>(body);

      const faults = providers.map((provider) => provider.readFault!({ status, headers, body: said }));

      const kinds: Readonly<Record<number, string>> = { 401: 'credential_refused', 404: 'model_not_found' };
      const message = typeof said.error === 'string' ? said.error : said.error.message;
      expect(faults).toEqual([expect.objectContaining({ kind: kinds[status], message }), faults[0]]);
    },
  );
});

describe('what was recorded of Ollama’s address of OpenAI’s dialect', () => {
  forEachRecording(
    'takes as it is',
    ({ endpoint, request }) => endpoint === 'chat' && request !== null,
    ({ request }) => {
      const { path, prepare } = compatible!.operations.chat as SameDialect;
      const document = JsonDocument.parse(Buffer.from(request!.body));

      prepare!(document.root, { model: undefined, settings: {} });

      expect(new URL(request!.url).pathname).toBe(path);
      // The recording client says the thinking twice; Ollama's own word is the one it reads.
      const once = parse<Json & { messages: Json[] }>(request!.body);
      const messages = once.messages.map(({ reasoning_content: _twice, ...message }) => message);
      expect(parse<unknown>(document.toBytes().toString())).toEqual({ ...once, messages });
    },
  );
});
