/**
 * Costs worked out by hand: what a provider tells that it has counted, the lines of its price list, and the sum. None of the results
 * was made by the code that they check.
 *
 * Prices are US dollars for a million tokens (`/M`) unless something else is said: those of the catalogues here, which are the litellm
 * price table of 2026-07-24, and where that has no column those of the page itself. `page` is where the vendor lists them.
 */
export interface WorkedCost {
  readonly what: string;
  readonly page: string;
  readonly provider: string;
  readonly model: string;
  /** Below `/v1`; chat completions where it is left out. */
  readonly path?: string;
  /** Beside the model; a question in a word where it is left out. */
  readonly request?: Readonly<Record<string, unknown>>;
  /** Sent as a form, with a file in it. */
  readonly form?: true;
  /** Stored as this virtual key's price before. */
  readonly price?: Readonly<Record<string, { readonly price: number }>>;
  /** As the provider sends it: JSON, or the lines of a stream or a file. */
  readonly reply: Readonly<Record<string, unknown>> | string;
  readonly contentType?: string;
  /** The sum; undefined: nobody knows. */
  readonly dollars: number | undefined;
}

const OPENAI = 'https://openai.com/api/pricing/';
const ANTHROPIC = 'https://platform.claude.com/docs/en/about-claude/pricing';
const GOOGLE = 'https://ai.google.dev/gemini-api/docs/pricing';
const COHERE = 'https://cohere.com/pricing';
const GROQ = 'https://groq.com/pricing';
const MISTRAL = 'https://mistral.ai/pricing';
const VOYAGE = 'https://docs.voyageai.com/docs/pricing';

const chat = (usage: object, more: object = {}) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Paris' }, finish_reason: 'stop' }],
  usage,
  ...more,
});

const message = (usage: object) => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'm',
  content: [{ type: 'text', text: 'Paris' }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage,
});

const gemini = (usageMetadata: object) => ({
  candidates: [{ index: 0, content: { role: 'model', parts: [{ text: 'Paris' }] }, finishReason: 'STOP' }],
  usageMetadata,
  modelVersion: 'm',
});

const events = (...all: readonly object[]) =>
  all.map((event) => `event: ${(event as { type: string }).type}\ndata: ${JSON.stringify(event)}\n\n`).join('');

const chunks = (...all: readonly object[]) =>
  [...all.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map((data) => `data: ${data}\n\n`).join('');

const chunk = (more: object) => ({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', ...more });

const MESSAGES = { path: '/messages', request: { max_tokens: 4000, messages: [{ role: 'user', content: 'France?' }] } } as const;

export const WORKED_COSTS: readonly WorkedCost[] = [
  {
    what: 'tokens in and out',
    page: OPENAI,
    provider: 'openai',
    model: 'gpt-4o',
    reply: chat({ prompt_tokens: 1200, completion_tokens: 300, total_tokens: 1500 }),
    // Input $2.50/M, output $10.00/M.
    // 1,200 × 2.50 = 3,000; 300 × 10.00 = 3,000; 6,000 / 1,000,000
    dollars: 0.006,
  },
  {
    what: 'a prompt most of which was in the cache',
    page: OPENAI,
    provider: 'openai',
    model: 'gpt-4o',
    reply: chat({
      prompt_tokens: 2006,
      completion_tokens: 300,
      total_tokens: 2306,
      prompt_tokens_details: { cached_tokens: 1920, audio_tokens: 0 },
    }),
    // Input $2.50/M, cached $1.25/M, output $10.00/M. The cached are part of the prompt: 2,006 − 1,920 = 86.
    // 86 × 2.50 = 215; 1,920 × 1.25 = 2,400; 300 × 10.00 = 3,000; 5,615 / 1,000,000
    dollars: 0.005615,
  },
  {
    what: 'thought, which is part of what came out',
    page: OPENAI,
    provider: 'openai',
    model: 'gpt-5',
    reply: chat({ prompt_tokens: 75, completion_tokens: 1186, total_tokens: 1261, completion_tokens_details: { reasoning_tokens: 1024 } }),
    // Input $1.25/M, output $10.00/M, thought like output.
    // 75 × 1.25 = 93.75; 1,186 × 10.00 = 11,860; 11,953.75 / 1,000,000
    dollars: 0.01195375,
  },
  {
    what: 'sound in and sound out, each part of its side',
    page: OPENAI,
    provider: 'openai',
    model: 'gpt-4o-audio-preview',
    reply: chat({
      prompt_tokens: 120,
      completion_tokens: 260,
      total_tokens: 380,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 100, text_tokens: 20 },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 200, text_tokens: 60 },
    }),
    // Text $2.50/M in, $10.00/M out; sound $40/M in, $80/M out.
    // 20 × 2.50 = 50; 100 × 40 = 4,000; 60 × 10 = 600; 200 × 80 = 16,000; 20,650 / 1,000,000
    dollars: 0.02065,
  },
  {
    what: 'the flex tier',
    page: OPENAI,
    provider: 'openai',
    model: 'gpt-5',
    request: { service_tier: 'flex', messages: [{ role: 'user', content: 'France?' }] },
    reply: chat(
      { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500, prompt_tokens_details: { cached_tokens: 400 } },
      { service_tier: 'flex' },
    ),
    // Flex: input $0.625/M, cached $0.0625/M, output $5.00/M.
    // 600 × 0.625 = 375; 400 × 0.0625 = 25; 500 × 5 = 2,500; 2,900 / 1,000,000
    dollars: 0.0029,
  },
  {
    what: 'the priority tier',
    page: OPENAI,
    provider: 'openai',
    model: 'gpt-4.1',
    request: { service_tier: 'priority', messages: [{ role: 'user', content: 'France?' }] },
    reply: chat({ prompt_tokens: 1000, completion_tokens: 1000, total_tokens: 2000 }, { service_tier: 'priority' }),
    // Priority: input $3.50/M, output $14.00/M.
    // 1,000 × 3.50 = 3,500; 1,000 × 14 = 14,000; 17,500 / 1,000,000
    dollars: 0.0175,
  },
  {
    what: 'a priority that was asked for and not given',
    page: OPENAI,
    provider: 'openai',
    model: 'gpt-4o',
    request: { service_tier: 'priority', messages: [{ role: 'user', content: 'France?' }] },
    reply: chat({ prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 }, { service_tier: 'default' }),
    // The answer says how it was served, so the usual $2.50/M and $10.00/M.
    // 1,000 × 2.50 = 2,500; 100 × 10 = 1,000; 3,500 / 1,000,000
    dollars: 0.0035,
  },
  {
    what: 'a tier that the list has no price for',
    page: OPENAI,
    provider: 'openai',
    model: 'gpt-4o',
    reply: chat({ prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 }, { service_tier: 'flex' }),
    // gpt-4o is not listed under flex.
    dollars: undefined,
  },
  {
    what: 'a long prompt, all of which costs more',
    page: 'https://platform.openai.com/docs/models/gpt-5.4',
    provider: 'openai',
    model: 'gpt-5.4',
    reply: chat({
      prompt_tokens: 300_000,
      completion_tokens: 2000,
      total_tokens: 302_000,
      prompt_tokens_details: { cached_tokens: 100_000 },
    }),
    // Above 272,000 tokens: input $5.00/M, cached $0.50/M, output $22.50/M.
    // 200,000 × 5 = 1,000,000; 100,000 × 0.50 = 50,000; 2,000 × 22.50 = 45,000; 1,095,000 / 1,000,000
    dollars: 1.095,
  },
  {
    what: 'a prompt that is just not long',
    page: 'https://platform.openai.com/docs/models/gpt-5.4',
    provider: 'openai',
    model: 'gpt-5.4',
    reply: chat({ prompt_tokens: 272_000, completion_tokens: 1000, total_tokens: 273_000 }),
    // Up to 272,000 tokens: input $2.50/M, output $15.00/M.
    // 272,000 × 2.50 = 680,000; 1,000 × 15 = 15,000; 695,000 / 1,000,000
    dollars: 0.695,
  },
  {
    what: 'a long prompt in the flex tier',
    page: 'https://platform.openai.com/docs/models/gpt-5.4',
    provider: 'openai',
    model: 'gpt-5.4',
    reply: chat({ prompt_tokens: 400_000, completion_tokens: 4000, total_tokens: 404_000 }, { service_tier: 'flex' }),
    // Flex $1.25/M and $7.50/M; a long prompt costs twice for what goes in and one and a half times for what comes out, in flex too.
    // 400,000 × 2.50 = 1,000,000; 4,000 × 11.25 = 45,000; 1,045,000 / 1,000,000
    dollars: 1.045,
  },
  {
    what: 'a model that its owner has made of another',
    page: OPENAI,
    provider: 'openai',
    model: 'ft:gpt-4o-mini-2024-07-18:acme::9XyZabc1',
    reply: chat({ prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500 }),
    // Fine-tuned gpt-4o-mini-2024-07-18: input $0.30/M, output $1.20/M.
    // 1,000 × 0.30 = 300; 500 × 1.20 = 600; 900 / 1,000,000
    dollars: 0.0009,
  },
  {
    what: 'the Responses API',
    page: OPENAI,
    provider: 'openai',
    model: 'gpt-4.1',
    path: '/responses',
    request: { input: 'France?' },
    reply: {
      id: 'resp_1',
      object: 'response',
      created_at: 1,
      status: 'completed',
      model: 'm',
      output: [
        {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: 'Paris', annotations: [] }],
        },
      ],
      service_tier: 'default',
      usage: {
        input_tokens: 3700,
        input_tokens_details: { cached_tokens: 2560 },
        output_tokens: 741,
        output_tokens_details: { reasoning_tokens: 640 },
        total_tokens: 4441,
      },
    },
    // Input $2.00/M, cached $0.50/M, output $8.00/M. 3,700 − 2,560 = 1,140.
    // 1,140 × 2 = 2,280; 2,560 × 0.50 = 1,280; 741 × 8 = 5,928; 9,488 / 1,000,000
    dollars: 0.009488,
  },
  {
    what: 'what came of a batch, each answer for itself',
    page: OPENAI,
    provider: 'openai',
    model: '',
    path: '/batches/batch_1/output',
    reply: [
      {
        custom_id: 'a',
        response: { status_code: 200, body: { model: 'gpt-4.1', usage: { prompt_tokens: 500, completion_tokens: 100 } } },
        error: null,
      },
      {
        custom_id: 'b',
        response: { status_code: 200, body: { model: 'gpt-4o-mini', usage: { prompt_tokens: 1500, completion_tokens: 200 } } },
        error: null,
      },
      { custom_id: 'c', response: { status_code: 400, body: { error: { message: 'no' } } }, error: null },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
    contentType: 'application/octet-stream',
    // Batch: gpt-4.1 $1.00/M and $4.00/M, gpt-4o-mini $0.075/M and $0.30/M; what failed is free.
    // 500 × 1 + 100 × 4 = 900; 1,500 × 0.075 + 200 × 0.30 = 112.5 + 60 = 172.5; 1,072.5 / 1,000,000
    dollars: 0.0010725,
  },
  {
    what: 'embeddings',
    page: OPENAI,
    provider: 'openai',
    model: 'text-embedding-3-small',
    path: '/embeddings',
    request: { input: 'Paris' },
    reply: {
      object: 'list',
      data: [{ object: 'embedding', index: 0, embedding: [0.1] }],
      model: 'm',
      usage: { prompt_tokens: 8000, total_tokens: 8000 },
    },
    // $0.02/M.
    // 8,000 × 0.02 = 160; 160 / 1,000,000
    dollars: 0.00016,
  },
  {
    what: 'pictures by the piece',
    page: OPENAI,
    provider: 'openai',
    model: 'dall-e-2',
    path: '/images/generations',
    request: { prompt: 'a cat', n: 3, size: '1024x1024' },
    reply: { created: 1, data: [{ url: 'https://example.com/1' }, { url: 'https://example.com/2' }, { url: 'https://example.com/3' }] },
    // 1024 × 1024: $0.02 a picture.
    // 3 × 0.02
    dollars: 0.06,
  },
  {
    what: 'a picture of the quality and the size that are drawn unasked',
    page: OPENAI,
    provider: 'openai',
    model: 'dall-e-3',
    path: '/images/generations',
    request: { prompt: 'a cat' },
    reply: { created: 1, data: [{ b64_json: 'aGk=', revised_prompt: 'a "cat"' }] },
    // Standard, 1024 × 1024: $0.04 a picture.
    dollars: 0.04,
  },
  {
    what: 'a picture of a quality that the table has no price for',
    page: OPENAI,
    provider: 'openai',
    model: 'dall-e-3',
    path: '/images/generations',
    request: { prompt: 'a cat', quality: 'hd' },
    reply: { created: 1, data: [{ b64_json: 'aGk=' }] },
    dollars: undefined,
  },
  {
    what: 'a picture by its tokens',
    page: OPENAI,
    provider: 'openai',
    model: 'gpt-image-1',
    path: '/images/generations',
    request: { prompt: 'a cat', quality: 'medium' },
    reply: {
      created: 1,
      data: [{ b64_json: 'aGk=' }],
      quality: 'medium',
      size: '1024x1024',
      usage: { input_tokens: 50, input_tokens_details: { text_tokens: 50, image_tokens: 0 }, output_tokens: 1056, total_tokens: 1106 },
    },
    // Text in $5.00/M, pictures out $40.00/M. It is sold by tokens, so its $0.042 a picture is not paid beside.
    // 50 × 5 = 250; 1,056 × 40 = 42,240; 42,490 / 1,000,000
    dollars: 0.04249,
  },
  {
    what: 'a picture that was changed: pictures go in as tokens of their own',
    page: OPENAI,
    provider: 'openai',
    model: 'gpt-image-1',
    path: '/images/edits',
    form: true,
    request: { prompt: 'a cat' },
    reply: {
      created: 1,
      data: [{ b64_json: 'aGk=' }],
      usage: { input_tokens: 353, input_tokens_details: { text_tokens: 30, image_tokens: 323 }, output_tokens: 1056, total_tokens: 1409 },
    },
    // Text in $5.00/M, pictures in $10.00/M, pictures out $40.00/M.
    // 30 × 5 = 150; 323 × 10 = 3,230; 1,056 × 40 = 42,240; 45,620 / 1,000,000
    dollars: 0.04562,
  },
  {
    what: 'pictures whose tokens nobody tells, by quality and size',
    page: OPENAI,
    provider: 'openai',
    model: 'gpt-image-1',
    path: '/images/generations',
    request: { prompt: 'a cat', quality: 'medium', size: '1024x1536', n: 2 },
    reply: { created: 1, data: [{ b64_json: 'aGk=' }, { b64_json: 'aGk=' }] },
    // Medium, 1024 × 1536: $0.063 a picture.
    // 2 × 0.063
    dollars: 0.126,
  },
  {
    what: 'pictures of one price, whatever their size',
    page: 'https://www.recraft.ai/docs/api-reference/pricing',
    provider: 'recraft-ai',
    model: 'recraftv3',
    path: '/images/generations',
    request: { prompt: 'a cat', size: '1820x1024' },
    reply: { created: 1, data: [{ url: 'https://example.com/1' }] },
    // $0.04 a picture.
    dollars: 0.04,
  },
  {
    what: 'sound by the second',
    page: OPENAI,
    provider: 'openai',
    model: 'whisper-1',
    path: '/audio/transcriptions',
    form: true,
    reply: { text: 'Paris', usage: { type: 'duration', seconds: 9 } },
    // $0.006 a minute: $0.0001 a second.
    // 9 × 0.0001
    dollars: 0.0009,
  },
  {
    what: 'sound by the second, told as its duration',
    page: GROQ,
    provider: 'groq',
    model: 'whisper-large-v3',
    path: '/audio/transcriptions',
    form: true,
    request: { response_format: 'verbose_json' },
    reply: { task: 'transcribe', language: 'English', duration: 62.5, text: 'Paris', segments: [], x_groq: { id: 'req_1' } },
    // $0.111 an hour: $0.00003083 a second in the table.
    // 62.5 × 0.00003083
    dollars: 0.001926875,
  },
  {
    what: 'sound written down, by tokens',
    page: OPENAI,
    provider: 'openai',
    model: 'gpt-4o-transcribe',
    path: '/audio/transcriptions',
    form: true,
    reply: {
      text: 'Paris',
      usage: {
        type: 'tokens',
        total_tokens: 480,
        input_tokens: 400,
        input_token_details: { text_tokens: 10, audio_tokens: 390 },
        output_tokens: 80,
      },
    },
    // $2.50/M in, text and sound alike in the table, $10.00/M out.
    // 10 × 2.50 = 25; 390 × 2.50 = 975; 80 × 10 = 800; 1,800 / 1,000,000
    dollars: 0.0018,
  },
  {
    what: 'text to be spoken, by characters',
    page: OPENAI,
    provider: 'openai',
    model: 'tts-1',
    path: '/audio/speech',
    request: { input: 'Hello, world! 👋', voice: 'alloy' },
    reply: 'sound',
    contentType: 'audio/mpeg',
    // $15.00 for a million characters; the hand is one: `Hello,` 6, a space 7, `world!` 13, a space 14, the hand 15.
    // 15 × 15 = 225; 225 / 1,000,000
    dollars: 0.000225,
  },
  {
    what: 'a cache read, and written for five minutes and for an hour, in the Messages API',
    page: ANTHROPIC,
    provider: 'anthropic',
    model: 'claude-sonnet-4-5',
    ...MESSAGES,
    reply: message({
      input_tokens: 100,
      cache_read_input_tokens: 2000,
      cache_creation_input_tokens: 1500,
      cache_creation: { ephemeral_5m_input_tokens: 1000, ephemeral_1h_input_tokens: 500 },
      output_tokens: 400,
      service_tier: 'standard',
    }),
    // Input $3.00/M, read $0.30/M, written $3.75/M, for an hour $6.00/M, output $15.00/M; all beside one another.
    // 100 × 3 = 300; 2,000 × 0.30 = 600; 1,000 × 3.75 = 3,750; 500 × 6 = 3,000; 400 × 15 = 6,000; 13,650 / 1,000,000
    dollars: 0.01365,
  },
  {
    what: 'the same cache in the words of chat, where it is part of the prompt',
    page: ANTHROPIC,
    provider: 'anthropic',
    model: 'claude-sonnet-4-5',
    request: { max_tokens: 4000, messages: [{ role: 'user', content: 'France?' }] },
    reply: message({ input_tokens: 100, cache_read_input_tokens: 2000, cache_creation_input_tokens: 1500, output_tokens: 400 }),
    // 100 × 3 = 300; 2,000 × 0.30 = 600; 1,500 × 3.75 = 5,625; 400 × 15 = 6,000; 12,525 / 1,000,000
    dollars: 0.012525,
  },
  {
    what: 'an hour of cache, which the words of chat do not tell',
    page: ANTHROPIC,
    provider: 'anthropic',
    model: 'claude-sonnet-4-5',
    request: { max_tokens: 4000, messages: [{ role: 'user', content: 'France?' }] },
    reply: message({
      input_tokens: 100,
      cache_read_input_tokens: 0,
      cache_creation_input_tokens: 1500,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 1500 },
      output_tokens: 400,
    }),
    // Input $3.00/M, written for an hour $6.00/M, output $15.00/M.
    // 100 × 3 = 300; 1,500 × 6 = 9,000; 400 × 15 = 6,000; 15,300 / 1,000,000
    dollars: 0.0153,
  },
  {
    what: 'an hour of cache that only the beginning of a stream tells',
    page: ANTHROPIC,
    provider: 'anthropic',
    model: 'claude-sonnet-4-5',
    path: '/messages',
    request: { max_tokens: 100, stream: true, messages: [{ role: 'user', content: 'France?' }] },
    reply: events(
      {
        type: 'message_start',
        message: {
          ...message({
            input_tokens: 40,
            cache_read_input_tokens: 0,
            cache_creation_input_tokens: 2000,
            cache_creation: { ephemeral_5m_input_tokens: 500, ephemeral_1h_input_tokens: 1500 },
            output_tokens: 1,
          }),
          content: [],
          stop_reason: null,
        },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      ...Array.from({ length: 20 }, () => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Paris ' } })),
      { type: 'content_block_stop', index: 0 },
      { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 60 } },
      { type: 'message_stop' },
    ),
    contentType: 'text/event-stream',
    // Input $3.00/M, written $3.75/M, for an hour $6.00/M, output $15.00/M.
    // 40 × 3 = 120; 500 × 3.75 = 1,875; 1,500 × 6 = 9,000; 60 × 15 = 900; 11,895 / 1,000,000
    dollars: 0.011895,
  },
  {
    what: 'a long prompt with a cache',
    page: ANTHROPIC,
    provider: 'anthropic',
    model: 'claude-sonnet-4-5',
    ...MESSAGES,
    reply: message({ input_tokens: 150_000, cache_read_input_tokens: 80_000, cache_creation_input_tokens: 10_000, output_tokens: 1000 }),
    // 240,000 tokens in all. Above 200,000: input $6.00/M, read $0.60/M, output $22.50/M; writing is 1.25 times the input: $7.50/M.
    // 150,000 × 6 = 900,000; 80,000 × 0.60 = 48,000; 10,000 × 7.50 = 75,000; 1,000 × 22.50 = 22,500; 1,045,500 / 1,000,000
    dollars: 1.0455,
  },
  {
    what: 'a search of the web beside the tokens',
    page: ANTHROPIC,
    provider: 'anthropic',
    model: 'claude-haiku-4-5',
    ...MESSAGES,
    reply: message({
      input_tokens: 13_520,
      cache_read_input_tokens: 0,
      cache_creation_input_tokens: 0,
      output_tokens: 486,
      server_tool_use: { web_search_requests: 1, web_fetch_requests: 0 },
    }),
    // Input $1.00/M, output $5.00/M; $10 for a thousand searches.
    // 13,520 × 1 = 13,520; 486 × 5 = 2,430; 15,950 / 1,000,000 = 0.01595; and 1 × 0.01
    dollars: 0.02595,
  },
  {
    what: 'a stream of the Messages API, whose last counts are for all of it',
    page: ANTHROPIC,
    provider: 'anthropic',
    model: 'claude-opus-4-8',
    path: '/messages',
    request: { max_tokens: 100, stream: true, messages: [{ role: 'user', content: 'France?' }] },
    reply: events(
      { type: 'message_start', message: { ...message({ input_tokens: 50, output_tokens: 1 }), content: [], stop_reason: null } },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Paris' } },
      { type: 'content_block_stop', index: 0 },
      {
        type: 'message_delta',
        delta: { stop_reason: 'end_turn', stop_sequence: null },
        usage: { input_tokens: 50, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 93 },
      },
      { type: 'message_stop' },
    ),
    contentType: 'text/event-stream',
    // Input $5.00/M, output $25.00/M.
    // 50 × 5 = 250; 93 × 25 = 2,325; 2,575 / 1,000,000
    dollars: 0.002575,
  },
  {
    what: 'thoughts beside the answer, and a cache within the prompt',
    page: GOOGLE,
    provider: 'google',
    model: 'gemini-2.5-pro',
    reply: gemini({
      promptTokenCount: 568,
      cachedContentTokenCount: 217,
      candidatesTokenCount: 305,
      thoughtsTokenCount: 1027,
      totalTokenCount: 1900,
    }),
    // Input $1.25/M, cached $0.125/M, output $10.00/M with thoughts. 568 − 217 = 351; 305 + 1,027 = 1,332.
    // 351 × 1.25 = 438.75; 217 × 0.125 = 27.125; 1,332 × 10 = 13,320; 13,785.875 / 1,000,000
    dollars: 0.013785875,
  },
  {
    what: 'sound in a prompt',
    page: GOOGLE,
    provider: 'google',
    model: 'gemini-2.5-flash',
    reply: gemini({
      promptTokenCount: 1250,
      promptTokensDetails: [
        { modality: 'TEXT', tokenCount: 50 },
        { modality: 'AUDIO', tokenCount: 1200 },
      ],
      candidatesTokenCount: 100,
      totalTokenCount: 1350,
    }),
    // Text in $0.30/M, sound in $1.00/M, output $2.50/M.
    // 50 × 0.30 = 15; 1,200 × 1 = 1,200; 100 × 2.50 = 250; 1,465 / 1,000,000
    dollars: 0.001465,
  },
  {
    what: 'a long prompt of another vendor',
    page: GOOGLE,
    provider: 'google',
    model: 'gemini-2.5-pro',
    reply: gemini({ promptTokenCount: 250_000, candidatesTokenCount: 1000, totalTokenCount: 251_000 }),
    // Above 200,000: input $2.50/M, output $15.00/M.
    // 250,000 × 2.50 = 625,000; 1,000 × 15 = 15,000; 640,000 / 1,000,000
    dollars: 0.64,
  },
  {
    what: 'a reranker by its searches',
    page: COHERE,
    provider: 'cohere',
    model: 'rerank-v3.5',
    path: '/rerank',
    request: { query: 'capital', documents: ['Paris', 'Rome'] },
    reply: {
      id: 'r',
      results: [{ index: 0, relevance_score: 0.9 }],
      meta: { api_version: { version: '2' }, billed_units: { search_units: 2 } },
    },
    // $2.00 for a thousand searches.
    // 2 × 0.002
    dollars: 0.004,
  },
  {
    what: 'what is billed, where the model has seen more',
    page: COHERE,
    provider: 'cohere',
    model: 'command-r-plus-08-2024',
    reply: {
      id: 'c',
      finish_reason: 'COMPLETE',
      message: { role: 'assistant', content: [{ type: 'text', text: 'Paris' }] },
      usage: {
        billed_units: { input_tokens: 26, output_tokens: 147 },
        tokens: { input_tokens: 1431, output_tokens: 152 },
        cached_tokens: 1392,
      },
    },
    // Input $2.50/M, output $10.00/M, of what is billed.
    // 26 × 2.50 = 65; 147 × 10 = 1,470; 1,535 / 1,000,000
    dollars: 0.001535,
  },
  {
    what: 'counts among times, with a cache and thought',
    page: GROQ,
    provider: 'groq',
    model: 'openai/gpt-oss-120b',
    reply: chat({
      queue_time: 0.005,
      prompt_tokens: 336,
      prompt_time: 0.56,
      completion_tokens: 96,
      completion_time: 0.57,
      total_tokens: 432,
      total_time: 1.14,
      prompt_tokens_details: { cached_tokens: 256 },
      completion_tokens_details: { reasoning_tokens: 59 },
    }),
    // Input $0.15/M, cached $0.075/M, output $0.60/M. 336 − 256 = 80.
    // 80 × 0.15 = 12; 256 × 0.075 = 19.2; 96 × 0.60 = 57.6; 88.8 / 1,000,000
    dollars: 0.0000888,
  },
  {
    what: 'a stream that tells its counts in a member of its own',
    page: GROQ,
    provider: 'groq',
    model: 'openai/gpt-oss-20b',
    request: { stream: true, messages: [{ role: 'user', content: 'France?' }] },
    reply: chunks(
      chunk({ choices: [{ index: 0, delta: { role: 'assistant', content: 'Paris' }, finish_reason: null }] }),
      chunk({
        choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
        x_groq: { id: 'req_1', usage: { queue_time: 0.2, prompt_tokens: 151, completion_tokens: 88, total_tokens: 239 } },
      }),
    ),
    contentType: 'text/event-stream',
    // Input $0.075/M, output $0.30/M.
    // 151 × 0.075 = 11.325; 88 × 0.30 = 26.4; 37.725 / 1,000,000
    dollars: 0.000037725,
  },
  {
    what: 'hits and misses of a cache',
    page: 'https://api-docs.deepseek.com/quick_start/pricing',
    provider: 'deepseek',
    model: 'deepseek-chat',
    reply: chat({
      prompt_tokens: 362,
      completion_tokens: 19,
      total_tokens: 381,
      prompt_cache_hit_tokens: 256,
      prompt_cache_miss_tokens: 106,
    }),
    // Miss $0.28/M, hit $0.028/M, output $0.42/M.
    // 106 × 0.28 = 29.68; 256 × 0.028 = 7.168; 19 × 0.42 = 7.98; 44.828 / 1,000,000
    dollars: 0.000044828,
  },
  {
    what: 'thought beside what came out',
    page: 'https://docs.x.ai/docs/models',
    provider: 'x-ai',
    model: 'grok-4.3',
    reply: chat({
      prompt_tokens: 506,
      completion_tokens: 12,
      total_tokens: 556,
      prompt_tokens_details: { text_tokens: 506, audio_tokens: 0, image_tokens: 0, cached_tokens: 448 },
      completion_tokens_details: { reasoning_tokens: 38, audio_tokens: 0 },
    }),
    // Input $1.25/M, cached $0.20/M, output $2.50/M. 506 − 448 = 58; the total shows that the 38 are beside the 12: 50.
    // 58 × 1.25 = 72.5; 448 × 0.20 = 89.6; 50 × 2.50 = 125; 287.1 / 1,000,000
    dollars: 0.0002871,
  },
  {
    what: 'plain counts of another vendor',
    page: MISTRAL,
    provider: 'mistral-ai',
    model: 'mistral-large-latest',
    reply: chat({ prompt_tokens: 2000, completion_tokens: 1000, total_tokens: 3000 }),
    // Input $0.50/M, output $1.50/M.
    // 2,000 × 0.50 = 1,000; 1,000 × 1.50 = 1,500; 2,500 / 1,000,000
    dollars: 0.0025,
  },
  {
    what: 'a document by its pages',
    page: MISTRAL,
    provider: 'mistral-ai',
    model: 'mistral-ocr-latest',
    path: '/ocr',
    request: { document: { type: 'document_url', document_url: 'https://example.com/a.pdf' } },
    reply: { pages: [], model: 'mistral-ocr-latest', usage_info: { pages_processed: 3, doc_size_bytes: 1000 } },
    // $4.00 for a thousand pages.
    // 3 × 0.004
    dollars: 0.012,
  },
  {
    what: 'a fee for the search beside the tokens',
    page: 'https://docs.perplexity.ai/getting-started/pricing',
    provider: 'perplexity-ai',
    model: 'sonar',
    reply: chat({
      prompt_tokens: 20,
      completion_tokens: 5,
      total_tokens: 25,
      search_context_size: 'low',
      cost: { input_tokens_cost: 0.00002, output_tokens_cost: 0.000005, request_cost: 0.005, total_cost: 0.005025 },
    }),
    // Input $1.00/M, output $1.00/M; $5 for a thousand requests of a small search, as the answer says.
    // 20 × 1 = 20; 5 × 1 = 5; 25 / 1,000,000 = 0.000025; and 0.005
    dollars: 0.005025,
  },
  {
    what: 'embeddings of which one number is told',
    page: VOYAGE,
    provider: 'voyage',
    model: 'voyage-3.5',
    path: '/embeddings',
    request: { input: ['Paris'] },
    reply: { object: 'list', data: [{ object: 'embedding', index: 0, embedding: [0.1] }], model: 'm', usage: { total_tokens: 18 } },
    // $0.06/M.
    // 18 × 0.06 = 1.08; 1.08 / 1,000,000
    dollars: 0.00000108,
  },
  {
    what: 'a reranker by tokens',
    page: VOYAGE,
    provider: 'voyage',
    model: 'rerank-2.5',
    path: '/rerank',
    request: { query: 'capital', documents: ['Paris', 'Rome'] },
    reply: { object: 'list', data: [{ index: 0, relevance_score: 0.9 }], model: 'rerank-2.5', usage: { total_tokens: 43 } },
    // $0.05/M.
    // 43 × 0.05 = 2.15; 2.15 / 1,000,000
    dollars: 0.00000215,
  },
  {
    what: 'a price of one’s own in the config file',
    page: 'models: openai: house-model, in the test',
    provider: 'openai',
    model: 'house-model',
    reply: chat({ prompt_tokens: 400, completion_tokens: 100, total_tokens: 500 }),
    // Input $7/M, output $9/M.
    // 400 × 7 = 2,800; 100 × 9 = 900; 3,700 / 1,000,000
    dollars: 0.0037,
  },
  {
    what: 'a price of an integration, in cents for one token',
    page: 'pricing_config of the integration, in the test',
    provider: 'openai',
    model: 'gpt-4o',
    price: { request_token: { price: 0.0002 }, response_token: { price: 0.0008 }, cache_read_input_token: { price: 0.0001 } },
    reply: chat({ prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100, prompt_tokens_details: { cached_tokens: 600 } }),
    // 0.0002 cents in, 0.0001 cached, 0.0008 out, whatever the catalogue says.
    // 400 × 0.0002 = 0.08; 600 × 0.0001 = 0.06; 100 × 0.0008 = 0.08; 0.22 cents
    dollars: 0.0022,
  },
  {
    what: 'a model that nobody knows',
    page: OPENAI,
    provider: 'openai',
    model: 'model-of-tomorrow',
    reply: chat({ prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 }),
    dollars: undefined,
  },
  {
    what: 'what answers in this process',
    page: 'nobody is paid',
    provider: 'mock',
    model: 'anything',
    reply: '',
    dollars: 0,
  },
];
