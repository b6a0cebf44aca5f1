import type { Difference } from '@sluice/provider-sdk';

const CONVERSE = 'Bedrock API reference, Converse, read 2026-11';
const THINKING = "Anthropic's docs, Extended thinking, 2026-08";

const CLAUDE = 'anthropic.claude-sonnet-4-5-20250929-v1:0';
const NEW_CLAUDE = 'anthropic.claude-opus-4-7-v1:0';
const OLD_CLAUDE = 'anthropic.claude-3-5-sonnet-20240620-v1:0';
const NOVA_2 = 'us.amazon.nova-2-lite-v1:0';
const LLAMA = 'meta.llama3-1-70b-instruct-v1:0';

const user = (...content: readonly object[]) => [{ role: 'user', content }];
const schema = {
  type: 'json_schema',
  json_schema: { name: 'city', schema: { type: 'object', properties: { area: { type: 'number', minimum: 0 } } } },
};
const tools = [{ type: 'function', function: { name: 'look', description: '', parameters: { type: 'object', properties: {} } } }];

const refused: readonly Difference[] = [
  { member: 'n', how: 'Bedrock gives one answer to a call.', source: CONVERSE, example: { n: 2 } },
  { member: 'logprobs', how: 'Bedrock does not tell how likely tokens were.', source: CONVERSE, example: { logprobs: true } },
  { member: 'logit_bias', how: 'Bedrock cannot favour tokens.', source: CONVERSE, example: { logit_bias: { '50256': -100 } } },
  {
    member: 'web_search_options',
    how: 'Bedrock does not search the web in this form.',
    source: CONVERSE,
    example: { web_search_options: {} },
  },
  { member: 'audio', how: 'Converse answers with no sound.', source: CONVERSE, example: { audio: { voice: 'alloy', format: 'wav' } } },
  { member: 'modalities', how: 'Converse answers with text.', source: CONVERSE, example: { modalities: ['text', 'audio'] } },
  {
    member: 'messages[].content[].image_url.url',
    how: 'Bedrock loads nothing from the web; pictures come as data or from S3.',
    source: CONVERSE,
    example: { messages: user({ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }) },
  },
  {
    member: 'messages[].content[].file',
    how: 'Bedrock loads nothing from the web and keeps no files; documents come as data or from S3.',
    source: CONVERSE,
    example: { messages: user({ type: 'file', file: { file_id: 'file-1' } }) },
  },
  {
    member: 'tools[]',
    how: "Tools that a provider runs itself are refused where the model has none of the kind; Nova's `systemTool` and Claude's dated tools pass.",
    source: 'Bedrock user guide, Computer use, read 2026-11',
    example: { tools: [{ type: 'web_search' }] },
  },
  {
    member: 'response_format',
    how: 'Models that can neither be held to a schema nor be made to call a tool cannot answer by a schema.',
    source: 'Bedrock user guide, Get validated JSON results from models, read 2026-11',
    example: { model: LLAMA, response_format: schema },
  },
  {
    member: 'tools[].function.parameters.type',
    how: 'An input is an object, which has to stand at the top of its schema: any other type there is refused, and so is a choice (`anyOf`, `oneOf`, `allOf`) without `"type":"object"` beside it.',
    source: 'Bedrock API reference, ToolInputSchema, read 2026-11',
    example: { tools: [{ type: 'function', function: { name: 'look', parameters: { type: 'array', items: {} } } }] },
  },
  {
    member: 'response_format.json_schema.schema.type',
    how: 'Models that answer by a tool, which are older Claude and Nova, answer with an object.',
    source: 'Bedrock API reference, ToolInputSchema, read 2026-11',
    example: {
      model: OLD_CLAUDE,
      response_format: { type: 'json_schema', json_schema: { name: 'cities', schema: { type: 'array', items: {} } } },
    },
  },
  {
    member: 'response_format.json_schema.schema',
    how: 'Keeping to a schema, Claude knows no bounds on numbers and lengths: they are refused by their path.',
    source: "Anthropic's docs, Structured outputs, read 2026-11",
    example: { model: CLAUDE, response_format: schema },
  },
].map((difference) => ({ ...difference, fate: 'refused' }));

const dropped: readonly Difference[] = [
  { member: 'seed', how: 'Converse has no seed.', source: CONVERSE, example: { seed: 7 } },
  { member: 'presence_penalty', how: 'Converse has no penalties.', source: CONVERSE, example: { presence_penalty: 1 } },
  { member: 'frequency_penalty', how: 'Converse has no penalties.', source: CONVERSE, example: { frequency_penalty: 1 } },
  { member: 'top_k', how: "Meta's, OpenAI's and Titan's models have none.", source: CONVERSE, example: { model: LLAMA, top_k: 5 } },
  {
    member: 'temperature',
    how: 'Claude after Opus 4.6, and Claude that thinks, refuses it, top_p and top_k.',
    source: THINKING,
    example: { model: NEW_CLAUDE, temperature: 0.5 },
  },
  {
    member: 'top_p',
    how: 'Claude from 4.1 on takes a temperature or top_p; with both, the temperature is sent.',
    source: THINKING,
    example: { model: CLAUDE, temperature: 0.5, top_p: 0.9 },
  },
  {
    member: 'stop',
    how: 'Claude refuses stop sequences that are blank.',
    source: 'Bedrock ValidationException, issue threads, 2025',
    example: { model: CLAUDE, stop: ['\n'] },
  },
  {
    member: 'parallel_tool_calls',
    how: 'Only Claude can be told to call one tool at a time.',
    source: CONVERSE,
    example: { model: NOVA_2, tools, parallel_tool_calls: false },
  },
  {
    member: 'reasoning_effort',
    how: 'Models that do not think, or think always alike, are not told how much.',
    source: CONVERSE,
    example: { model: LLAMA, reasoning_effort: 'high' },
  },
  {
    member: 'messages[].reasoning_content',
    how: 'Thinking without a signature is not sent back; what is signed, in `content_blocks`, goes back to Claude.',
    source: THINKING,
    example: {
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'hello', reasoning_content: 'a greeting' },
        { role: 'user', content: 'go on' },
      ],
    },
  },
  {
    member: 'messages[].content[].cache_control',
    how: 'Only Claude and Nova keep a cache.',
    source: 'Bedrock user guide, Prompt caching, read 2026-11',
    example: { model: LLAMA, messages: user({ type: 'text', text: 'hi', cache_control: { type: 'ephemeral' } }) },
  },
  {
    member: 'tools[].function.description',
    how: 'An empty description is refused and so left out.',
    source: 'opencode issue 48582, 2026',
    example: { tools },
  },
  {
    member: 'tools[].function.strict',
    how: 'Only models that can be held to a schema are told.',
    source: CONVERSE,
    example: { model: OLD_CLAUDE, tools: [{ type: 'function', function: { name: 'look', strict: true } }] },
  },
  {
    member: 'messages[].name',
    how: 'Converse does not tell speakers of one role apart.',
    source: CONVERSE,
    example: { messages: [{ role: 'user', name: 'ann', content: 'hi' }] },
  },
  {
    member: 'messages[].content[].image_url.detail',
    how: 'Pictures are looked at in one way.',
    source: CONVERSE,
    example: { messages: user({ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA', detail: 'low' } }) },
  },
  {
    member: 'verbosity',
    how: 'What Converse has no word for is left out; what a model knows besides goes in `additional_model_request_fields`.',
    source: CONVERSE,
    example: { verbosity: 'low' },
  },
  {
    member: 'future_member',
    how: 'So are members that nobody here knows: Bedrock answers them with 400.',
    source: CONVERSE,
    example: { future_member: 1 },
  },
].map((difference) => ({ ...difference, fate: 'dropped' }));

const changed: readonly Difference[] = [
  { member: 'temperature', how: 'The range ends at 1: what is above is sent as 1.', source: CONVERSE, example: { temperature: 1.5 } },
  {
    member: 'reasoning_effort',
    how: 'Becomes a budget or an effort as the model takes it; a bound on the answer that the least budget would fill is raised by it.',
    source: THINKING,
    example: { model: CLAUDE, reasoning_effort: 'minimal', max_tokens: 500 },
  },
  {
    member: 'reasoning_effort',
    how: 'Nova 2 takes no bound beside its highest effort; with max_tokens it is sent as medium.',
    source: 'Amazon Nova 2 user guide, Extended thinking, read 2026-11',
    example: { model: NOVA_2, reasoning_effort: 'high', max_tokens: 500 },
  },
  {
    member: 'response_format',
    how: 'Older Claude and Nova are held to a schema by a tool named `json`, whose call becomes the answer.',
    source: CONVERSE,
    example: { model: OLD_CLAUDE, response_format: schema },
  },
  {
    member: 'response_format',
    how: '`json_object` is an instruction: no model has a mode for it.',
    source: CONVERSE,
    example: { response_format: { type: 'json_object' } },
  },
  {
    member: 'messages[].role',
    how: 'Instructions in the middle of a conversation are said as the user; a conversation begins with the user, whose words are added where they are missing.',
    source: CONVERSE,
    example: {
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'hello' },
        { role: 'system', content: 'Be short.' },
      ],
    },
  },
  {
    member: 'messages[].content[].file.filename',
    how: 'Names of documents lose their ending and signs that Bedrock does not take; a document alone has a line of text put beside it.',
    source: 'Bedrock API reference, DocumentBlock, read 2026-11',
    example: { messages: user({ type: 'file', file: { filename: 'a_b.pdf', file_data: 'JVBERi0=' } }) },
  },
  {
    member: 'tools[].function.name',
    how: 'Signs that Bedrock does not take become `_`, and a name of more than 64 is cut; calls have the name as it was given.',
    source: 'Bedrock API reference, ToolSpecification, read 2026-11',
    example: { tools: [{ type: 'function', function: { name: 'files.read' } }] },
  },
  {
    member: 'metadata',
    how: 'Sent with `user` as requestMetadata; what AWS would not take is left out.',
    source: CONVERSE,
    example: { user: 'u-1', metadata: { topic: 'tea' } },
  },
  {
    member: 'service_tier',
    how: '`auto` is not sent; `standard_only` is `default`.',
    source: CONVERSE,
    example: { service_tier: 'standard_only' },
  },
].map((difference) => ({ ...difference, fate: 'changed' }));

const others: readonly Difference[] = [
  {
    operation: 'embeddings',
    member: 'input',
    fate: 'refused',
    how: 'Titan and Nova embed one input to a call; tokens are not taken by any.',
    source: 'Bedrock user guide, Titan Text Embeddings, read 2026-11',
    example: { model: 'amazon.titan-embed-text-v2:0', input: ['a', 'b'] },
  },
  {
    operation: 'embeddings',
    member: 'dimensions',
    fate: 'refused',
    how: 'Titan text v1 and Cohere v3 have one size of vector.',
    source: 'Bedrock user guide, Titan Embeddings G1, read 2026-11',
    example: { model: 'cohere.embed-english-v3', input: 'a', dimensions: 256 },
  },
  {
    operation: 'images',
    member: 'response_format',
    fate: 'refused',
    how: 'Bedrock gives pictures as b64_json alone.',
    source: 'Amazon Nova user guide, Image generation, read 2026-11',
    example: { model: 'amazon.nova-canvas-v1:0', response_format: 'url' },
  },
  {
    operation: 'images',
    member: 'n',
    fate: 'refused',
    how: "Stability's models make one picture to a call.",
    source: 'Bedrock user guide, Stability AI models, read 2026-11',
    example: { model: 'stability.sd3-5-large-v1:0', n: 2 },
  },
  {
    operation: 'images',
    member: 'size',
    fate: 'changed',
    how: "Stability's models take the nearest ratio that they know.",
    source: 'Bedrock user guide, Stability AI models, read 2026-11',
    example: { model: 'stability.sd3-5-large-v1:0', size: '1792x1024' },
  },
];

/** What callers of Bedrock may ask and do not get as they asked it. */
export const differences: readonly Difference[] = [...refused, ...dropped, ...changed, ...others];
