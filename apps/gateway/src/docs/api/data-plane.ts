import type { OperationName } from '@sluice/provider-sdk';
import { DOORS } from '../../http/doors.ts';
import { ref } from './refs.ts';
import { ROUTED } from './replies.ts';

const TAGS = ['Data plane'];

const COMMON = [
  'Provider',
  'VirtualKey',
  'Config',
  'CustomHost',
  'RequestTimeout',
  'ForwardHeaders',
  'TraceId',
  'Traceparent',
  'SpanId',
  'ParentSpanId',
  'SpanName',
  'Metadata',
  'Baggage',
  'CacheForceRefresh',
  'CacheNamespace',
  'StrictCompliance',
  'Explain',
  'IdempotencyKey',
  'Workspace',
].map((name) => ref('parameters', name));

interface Description {
  readonly summary: string;
  /** Undefined where there is no body. */
  readonly request?: 'JsonRequest' | 'ChatRequest' | 'FormRequest';
  readonly example?: unknown;
  /** Undefined where a WebSocket takes the answer's place. */
  readonly reply?: Readonly<Record<string, unknown>>;
}

const json = { 'application/json': { schema: ref('schemas', 'Reply') } };
const jsonOrEvents = { ...json, 'text/event-stream': { schema: ref('schemas', 'Events') } };
const sound = { 'audio/*': {}, 'text/event-stream': { schema: ref('schemas', 'Events') } };
const jsonOrText = { ...jsonOrEvents, 'text/plain': { schema: { type: 'string' } } };

const greeting = [{ role: 'user', content: 'Hello' }];

const DESCRIPTIONS: Readonly<Record<OperationName, Description>> = {
  chat: { summary: 'Chat', request: 'ChatRequest', example: { model: 'mock', messages: greeting }, reply: jsonOrEvents },
  completions: {
    summary: 'Completion of a text',
    request: 'JsonRequest',
    example: { model: 'mock', prompt: 'Hello' },
    reply: jsonOrEvents,
  },
  embeddings: { summary: 'Embeddings', request: 'JsonRequest', example: { model: 'mock', input: 'Hello' }, reply: json },
  moderations: { summary: 'Moderation', request: 'JsonRequest', example: { input: 'Hello' }, reply: json },
  responses: {
    summary: 'Responses',
    request: 'JsonRequest',
    example: { model: 'openai/gpt-oss-20b', input: 'Hello' },
    reply: jsonOrEvents,
  },
  images: { summary: 'Making a picture', request: 'JsonRequest', example: { prompt: 'A lock in a canal' }, reply: jsonOrEvents },
  imageEdits: { summary: 'Changing a picture', request: 'FormRequest', reply: jsonOrEvents },
  imageVariations: { summary: 'Variations of a picture', request: 'FormRequest', reply: json },
  speech: { summary: 'Speech', request: 'JsonRequest', example: { model: 'tts-1', input: 'Hello', voice: 'alloy' }, reply: sound },
  transcriptions: { summary: 'Transcription', request: 'FormRequest', reply: jsonOrText },
  translations: { summary: 'Translation into English', request: 'FormRequest', reply: jsonOrText },
  rerank: {
    summary: 'Documents in the order of how well they answer a question',
    request: 'JsonRequest',
    example: { model: 'some-model', query: 'What is a sluice?', documents: ['A gate for water', 'A kind of bread'], top_n: 1 },
    reply: json,
  },
  models: {
    summary: 'Models: of the provider that is named, else all that the caller can use',
    reply: { 'application/json': { schema: ref('schemas', 'ModelList') } },
  },
  realtime: { summary: 'A WebSocket to the provider, its frames passed on as they come' },
  messages: {
    summary: 'Messages, in Anthropic’s dialect',
    request: 'JsonRequest',
    example: { model: 'some-model', max_tokens: 16, messages: greeting },
    reply: jsonOrEvents,
  },
  countTokens: {
    summary: 'Tokens of a message',
    request: 'JsonRequest',
    example: { model: 'some-model', messages: greeting },
    reply: json,
  },
};

const query = (name: string, description: string) => ({ name, in: 'query', required: false, schema: { type: 'string' }, description });

/** Parameters that an operation has beside those of all. */
const MORE: Readonly<Partial<Record<OperationName, readonly unknown[]>>> = {
  models: [ref('parameters', 'IntegratedModels')],
  realtime: [query('model', 'The model, or `@slug/model`. Other parameters go to the provider as they came.')],
};

function describe(name: OperationName, { summary, request, example, reply }: Description) {
  const type = request === 'FormRequest' ? 'multipart/form-data' : 'application/json';
  return {
    tags: TAGS,
    operationId: name,
    summary,
    parameters: [...COMMON, ...(MORE[name] ?? [])],
    ...(request && {
      requestBody: { required: true, content: { [type]: { schema: ref('schemas', request), ...(example !== undefined && { example }) } } },
    }),
    responses: {
      ...(reply
        ? { 200: { description: 'The provider’s answer', headers: ROUTED, content: reply } }
        : { 101: { description: 'The provider’s WebSocket', headers: ROUTED } }),
      default: ref('responses', 'Failure'),
    },
  };
}

const known = Object.entries(DOORS).flatMap(([address, door]) => {
  if (door.kind !== 'operation') return [];
  const [method, path] = address.split(' ') as [string, string];
  return [[`/v1${path}`, { [method.toLowerCase()]: describe(door.operation, DESCRIPTIONS[door.operation]) }] as const];
});

const oneModel = {
  get: {
    tags: TAGS,
    operationId: 'model',
    summary: 'One model of the provider that is named',
    parameters: [
      { name: 'model', in: 'path', required: true, schema: { type: 'string' }, description: 'The model’s id, which may hold slashes.' },
      ...COMMON,
    ],
    responses: { 200: { description: 'The provider’s answer', headers: ROUTED, content: json }, default: ref('responses', 'Failure') },
  },
};

const passThrough = (method: string) => ({
  tags: TAGS,
  operationId: `passThrough${method.toUpperCase()}`,
  summary: 'Any other path, passed through',
  description:
    'Method, path, query and body go to the provider as they came, and so does its answer, errors included. The path below `/v1` stands below the provider’s base URL. `/v1/proxy/…` is the same address without `proxy`.',
  parameters: [{ name: 'path', in: 'path', required: true, schema: { type: 'string' }, description: 'May hold slashes.' }, ...COMMON],
  ...(method !== 'get' && { requestBody: { content: { '*/*': {} } } }),
  responses: { default: { description: 'The provider’s answer, whatever it is', headers: ROUTED, content: { '*/*': {} } } },
});

/** The addresses below `/v1` whose requests go to a provider. */
export const dataPlane = {
  ...Object.fromEntries(known),
  '/v1/models/{model}': oneModel,
  '/v1/{path}': Object.fromEntries(['get', 'post', 'put', 'patch', 'delete'].map((method) => [method, passThrough(method)])),
};
