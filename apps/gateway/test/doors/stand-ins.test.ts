import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readChat } from '../support/stand-ins/answers/chat.ts';
import { readChatStream } from '../support/stand-ins/answers/chat-stream.ts';
import { readMessage, readMessageStream } from '../support/stand-ins/answers/messages.ts';
import { readResponse, readResponseStream } from '../support/stand-ins/answers/responses.ts';
import { Signatures } from '../support/stand-ins/signatures.ts';
import { eventFrame } from '../support/stand-ins/converse/event-frame.ts';
import { hearConverse } from '../support/stand-ins/converse/hear.ts';
import { cohere } from '../support/stand-ins/cohere/index.ts';
import { gemini } from '../support/stand-ins/gemini/index.ts';
import { isObject, parsed, type Json } from '../support/stand-ins/json.ts';
import { messages } from '../support/stand-ins/messages/index.ts';
import { mistral } from '../support/stand-ins/mistral/index.ts';
import { ollama } from '../support/stand-ins/ollama/index.ts';
import { openaiChat } from '../support/stand-ins/openai-chat/index.ts';
import { openaiResponses } from '../support/stand-ins/openai-responses/index.ts';
import type { WireFormat } from '../support/stand-ins/wire-format.ts';

const FOLDER = process.env['SLUICE_RECORDED'] ?? join(import.meta.dirname, '../../../../../shared/recorded');

interface Recorded {
  readonly id: string;
  readonly endpoint: string;
  readonly request: { readonly url: string; readonly body: string | null; readonly body_omitted?: unknown } | null;
  readonly response: { readonly status: number; readonly body: string; readonly body_format: string };
}

const recorded = (provider: string): readonly Recorded[] => {
  const file = join(FOLDER, 'dev', `${provider}.jsonl`);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);
};

/** The gateway asks for streams of events alone. */
const asWeAsk = ({ request }: Recorded) => !/streamGenerateContent$|alt=json/.test(request!.url);

const keys: Readonly<Record<string, string>> = {
  authorization: 'Bearer test-key',
  'x-api-key': 'test-key',
  'x-goog-api-key': 'test-key',
  'anthropic-version': '2023-06-01',
};

/** Why a stand-in refuses what its provider took; undefined where it takes it too. */
function refusal(format: WireFormat, { request }: Recorded): string | undefined {
  const json = parsed(request!.body!) as Json;
  const url = new URL(request!.url);
  try {
    format.hear({ method: 'POST', url: url.pathname + url.search, headers: keys, bytes: Buffer.from(request!.body!), json });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Converse without its signature, which no recording kept. */
const unsigned = (): WireFormat => ({
  ...openaiChat(),
  hear: (asked) => hearConverse(asked, /nova/.test(asked.url) ? 'nova' : /claude/.test(asked.url) ? 'claude' : 'open', new Signatures()),
});

const formats: readonly (readonly [provider: string, endpoint: string, make: () => WireFormat])[] = [
  ['openai', 'chat', () => openaiChat()],
  ['openai', 'responses', () => openaiResponses()],
  ['anthropic', 'messages', () => messages()],
  ['gemini', 'generateContent', () => gemini()],
  ['vertex', 'generateContent', () => gemini(['authorization', 'Bearer test-key'])],
  ['bedrock', 'converse', unsigned],
  ['mistral', 'chat', mistral],
  ['cohere', 'chat_v2', cohere],
  ['ollama', 'api_chat', ollama],
];

/** What no stand-in knows: signatures of others, and features that are none of the table's. */
const BEYOND =
  /ignature|encrypted content|server_tool|document|citation|Unknown name|web_search|custom|code_execution|file|audio|cache_control|container|output_format|REDACTED/i;

describe('a stand-in', () => {
  it.each(formats)('takes what %s took at %s', (provider, endpoint, make) => {
    const taken = recorded(provider).filter(
      (each) => each.endpoint === endpoint && each.response.status === 200 && isObject(parsed(each.request?.body ?? '')) && asWeAsk(each),
    );
    const refused = taken.map((each) => [each.id, refusal(make(), each)] as const).filter(([, why]) => why !== undefined);

    expect(refused.filter(([, why]) => !BEYOND.test(why!))).toEqual([]);
  });
});

/**
 * Whose streams are OpenAI's to the letter. Others tell calls without numbers, arguments that are `null`, or no end: those pass at the
 * chat door as they came, and are no measure.
 */
const chatStreams = ['openai', 'azure', 'deepseek', 'openrouter', 'xai', 'together', 'huggingface'];

/** Streams of success as they were recorded, from a provider at one of its addresses. */
const streams = (provider: string, endpoint: string) =>
  recorded(provider)
    .filter(
      (each) =>
        !/"error":\s*\{/.test(each.response.body) &&
        each.endpoint === endpoint &&
        each.response.status === 200 &&
        each.response.body_format === 'sse',
    )
    .map(({ id, response }) => [id, response.body] as const);

const wholes = (provider: string, endpoint: string) =>
  recorded(provider)
    .filter((each) => each.endpoint === endpoint && each.response.status === 200 && each.response.body_format === 'json')
    .map(({ id, response }) => [id, JSON.parse(response.body) as unknown] as const);

/** What a checker finds wrong, by recording. */
function flaws<T>(recordings: readonly (readonly [string, T])[], read: (value: T) => unknown): readonly (readonly [string, string])[] {
  return recordings.flatMap(([id, value]) => {
    try {
      read(value);
      return [];
    } catch (error) {
      return [[id, (error as Error).message.slice(0, 200)] as const];
    }
  });
}

/** The headers of a frame: a length and a name, the type of a string, a length and a value. */
function headersOf(frame: Buffer): Record<string, string> {
  const headers: Record<string, string> = {};
  const end = 12 + frame.readUInt32BE(4);
  for (let at = 12; at < end;) {
    const value = at + frame[at]! + 4;
    const after = value + frame.readUInt16BE(value - 2);
    headers[frame.toString('utf8', at + 1, value - 3)] = frame.toString('utf8', value, after);
    at = after;
  }
  return headers;
}

describe('the event stream', () => {
  const streams = recorded('bedrock').filter(({ response }) => response.body_format === 'aws-eventstream');

  it('is written byte for byte as it was recorded', () => {
    for (const { response } of streams) {
      const bytes = Buffer.from(response.body, 'base64');
      const first = bytes.subarray(0, bytes.readUInt32BE(0));
      const headers = headersOf(first);
      const payload = first.subarray(12 + first.readUInt32BE(4), -4).toString();

      expect(eventFrame(headers, JSON.parse(payload)).equals(first)).toBe(true);
    }
  });
});

describe('a checker', () => {
  it.each(chatStreams)('finds nothing wrong with the chat streams of %s', (provider) => {
    expect(flaws(streams(provider, 'chat'), (text) => readChatStream(text, { ownWords: true, direct: true }))).toEqual([]);
  });

  it('finds nothing wrong with whole answers of OpenAI', () => {
    expect(
      flaws(
        wholes('openai', 'chat').filter(([, body]) => !JSON.stringify(body).includes('"function_call"')),
        readChat,
      ),
    ).toEqual([]);
  });

  it('finds nothing wrong with answers of the Messages API', () => {
    expect(flaws(wholes('anthropic', 'messages'), readMessage)).toEqual([]);
    expect(flaws(streams('anthropic', 'messages'), (text) => readMessageStream(text, true))).toEqual([]);
  });

  it('finds nothing wrong with answers of the Responses API', () => {
    expect(flaws(wholes('openai', 'responses'), readResponse)).toEqual([]);
    expect(flaws(streams('openai', 'responses'), (text) => readResponseStream(text, true))).toEqual([]);
  });
});
