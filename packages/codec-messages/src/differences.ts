import type { Difference } from '@sluice/provider-sdk';

const COMPATIBLE = 'Anthropic, OpenAI SDK compatibility page, 2026-08';
const API = 'anthropic-sdk-typescript, 2026-08-19';
const STRUCTURED = 'Anthropic, structured outputs page, 2026-08';
const MODELS = 'Anthropic, models and migration pages, 2026-10';

const user = (content: unknown) => [{ role: 'user', content }];

/** What the Messages API does not do as chat asks, whoever hosts it. */
export const messagesDifferences: readonly Difference[] = [
  { member: 'n', fate: 'refused', how: 'One answer is given.', source: COMPATIBLE, example: { n: 2 } },
  {
    member: 'logprobs',
    fate: 'refused',
    how: 'The models do not tell how likely a token was.',
    source: COMPATIBLE,
    example: { logprobs: true },
  },
  {
    member: 'logit_bias',
    fate: 'refused',
    how: 'Single tokens cannot be made likelier or be forbidden.',
    source: COMPATIBLE,
    example: { logit_bias: { '50256': -100 } },
  },
  {
    member: 'modalities',
    fate: 'refused',
    how: 'The models do not speak.',
    source: COMPATIBLE,
    example: { modalities: ['text', 'audio'] },
  },
  {
    member: 'web_search_options',
    fate: 'refused',
    how: 'Search is a tool: {"type":"web_search_20250305","name":"web_search"} among the tools.',
    source: API,
    example: { web_search_options: {} },
  },
  {
    member: 'messages[].content[].input_audio',
    fate: 'refused',
    how: 'The models hear no sound.',
    source: COMPATIBLE,
    example: { messages: user([{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }]) },
  },
  {
    member: 'tools[].type',
    fate: 'refused',
    how: 'Tools that another provider runs; the API’s own are passed on as they are.',
    source: API,
    example: { tools: [{ type: 'file_search' }] },
  },
  {
    member: 'stop[]',
    fate: 'refused',
    how: 'An answer cannot be stopped at space alone.',
    source: COMPATIBLE,
    example: { stop: ['a', '\n'] },
  },
  {
    member: 'tool_choice',
    fate: 'refused',
    how: 'Opus and Sonnet 5.5, and Fable from 5.1, cannot be forced to call a tool.',
    source: MODELS,
    example: { model: 'claude-opus-5-5', tool_choice: 'required', tools: [{ type: 'function', function: { name: 'f' } }] },
  },
  {
    member: 'response_format.json_schema.schema.properties.a.minimum',
    fate: 'refused',
    how: 'Answers cannot be held to bounds, conditions or open objects; each is refused by its path. "oneOf" becomes "anyOf" where no two choices overlap.',
    source: STRUCTURED,
    example: {
      model: 'claude-sonnet-4-5',
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'x', schema: { type: 'object', properties: { a: { type: 'integer', minimum: 1 } } } },
      },
    },
  },
  {
    member: 'response_format',
    fate: 'changed',
    how: 'Models before 4.5 (Opus: 4.1) have no schemas; there a tool is forced whose input is the answer, and they do not think meanwhile.',
    source: STRUCTURED,
    example: {
      model: 'claude-sonnet-4-20250514',
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'x', schema: { type: 'object', properties: { a: { type: 'string' } } } },
      },
    },
  },
  {
    member: 'response_format',
    fate: 'changed',
    how: '"json_object" is an instruction at the end of the system prompt.',
    source: COMPATIBLE,
    example: { response_format: { type: 'json_object' } },
  },
  {
    member: 'tools[].function.name',
    fate: 'changed',
    how: 'Signs that the API does not take become "_", and a name of more than 128 is cut; calls have the name as it was given.',
    source: 'Anthropic, Messages API reference (^[a-zA-Z0-9_-]{1,128}$), 2026-08',
    example: { tools: [{ type: 'function', function: { name: 'files.read' } }] },
  },
  {
    member: 'tools[].function.strict',
    fate: 'dropped',
    how: 'Models before 4.5 (Opus: 4.1) cannot be held to a schema.',
    source: STRUCTURED,
    example: { model: 'claude-sonnet-4-20250514', tools: [{ type: 'function', function: { name: 'f', strict: true } }] },
  },
  { member: 'seed', fate: 'dropped', how: 'There is none.', source: COMPATIBLE, example: { seed: 7 } },
  { member: 'presence_penalty', fate: 'dropped', how: 'There is none.', source: COMPATIBLE, example: { presence_penalty: 1 } },
  { member: 'frequency_penalty', fate: 'dropped', how: 'There is none.', source: COMPATIBLE, example: { frequency_penalty: 1 } },
  {
    member: 'temperature',
    fate: 'changed',
    how: 'At most 1.',
    source: API,
    example: { model: 'claude-sonnet-4-20250514', temperature: 1.5 },
  },
  {
    member: 'temperature',
    fate: 'dropped',
    how: 'Models after Opus 4.6 take no temperature, top_p or top_k; those that think by a budget take none meanwhile.',
    source: API,
    example: { model: 'claude-opus-4-7', temperature: 0.5 },
  },
  {
    member: 'top_p',
    fate: 'dropped',
    how: 'From 4.5 on not beside a temperature.',
    source: MODELS,
    example: { model: 'claude-sonnet-4-5', temperature: 0.5, top_p: 0.5 },
  },
  {
    member: 'max_tokens',
    fate: 'changed',
    how: 'The most that the model can give where nothing is said; raised where a thinking budget would leave no room for an answer.',
    source: API,
    example: { model: 'claude-sonnet-4-5', max_tokens: 1000, thinking: { type: 'enabled', budget_tokens: 2000 } },
  },
  {
    member: 'reasoning_effort',
    fate: 'changed',
    how: 'An effort where the model knows efforts, a share of the tokens before 4.6; left out where a tool is forced or where a budget’s history was thought elsewhere.',
    source: API,
    example: { model: 'claude-sonnet-4-5', max_tokens: 4000, reasoning_effort: 'high' },
  },
  {
    member: 'reasoning_effort',
    fate: 'dropped',
    how: 'Models before 3.7 do not think.',
    source: MODELS,
    example: { model: 'claude-3-5-haiku-20241022', reasoning_effort: 'high' },
  },
  {
    member: 'messages[].reasoning_content',
    fate: 'dropped',
    how: 'Thinking without a signature is refused; signed thinking goes back in "content_blocks".',
    source: API,
    example: { messages: [...user('a'), { role: 'assistant', content: 'b', reasoning_content: 'c' }, ...user('d')] },
  },
  {
    member: 'messages[]',
    fate: 'changed',
    how: 'Instructions in the middle of a conversation become what the user says there.',
    source: API,
    example: { messages: [...user('a'), { role: 'system', content: 'b' }] },
  },
  {
    member: 'service_tier',
    fate: 'dropped',
    how: '"auto" and "default" are "auto"; there are no others of OpenAI’s.',
    source: API,
    example: { service_tier: 'flex' },
  },
  {
    member: 'metadata',
    fate: 'dropped',
    how: 'Only "user_id" is known, which "user" fills.',
    source: API,
    example: { metadata: { a: 'b' } },
  },
  {
    member: 'future_member',
    fate: 'dropped',
    how: 'Members that nobody here knows are left out: the API answers them with 400 ("Extra inputs are not permitted").',
    source: API,
    example: { future_member: 1 },
  },
];
