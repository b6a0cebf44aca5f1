import { cohere } from '../support/stand-ins/cohere/index.ts';
import { converse, type Family } from '../support/stand-ins/converse/index.ts';
import { gemini } from '../support/stand-ins/gemini/index.ts';
import { messages } from '../support/stand-ins/messages/index.ts';
import { mistral } from '../support/stand-ins/mistral/index.ts';
import { ollama } from '../support/stand-ins/ollama/index.ts';
import { openaiChat } from '../support/stand-ins/openai-chat/index.ts';
import type { Rules } from '../support/stand-ins/openai-chat/rules.ts';
import { OPENAI_MEMBERS } from '../support/stand-ins/openai-chat/rules.ts';
import { openaiResponses } from '../support/stand-ins/openai-responses/index.ts';
import type { Addresses } from '../support/stand-ins/stand-in.ts';
import type { Feature } from './features.ts';

/** One row of the table: a provider and one of its models. */
export interface Row {
  readonly name: string;
  readonly slug: string;
  readonly model: string;
  /** Behind the origin, what `custom_host` has. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly addresses: Addresses;
  /** Features that are refused by the gateway, each with the member that says so. */
  readonly refuses?: Partial<Readonly<Record<Feature, { readonly member: string; readonly at?: readonly string[] }>>>;
  /** Features that only the provider itself refuses, whose 400 the caller then has, with the reason. */
  readonly refusedThere?: Partial<Readonly<Record<Feature, { readonly why: string; readonly at: readonly string[] }>>>;
}

const bearer = { authorization: 'Bearer test-key' };

const chatAt = (path: RegExp, rules: Partial<Rules> = {}) => ({ path, format: openaiChat(rules) });
const responsesAt = (path: RegExp, credential?: readonly [string, string]) => ({ path, format: openaiResponses(credential) });

const loose = { members: undefined as unknown as string, strictMessages: false };
const loosely = (rules: Partial<Rules>): Partial<Rules> => ({ ...loose, ...rules });

const KEYS = { id: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI', region: 'us-west-2' };
const aws = {
  'x-portkey-aws-access-key-id': KEYS.id,
  'x-portkey-aws-secret-access-key': KEYS.secret,
  'x-portkey-aws-region': KEYS.region,
};
const bedrock = (name: string, model: string, family: Family): Row => ({
  name: `bedrock ${name}`,
  slug: 'bedrock',
  model,
  base: '',
  headers: aws,
  addresses: [{ path: /^\/model\//, format: converse(family, KEYS) }],
});

const vertex = (name: string, model: string, addresses: Addresses): Row => ({
  name: `vertex-ai ${name}`,
  slug: 'vertex-ai',
  model,
  base: '',
  headers: { authorization: 'Bearer ya29.test', 'x-portkey-vertex-project-id': 'acme', 'x-portkey-vertex-region': 'us-central1' },
  addresses,
});
const inProject = String.raw`^\/v1\/projects\/acme\/locations\/us-central1`;
const token = ['authorization', 'Bearer ya29.test'] as const;

const flat: Rules['failure'] = ({ status, message, retryAfterS }) => ({
  status,
  headers: { 'retry-after': String(retryAfterS) },
  body: JSON.stringify({ message, type: 'too_many_requests_error', param: 'quota', code: 'request_quota_exceeded' }),
});

/** As xAI tells errors. */
const asText: Rules['failure'] = ({ status, message, retryAfterS }) => ({
  status,
  headers: { 'retry-after': String(retryAfterS) },
  body: JSON.stringify({ code: 'Some resource has been exhausted', error: message }),
});

const numbered: Rules['failure'] = ({ status, message, retryAfterS }) => ({
  status,
  headers: { 'retry-after': String(retryAfterS) },
  body: JSON.stringify({ error: { code: status, message, metadata: { provider_name: 'Anthropic' } }, user_id: 'user_1' }),
});

const GROQ_MEMBERS =
  'model messages max_tokens max_completion_tokens temperature top_p frequency_penalty presence_penalty n stop seed stream stream_options tools tool_choice parallel_tool_calls response_format reasoning_effort reasoning_format include_reasoning service_tier user functions function_call';

/** Every row, anew: a stand-in remembers. */
export const rows = (): readonly Row[] => [
  {
    name: 'anthropic',
    slug: 'anthropic',
    model: 'claude-sonnet-4-5-20250929',
    base: '/v1',
    headers: bearer,
    addresses: [{ path: /^\/v1\/messages$/, format: messages() }],
  },
  {
    name: 'google',
    slug: 'google',
    model: 'gemini-3-pro-preview',
    base: '',
    headers: bearer,
    addresses: [{ path: /^\/v1beta\/models\//, format: gemini() }],
  },
  vertex('Gemini', 'gemini-3-flash-preview', [
    { path: new RegExp(String.raw`${inProject}\/publishers\/google\/models\/`), format: gemini(token) },
  ]),
  vertex('Claude', 'anthropic.claude-sonnet-4-5@20250929', [
    {
      path: new RegExp(
        String.raw`${inProject}\/publishers\/anthropic\/models\/claude-sonnet-4-5@20250929:(?:rawPredict|streamRawPredict)$`,
      ),
      format: messages({ credential: token, version: 'body' }),
    },
  ]),
  vertex('gpt-oss', 'openai/gpt-oss-120b-maas', [
    chatAt(new RegExp(String.raw`${inProject}\/endpoints\/openapi\/chat\/completions$`), {
      ...loose,
      credential: token,
      toldIn: 'reasoning_content',
    }),
  ]),
  bedrock('Claude', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude'),
  bedrock('Nova', 'us.amazon.nova-2-lite-v1:0', 'nova'),
  bedrock('gpt-oss', 'openai.gpt-oss-120b-1:0', 'open'),
  {
    name: 'azure-openai',
    slug: 'azure-openai',
    model: 'gpt-5',
    base: '/openai',
    headers: { ...bearer, 'x-portkey-azure-api-version': '2025-04-01-preview', 'x-portkey-azure-deployment-id': 'five' },
    addresses: [
      chatAt(/^\/openai\/deployments\/five\/chat\/completions\?api-version=2025-04-01-preview$/, {
        credential: ['api-key', 'test-key'],
        first: {
          choices: [],
          created: 0,
          id: '',
          model: '',
          object: 'chat.completion.chunk',
          prompt_filter_results: [{ prompt_index: 0 }],
        },
      }),
      responsesAt(/^\/openai\/responses\?api-version=2025-04-01-preview$/, ['api-key', 'test-key']),
    ],
  },
  {
    name: 'mistral-ai',
    slug: 'mistral-ai',
    model: 'mistral-small-latest',
    base: '/v1',
    headers: bearer,
    addresses: [{ path: /^\/v1\/chat\/completions$/, format: mistral() }],
  },
  {
    name: 'cohere',
    slug: 'cohere',
    model: 'command-a-reasoning-08-2025',
    base: '',
    headers: bearer,
    addresses: [{ path: /^\/v2\/chat$/, format: cohere() }],
  },
  {
    name: 'ollama',
    slug: 'ollama',
    model: 'gpt-oss:20b',
    base: '',
    headers: {},
    addresses: [
      chatAt(/^\/v1\/chat\/completions$/, {
        ...loose,
        credential: ['content-type', 'application/json'],
        toldIn: 'reasoning',
        cached: 'none',
      }),
    ],
  },
  {
    name: 'ollama-native',
    slug: 'ollama-native',
    model: 'qwen3:4b',
    base: '',
    headers: {},
    addresses: [{ path: /^\/api\/chat$/, format: ollama() }],
  },
  {
    name: 'deepseek',
    slug: 'deepseek',
    model: 'deepseek-v4-flash',
    base: '',
    headers: bearer,
    addresses: [
      chatAt(
        /^\/v1\/chat\/completions$/,
        loosely({
          developer: false,
          thinksBy: ['thinking', 'reasoning_effort'],
          toldIn: 'reasoning_content',
          mustReplay: true,
          pictures: false,
          schemas: false,
          streamCounts: 'asked-last',
          cached: 'hit',
        }),
      ),
      responsesAt(/^\/responses$/),
    ],
    refuses: { schema: { member: 'response_format.json_schema.strict', at: ['chat', 'messages'] } },
    refusedThere: { image: { why: 'its models see no pictures', at: ['chat', 'messages'] } },
  },
  {
    name: 'x-ai',
    slug: 'x-ai',
    model: 'grok-4.3',
    base: '/v1',
    headers: bearer,
    addresses: [
      chatAt(/^\/v1\/chat\/completions$/, {
        ...loose,
        refused: 'presence_penalty frequency_penalty stop',
        toldIn: 'reasoning_content',
        wholeCalls: true,
        thoughtBeside: true,
        failure: asText,
      }),
      responsesAt(/^\/v1\/responses$/),
    ],
  },
  {
    name: 'openrouter',
    slug: 'openrouter',
    model: 'anthropic/claude-sonnet-4.5',
    base: '/api',
    headers: bearer,
    addresses: [
      chatAt(/^\/api\/v1\/chat\/completions$/, {
        ...loose,
        thinksBy: ['reasoning', 'reasoning_effort'],
        toldIn: 'reasoning',
        details: true,
        endTwice: true,
        marks: true,
        written: true,
        streamCounts: 'always-last',
        own: { provider: 'Anthropic' },
        failure: numbered,
      }),
      { path: /^\/api\/v1\/messages$/, format: messages({ credential: ['authorization', 'Bearer test-key'], version: 'none' }) },
      responsesAt(/^\/api\/v1\/responses$/),
    ],
  },
  {
    name: 'perplexity-ai',
    slug: 'perplexity-ai',
    model: 'sonar-reasoning-pro',
    base: '',
    headers: bearer,
    addresses: [
      chatAt(/^\/chat\/completions$/, {
        ...loose,
        developer: false,
        tools: false,
        toldIn: 'think',
        done: false,
        streamCounts: 'every',
        cached: 'none',
        own: { citations: ['https://example.com/a'] },
      }),
    ],
    refuses: { tools: { member: 'tools' }, parallel: { member: 'tools' }, 'tool result': { member: 'tools' } },
  },
  {
    name: 'together-ai',
    slug: 'together-ai',
    model: 'openai/gpt-oss-120b',
    base: '',
    headers: bearer,
    addresses: [chatAt(/^\/v1\/chat\/completions$/, { ...loose, developer: false, toldIn: 'reasoning', streamCounts: 'always-last' })],
  },
  {
    name: 'fireworks-ai',
    slug: 'fireworks-ai',
    model: 'accounts/fireworks/models/gpt-oss-120b',
    base: '/inference/v1',
    headers: bearer,
    addresses: [
      chatAt(/^\/inference\/v1\/chat\/completions$/, {
        ...loose,
        thinksBy: ['reasoning_effort', 'thinking'],
        toldIn: 'reasoning_content',
        streamCounts: 'always-last',
      }),
      responsesAt(/^\/inference\/v1\/responses$/),
    ],
  },
  {
    name: 'cerebras',
    slug: 'cerebras',
    model: 'gpt-oss-120b',
    base: '/v1',
    headers: bearer,
    addresses: [
      chatAt(/^\/v1\/chat\/completions$/, {
        members: `${OPENAI_MEMBERS} reasoning_format clear_thinking disable_reasoning`,
        refused: 'frequency_penalty presence_penalty logit_bias store metadata prompt_cache_key',
        assistantMembers: 'reasoning',
        developer: false,
        toldIn: 'reasoning',
        done: false,
        streamCounts: 'asked-last',
        failure: flat,
        wrong: (message, param) => ({ status: 400, body: { message, type: 'invalid_request_error', param, code: 'wrong_api_format' } }),
      }),
    ],
  },
  {
    // Who reads thinking that comes back, and by which name, is the business of whoever is behind the router.
    name: 'huggingface',
    slug: 'huggingface',
    model: 'openai/gpt-oss-120b:fastest',
    base: '',
    headers: bearer,
    addresses: [chatAt(/^\/v1\/chat\/completions$/, { ...loose, toldIn: 'reasoning', reads: false }), responsesAt(/^\/v1\/responses$/)],
  },
  {
    name: 'groq',
    slug: 'groq',
    model: 'openai/gpt-oss-120b',
    base: '/openai/v1',
    headers: bearer,
    addresses: [
      chatAt(/^\/openai\/v1\/chat\/completions$/, {
        members: GROQ_MEMBERS,
        assistantMembers: 'reasoning channel',
        toldIn: 'reasoning',
        streamCounts: 'always-last',
        own: { x_groq: { id: 'req_1' } },
      }),
      responsesAt(/^\/openai\/v1\/responses$/),
    ],
  },
  {
    name: 'openai',
    slug: 'openai',
    model: 'gpt-5',
    base: '/v1',
    headers: bearer,
    addresses: [chatAt(/^\/v1\/chat\/completions$/), responsesAt(/^\/v1\/responses$/)],
  },
  {
    name: 'moonshot (preset)',
    slug: 'moonshot',
    model: 'kimi-k2.6',
    base: '',
    headers: bearer,
    addresses: [
      chatAt(
        /^\/v1\/chat\/completions$/,
        loosely({ developer: false, thinksBy: ['thinking', 'reasoning_effort'], toldIn: 'reasoning_content', mustReplay: true }),
      ),
    ],
  },
];
