import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Asked, type Frame, type Json } from '@sluice/provider-sdk';
import bedrock from './index.ts';
import { converse } from './converse/index.ts';
import { countTokens } from './count-tokens.ts';
import { embeddings } from './invoke/embeddings.ts';

// Recorded traffic stands beside the repository, not in it. What is expected here is read from it by this file's own
// reading of Bedrock's words, and never by the code under test.
const root = join(import.meta.dirname, '../../..');
const file = join(resolve(root, process.env['SLUICE_RECORDED'] ?? '../shared/recorded'), 'dev/bedrock.jsonl');

interface Recording {
  readonly id: string;
  readonly endpoint: string;
  readonly request: { readonly url: string; readonly body: string } | null;
  readonly response: {
    readonly status: number;
    readonly headers: Record<string, string> | null;
    readonly body: string;
    readonly body_format: string;
  };
}

type Block = Record<string, Record<string, unknown> & string>;
interface Message {
  readonly role: string;
  readonly content: readonly Block[];
}

const recordings: readonly Recording[] = existsSync(file)
  ? readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Recording)
  : [];

const those = (wanted: (recording: Recording) => boolean) =>
  recordings.filter(wanted).map((recording) => [recording.id, recording] as const);

const modelIn = ({ request }: Recording) => decodeURIComponent(/\/model\/([^/]+)\//.exec(request?.url ?? '')?.[1] ?? 'unknown.model');
const bodyIn = ({ request }: Recording) => JSON.parse(request?.body ?? '{}') as Record<string, never>;
const isGuarded = ({ request }: Recording) => request?.body.includes('guardContent') === true;
const isStream = ({ response }: Recording) => response.body_format === 'aws-eventstream';

if (recordings.length === 0) process.stdout.write('skipped: recorded provider traffic is not here: SLUICE_RECORDED names its folder\n');
const suite = recordings.length > 0 ? describe : describe.skip;

suite('recorded calls of Converse', () => {
  const calls = those((recording) => recording.endpoint === 'converse' && recording.request !== null && !isGuarded(recording));

  it('are as many as are known', () => {
    expect(calls.length).toBeGreaterThanOrEqual(10);
  });

  it.each(calls)('%s is written from the chat call that it stands for', (_id, recording) => {
    const recorded = bodyIn(recording);
    const streamed = recording.request!.url.endsWith('-stream');

    const draft = converse.request({ ...chatOf(recorded), stream: streamed }, { model: modelIn(recording), settings: {} });

    const url = new URL(recording.request!.url);
    expect(decodeURIComponent(draft.path)).toBe(decodeURIComponent(url.pathname));
    expect(likewise(draft.body as never)).toEqual(likewise(recorded));
  });
});

suite('recorded replies of Converse', () => {
  it.each(those((recording) => recording.endpoint === 'converse' && recording.response.status === 200 && !isStream(recording)))(
    '%s is read',
    (_id, recording) => {
      const json = JSON.parse(recording.response.body) as Record<string, never>;
      const said = expectedOf((json['output']!['message'] as Message).content);

      const reply = converse.reply({ headers: {}, json, bytes: Buffer.from(recording.response.body) }, askedOf(recording)) as Record<
        string,
        never
      >;

      const choice = reply['choices']![0] as Record<string, never>;
      expect(choice['message']!['content']).toBe(said.text);
      expect(choice['finish_reason']).toBe(FINISHES[json['stopReason']!]);
      expect(choice['native_finish_reason']).toBe(json['stopReason']);
      expect(reply['usage']).toMatchObject(expectedUsage(json['usage']!));
      expect(reply['extras'] ?? {}).toEqual(json['trace'] ? { trace: json['trace'] } : {});
      expect(choice['message']!['extras'] ?? {}).toEqual(said.citations.length > 0 ? { citations: said.citations } : {});
    },
  );
});

suite('recorded streams of Converse', () => {
  const streams = those((recording) => recording.endpoint === 'converse' && isStream(recording));

  it.each(streams.filter(([, { request }]) => request !== null))('%s is read', (_id, recording) => {
    const frames = framesOf(recording);
    const all = (event: string) => frames.filter((frame) => frame.event === event).map(({ data }) => data as Record<string, never>);
    const deltas = all('contentBlockDelta').map(({ contentBlockIndex, delta }) => ({
      index: contentBlockIndex! as number,
      delta: delta! as Record<string, never>,
    }));
    const uses = all('contentBlockStart')
      .filter(({ start }) => start!['toolUse'] && start!['toolUse']['type'] !== 'server_tool_use')
      .map(({ contentBlockIndex, start }) => ({
        id: start!['toolUse']!['toolUseId'],
        name: start!['toolUse']!['name'],
        arguments: deltas
          .filter(({ index }) => index === contentBlockIndex)
          .map(({ delta }) => delta['toolUse']!['input'] as string)
          .join(''),
      }));

    const chunks = readAll(frames, askedOf(recording));

    const built = assemble(chunks);
    expect(built.text).toBe(deltas.map(({ delta }) => (delta['text'] as string | undefined) ?? '').join(''));
    expect(built.reasoning).toBe(
      deltas.map(({ delta }) => ((delta['reasoningContent'] as Json | undefined)?.['text'] as string | undefined) ?? '').join(''),
    );
    expect(built.calls).toEqual(uses);
    expect(built.serverTools).toBe(
      all('contentBlockStart').filter(({ start }) => start!['toolResult'] ?? start!['toolUse']?.['type'] === 'server_tool_use').length,
    );
    expect(built.finish).toBe(FINISHES[all('messageStop')[0]!['stopReason']!]);
    expect(chunks.at(-1)!['usage']).toMatchObject(expectedUsage(all('metadata')[0]!['usage']!));
  });

  it.each(streams.filter(([, { request }]) => request === null))('%s is thrown as what it is', (_id, recording) => {
    const thrown = catching(() => readAll(framesOf(recording), askedOf(recording)));

    expect(thrown).toMatchObject({
      fault: { kind: 'overloaded', type: 'ServiceUnavailableException', message: 'Bedrock is unable to process your request.' },
    });
  });
});

suite('recorded failures', () => {
  const kinds: Readonly<Record<string, string>> = {
    ValidationException: 'invalid_request',
    ResourceNotFoundException: 'model_not_found',
    ThrottlingException: 'rate_limited',
    UnrecognizedClientException: 'credential_refused',
    ServiceUnavailableException: 'overloaded',
  };

  it.each(those(({ response }) => response.status >= 400))('%s is read', (_id, { response }) => {
    const headers = response.headers ?? {};
    const body = JSON.parse(response.body) as { readonly message: string };
    const type = headers['x-amzn-errortype']?.split(':')[0];

    const fault = bedrock.readFault!({ status: response.status, headers, body });

    expect(fault).toMatchObject({ message: body.message, type, kind: kinds[type ?? 'ValidationException'] });
  });
});

suite('recorded counts and embeddings', () => {
  it.each(those(({ endpoint }) => endpoint === 'count_tokens'))('%s is counted', (_id, recording) => {
    const counted = (bodyIn(recording)['input']!['converse'] ?? {}) as Record<string, never>;
    const target = { model: modelIn(recording), settings: {} };

    const draft = countTokens.request(chatOf(counted), target);
    const reply = countTokens.reply({ headers: {}, json: JSON.parse(recording.response.body), bytes: Buffer.of() }, askedOf(recording));

    expect(decodeURIComponent(draft.path)).toBe(`/model/${target.model}/count-tokens`);
    expect(likewise((draft.body as Record<string, Record<string, never>>)['input']!['converse']!)).toEqual(likewise(counted));
    expect(reply).toEqual({ input_tokens: (JSON.parse(recording.response.body) as { inputTokens: number }).inputTokens });
  });

  it.each(those(({ request }) => request?.url.includes('titan-embed') === true))('%s is embedded', (_id, recording) => {
    const { inputText, ...rest } = bodyIn(recording);
    const target = { model: modelIn(recording), settings: {} };
    const json = JSON.parse(recording.response.body) as { readonly embedding: readonly number[]; readonly inputTextTokenCount: number };

    const draft = embeddings.request({ input: inputText, ...rest }, target);
    const answer = { headers: recording.response.headers ?? {}, json, bytes: Buffer.of() };
    const floats = embeddings.reply(answer, { ...askedOf(recording), call: {} });
    const packed = embeddings.reply(answer, { ...askedOf(recording), call: { encoding_format: 'base64' } }) as Record<string, never>;

    expect(draft.body).toEqual(bodyIn(recording));
    expect(floats).toEqual({
      object: 'list',
      data: [{ object: 'embedding', index: 0, embedding: json.embedding }],
      model: target.model,
      usage: { prompt_tokens: json.inputTextTokenCount, total_tokens: json.inputTextTokenCount },
    });
    const bytes = Buffer.from(packed['data']![0]!['embedding'], 'base64');
    expect(bytes.readFloatLE(4)).toBeCloseTo(json.embedding[1]!, 6);
    expect(bytes).toHaveLength(json.embedding.length * 4);
  });
});

const FINISHES: Readonly<Record<string, string>> = {
  end_turn: 'stop',
  max_tokens: 'length',
  tool_use: 'tool_calls',
  guardrail_intervened: 'content_filter',
};

const askedOf = (recording: Recording): Asked => ({
  call: {},
  target: { model: modelIn(recording), settings: {} },
  id: 'ours',
  createdS: 7,
});

/** Bedrock's words as a chat call, read by hand. */
function chatOf(body: Record<string, never>): Json {
  const { messages, system, inferenceConfig, toolConfig, additionalModelRequestFields, outputConfig } = body as Record<
    string,
    Record<string, never>
  >;
  const parts = (content: readonly Block[]) =>
    content.reduce<readonly Json[]>((read, block) => {
      if (block['cachePoint']) return [...read.slice(0, -1), { ...read.at(-1), cache_control: { type: 'ephemeral' } }];
      const { format, name, source, citations } = (block['document'] ?? block['image'] ?? {}) as Record<string, unknown>;
      const { text, s3Location } = (source ?? {}) as Record<string, never>;
      if (block['document']) {
        const data = `data:text/plain;base64,${Buffer.from(text ?? '').toString('base64')}`;
        return [
          ...read,
          { type: 'file', file: { filename: `${String(name)}.${String(format)}`, file_data: data }, document: { citations } },
        ];
      }
      if (block['image']) return [...read, { type: 'image_url', image_url: { url: s3Location!['uri'] } }];
      return [...read, { type: 'text', text: block['text'] }];
    }, []);
  const said = (messages as unknown as readonly Message[]).flatMap(({ role, content }): readonly Json[] => {
    const answers = content.flatMap(({ toolResult }) => toolResult ?? []) as unknown as readonly {
      toolUseId: string;
      content: readonly Block[];
    }[];
    const uses = content.flatMap(({ toolUse }) => toolUse ?? []) as unknown as readonly {
      toolUseId: string;
      name: string;
      input: unknown;
    }[];
    const rest = content.filter(({ toolResult, toolUse }) => !toolResult && !toolUse);
    const calls = uses.map(({ toolUseId, name, input }) => ({
      id: toolUseId,
      type: 'function',
      function: { name, arguments: JSON.stringify(input) },
    }));
    return [
      ...answers.map((answer) => ({
        role: 'tool',
        tool_call_id: answer.toolUseId,
        content: answer.content.map((each) => each['text'] ?? JSON.stringify(each['json'])).join(''),
      })),
      ...(rest.length + calls.length > 0 ? [{ role, content: parts(rest), ...(calls.length > 0 && { tool_calls: calls }) }] : []),
    ];
  });
  const jsonSchema = outputConfig?.['textFormat']?.['structure']?.['jsonSchema'] as Record<string, never> | undefined;
  const choice = toolConfig?.['toolChoice'] as Json | undefined;
  const budget = additionalModelRequestFields?.['reasoning_config'] as unknown;
  const tools = (toolConfig?.['tools'] ?? []) as unknown as readonly Record<string, Record<string, Json>>[];
  return {
    messages: [...((system as unknown as readonly Block[]) ?? []).map(({ text }) => ({ role: 'system', content: text })), ...said],
    ...(inferenceConfig && {
      max_tokens: inferenceConfig['maxTokens'],
      temperature: inferenceConfig['temperature'],
      top_p: inferenceConfig['topP'],
      stop: inferenceConfig['stopSequences'],
    }),
    ...(tools.length > 0 && {
      tools: tools.map(({ toolSpec, ...other }) =>
        toolSpec
          ? {
              type: 'function',
              function: { name: toolSpec['name'], description: toolSpec['description'], parameters: toolSpec['inputSchema']!['json'] },
            }
          : other,
      ),
    }),
    ...(choice && { tool_choice: 'any' in choice ? 'required' : 'auto' }),
    ...(budget !== undefined && { thinking: budget }),
    ...(jsonSchema && {
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: jsonSchema['name'],
          description: jsonSchema['description'],
          schema: JSON.parse(jsonSchema['schema']!) as unknown,
        },
      },
    }),
  };
}

/** A body without what says the same in other words: empty members, `reasoning_config` for `thinking`, JSON in an answer for its text. */
function likewise(body: Record<string, never>): unknown {
  const alike = JSON.parse(JSON.stringify(body), (key, value: unknown) => {
    const members = value as Record<string, unknown>;
    if (key === 'system' && Array.isArray(value) && value.length === 0) return undefined;
    if (key === 'inferenceConfig' && Object.keys(members).length === 0) return undefined;
    if (key === 'status' && value === 'success') return undefined;
    if (key === 'schema' && typeof value === 'string') return JSON.parse(value) as unknown;
    if (key === 'source' && typeof members['text'] === 'string') return { bytes: Buffer.from(members['text']).toString('base64') };
    if (key === 'additionalModelRequestFields' && 'reasoning_config' in members) return { thinking: members['reasoning_config'] };
    if (value !== null && typeof value === 'object' && 'json' in members && key !== 'inputSchema')
      return { text: JSON.stringify(members['json']) };
    return value;
  }) as Record<string, unknown>;
  return alike;
}

function expectedOf(content: readonly Block[]) {
  const cited = content.flatMap((block) => block['citationsContent'] ?? []) as unknown as readonly {
    content: readonly Block[];
    citations: readonly unknown[];
  }[];
  return {
    text:
      content.map((block) => (block['text'] as string | undefined) ?? '').join('') +
      cited.flatMap((each) => each.content.map((part) => part['text'] as string)).join(''),
    citations: cited.flatMap(({ citations }) => citations),
  };
}

function expectedUsage(usage: Record<string, number>): Json {
  const prompt = usage['inputTokens']! + (usage['cacheReadInputTokens'] ?? 0) + (usage['cacheWriteInputTokens'] ?? 0);
  return { prompt_tokens: prompt, completion_tokens: usage['outputTokens'], total_tokens: usage['totalTokens'] };
}

/** Cuts an event stream into frames, as AWS describes them: sizes, headers of strings, payload, checksums. */
function framesOf({ response }: Recording): readonly Frame[] {
  const frames: Frame[] = [];
  for (let bytes = Buffer.from(response.body, 'base64'); bytes.length > 0; bytes = bytes.subarray(bytes.readUInt32BE(0))) {
    const end = 12 + bytes.readUInt32BE(4);
    const headers: Record<string, string> = {};
    for (let at = 12; at < end;) {
      const nameEnd = at + 1 + bytes[at]!;
      const valueStart = nameEnd + 3;
      const valueEnd = valueStart + bytes.readUInt16BE(nameEnd + 1);
      headers[bytes.toString('utf8', at + 1, nameEnd)] = bytes.toString('utf8', valueStart, valueEnd);
      at = valueEnd;
    }
    frames.push({
      event: headers[':event-type'] ?? headers[':exception-type'],
      data: JSON.parse(bytes.toString('utf8', end, bytes.readUInt32BE(0) - 4)),
      failed: headers[':message-type'] !== 'event',
    });
  }
  return frames;
}

function readAll(frames: readonly Frame[], asked: Asked): readonly Json[] {
  const reader = converse.stream!.reader(asked);
  const unknown: Frame = { event: 'somethingNew', data: { contentBlockIndex: 0, delta: { text: 'not this' } }, failed: false };
  return [...frames.flatMap((frame) => [...reader.read(unknown), ...reader.read(frame)]), ...reader.end()];
}

function assemble(chunks: readonly Json[]) {
  const choices = chunks.flatMap((chunk) => chunk['choices'] as readonly Record<string, never>[]);
  const deltas = choices.map((choice) => choice['delta']! as Record<string, never>);
  const pieces = deltas.flatMap((delta) => (delta['tool_calls'] ?? []) as readonly Record<string, Record<string, string>>[]);
  return {
    text: deltas.map((delta) => (delta['content'] as string | undefined) ?? '').join(''),
    reasoning: deltas.map((delta) => (delta['reasoning_content'] as string | undefined) ?? '').join(''),
    calls: pieces
      .filter((piece) => piece['id'])
      .map((piece) => ({
        id: piece['id'],
        name: piece['function']!['name'],
        arguments: pieces
          .filter(({ index }) => index === piece['index'])
          .map((each) => each['function']!['arguments'])
          .join(''),
      })),
    serverTools: deltas
      .flatMap((delta) => (delta['content_blocks'] ?? []) as readonly { readonly delta: Json }[])
      .filter(({ delta }) => 'type' in delta).length,
    finish: choices.map((choice) => choice['finish_reason']! as string | null).find((reason) => reason !== null),
  };
}

function catching(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (!isFaultError(error)) throw error;
    return error;
  }
}
