import type { Difference } from '@sluice/provider-sdk';

const REFERENCE = 'ai.google.dev, API reference of generateContent, 2026-08';
const THINKING = 'ai.google.dev, thinking, and OpenAI compatibility, 2026-08';
const SCHEMA = 'ai.google.dev, structured output and API reference of Schema, 2026-08';

/** What Gemini does not do as OpenAI's chat, embeddings, images and speech have it. */
export const geminiDifferences: readonly Difference[] = [
  {
    member: 'stop',
    fate: 'refused',
    how: 'More than five texts cannot end an answer.',
    source: REFERENCE,
    example: { stop: ['a', 'b', 'c', 'd', 'e', 'f'] },
  },
  {
    member: 'logit_bias',
    fate: 'dropped',
    how: 'Tokens cannot be made likelier by hand, and their numbers are another model’s.',
    source: REFERENCE,
    example: { logit_bias: { '50256': -100 } },
  },
  {
    member: 'parallel_tool_calls',
    fate: 'dropped',
    how: 'The model cannot be held to one call at a time.',
    source: REFERENCE,
    example: { parallel_tool_calls: false },
  },
  {
    member: 'modalities',
    fate: 'refused',
    how: 'A chat answers with text and pictures; sound is made by the speech models.',
    source: REFERENCE,
    example: { modalities: ['text', 'audio'] },
  },
  {
    member: 'web_search_options',
    fate: 'refused',
    how: 'A search is asked for by the tool {"type":"google_search"}.',
    source: REFERENCE,
    example: { web_search_options: {} },
  },
  { member: 'user', fate: 'dropped', how: 'Requests name no user.', source: REFERENCE, example: { user: 'u1' } },
  {
    member: 'metadata',
    fate: 'dropped',
    how: 'Labels are another thing, and kept for bills: ask for them by "labels" where the host has them.',
    source: REFERENCE,
    example: { metadata: { a: 'b' } },
  },
  { member: 'store', fate: 'dropped', how: 'Answers are not kept.', source: REFERENCE, example: { store: true } },
  {
    member: 'prediction',
    fate: 'dropped',
    how: 'An answer cannot be guessed beforehand; it is the same without, only later.',
    source: REFERENCE,
    example: { prediction: { type: 'content', content: 'a' } },
  },
  {
    member: 'reasoning_effort',
    fate: 'changed',
    how: 'Gemini 3 takes a level, Gemini 2.5 a budget of 1024, 8192 or 24576 tokens and more for more; a model that cannot be kept from thinking thinks as little as it can; models before 2.5 do not think.',
    source: THINKING,
    example: { model: 'gemini-2.5-pro', reasoning_effort: 'none' },
  },
  {
    member: 'thinking.budget_tokens',
    fate: 'changed',
    how: 'Brought within what the model takes: 128 to 32768 for 2.5 Pro, up to 24576 for Flash; a level for Gemini 3.',
    source: THINKING,
    example: { model: 'gemini-2.5-flash', thinking: { type: 'enabled', budget_tokens: 100_000 } },
  },
  {
    member: 'tools[].function.parameters',
    fate: 'refused',
    how: 'Models before 2.5 take a subset of OpenAPI’s Schema: it is written for them where the same values fit, and refused by its path where they would not.',
    source: SCHEMA,
    example: {
      model: 'gemini-2.0-flash',
      tools: [
        { type: 'function', function: { name: 'f', parameters: { type: 'object', properties: { a: { type: 'number', multipleOf: 5 } } } } },
      ],
    },
  },
  {
    member: 'response_format.json_schema.schema',
    fate: 'refused',
    how: 'Models before 2.5 take a subset of OpenAPI’s Schema, as for tools.',
    source: SCHEMA,
    example: {
      model: 'gemini-2.0-flash',
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'a', schema: { type: 'array', items: { type: 'string' }, uniqueItems: true } },
      },
    },
  },
  {
    member: 'tools[].function.strict',
    fate: 'changed',
    how: 'One strict function makes the model keep to the schemas of all (mode VALIDATED); before 2.5 only a call that must be made is held to them.',
    source: 'ai.google.dev, function calling, 2026-08',
    example: { model: 'gemini-2.5-flash', tools: [{ type: 'function', function: { name: 'f', strict: true } }] },
  },
  {
    member: 'tools[]',
    fate: 'refused',
    how: 'Tools that another provider runs are not run here.',
    source: 'js-genai, Tool, 2026-08-21',
    example: { tools: [{ type: 'web_search_20250305', name: 'web_search' }] },
  },
  {
    member: 'messages[].content[].image_url.detail',
    fate: 'dropped',
    how: 'How closely to look is one setting for the whole request (media_resolution).',
    source: REFERENCE,
    example: {
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } }] }],
    },
  },
  {
    member: 'messages[].cache_control',
    fate: 'dropped',
    how: 'Prompts are cached unasked, or beforehand and named by cached_content.',
    source: 'ai.google.dev, context caching, 2026-08',
    example: { messages: [{ role: 'user', content: 'hi', cache_control: { type: 'ephemeral' } }] },
  },
  {
    member: 'messages[].reasoning_content',
    fate: 'dropped',
    how: 'What was thought is not read again; the signatures that stand for it are sent back.',
    source: 'ai.google.dev, thought signatures, 2026-08',
    example: {
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'a', reasoning_content: 'b' },
        { role: 'user', content: 'c' },
      ],
    },
  },
  {
    member: 'messages[].name',
    fate: 'dropped',
    how: 'Speakers have no names.',
    source: REFERENCE,
    example: { messages: [{ role: 'user', content: 'hi', name: 'ann' }] },
  },
  {
    member: 'messages[].content[].document',
    fate: 'changed',
    how: 'Title and context of a document stand before it as text; citations cannot be asked for.',
    source: REFERENCE,
    example: {
      messages: [
        { role: 'user', content: [{ type: 'file', file: { file_data: 'aGk=' }, document: { title: 'a', citations: { enabled: true } } }] },
      ],
    },
  },
  {
    member: 'messages[].role',
    fate: 'changed',
    how: 'Instructions in the middle of a conversation are said by the user; so are those that nothing follows, and all of them to Gemma.',
    source: REFERENCE,
    example: {
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'system', content: 'be brief' },
      ],
    },
  },
  {
    member: 'messages[].content[].image_url',
    fate: 'changed',
    how: 'Pictures in the answer of a tool are inside it for Gemini 3 and follow it, under the tool’s name, for older models.',
    source: 'ai.google.dev, function calling, 2026-08',
    example: {
      model: 'gemini-2.5-flash',
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }] },
        { role: 'tool', tool_call_id: 'c', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' } }] },
      ],
    },
  },
  {
    operation: 'embeddings',
    member: 'input',
    fate: 'refused',
    how: 'Numbers of another model’s tokens mean nothing here.',
    source: 'ai.google.dev, embeddings, 2026-08',
    example: { input: [1, 2, 3] },
  },
  {
    member: 'future_member',
    fate: 'dropped',
    how: 'Members that nobody here knows are left out: the API answers them with 400 ("Unknown name").',
    source: REFERENCE,
    example: { future_member: 1 },
  },
  {
    operation: 'images',
    member: 'size',
    fate: 'changed',
    how: 'The ratio nearest to it is asked for.',
    source: 'ai.google.dev, image generation and Imagen, 2026-08',
    example: { model: 'imagen-4.0-generate-001', size: '1536x1024' },
  },
  {
    operation: 'images',
    member: 'response_format',
    fate: 'refused',
    how: 'Pictures come in the answer, not by an address.',
    source: 'ai.google.dev, image generation, 2026-08',
    example: { model: 'imagen-4.0-generate-001', response_format: 'url' },
  },
  {
    operation: 'images',
    member: 'n',
    fate: 'refused',
    how: 'Gemini’s image models draw one picture for each call; Imagen draws several.',
    source: 'ai.google.dev, image generation, 2026-08',
    example: { model: 'gemini-2.5-flash-image', n: 2 },
  },
  {
    operation: 'images',
    member: 'background',
    fate: 'refused',
    how: 'Pictures have a background.',
    source: 'ai.google.dev, image generation, 2026-08',
    example: { model: 'gemini-2.5-flash-image', background: 'transparent' },
  },
  {
    operation: 'images',
    member: 'quality',
    fate: 'dropped',
    how: 'Quality and style are words of other models.',
    source: 'ai.google.dev, image generation and Imagen, 2026-08',
    example: { model: 'imagen-4.0-generate-001', quality: 'hd' },
  },
  {
    operation: 'speech',
    member: 'response_format',
    fate: 'refused',
    how: 'Speech is wav (also where nothing is asked) or pcm.',
    source: 'ai.google.dev, speech generation, 2026-08',
    example: { model: 'gemini-2.5-flash-preview-tts', response_format: 'mp3' },
  },
  {
    operation: 'speech',
    member: 'speed',
    fate: 'refused',
    how: 'How fast to speak is said in instructions.',
    source: 'ai.google.dev, speech generation, 2026-08',
    example: { model: 'gemini-2.5-flash-preview-tts', speed: 2 },
  },
];
