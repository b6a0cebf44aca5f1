import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { geminiCodec } from './chat.ts';
import { geminiDifferences } from './differences.ts';
import { host } from './host.test.support.ts';

const codec = geminiCodec(host);
const hi = [{ role: 'user', content: 'hi' }];

const sent = (call: Json, model = 'gemini-3.5-flash') =>
  codec.request({ model, messages: hi, ...call }, { model, settings: {} }).body as Json;

const refusedAt = (call: Json, model?: string) => {
  try {
    sent(call, model);
  } catch (error) {
    if (isFaultError(error)) return error.fault.param;
    throw error;
  }
  return undefined;
};

const called = (thoughtSignature?: string) => ({
  role: 'assistant',
  content: null,
  tool_calls: ['a', 'b'].map((id) => ({
    id,
    type: 'function',
    function: {
      name: `f_${id}`,
      arguments: '{"x":1}',
      ...(id === 'a' && thoughtSignature !== undefined && { thought_signature: thoughtSignature }),
    },
  })),
});
const answered = (id: string, content: unknown = 'ok', more: Json = {}) => ({ role: 'tool', tool_call_id: id, content, ...more });

describe('a conversation in Gemini’s words', () => {
  it('answers all calls of a turn in one content, in their order, apart from what is said next', () => {
    const messages = [...hi, called('sig'), answered('b', '{"y":2}'), answered('a', 'no', { is_error: true }), ...hi, ...hi];

    expect(sent({ messages })['contents']).toEqual([
      { role: 'user', parts: [{ text: 'hi' }] },
      {
        role: 'model',
        parts: [
          { functionCall: { id: 'a', name: 'f_a', args: { x: 1 } }, thoughtSignature: 'sig' },
          { functionCall: { id: 'b', name: 'f_b', args: { x: 1 } } },
        ],
      },
      {
        role: 'user',
        parts: [
          { functionResponse: { id: 'a', name: 'f_a', response: { error: 'no' } } },
          { functionResponse: { id: 'b', name: 'f_b', response: { y: 2 } } },
        ],
      },
      { role: 'user', parts: [{ text: 'hi' }, { text: 'hi' }] },
    ]);
  });

  it.each([
    ['gemini-3.5-flash', 'skip_thought_signature_validator'],
    ['gemini-flash-latest', 'skip_thought_signature_validator'],
    ['gemini-2.5-flash', undefined],
  ])('has %s sent %s where nobody has the signature', (model, mark) => {
    const [, turn] = sent({ messages: [...hi, called(), answered('a'), answered('b')] }, model)['contents'] as { parts: Json[] }[];

    expect(turn!.parts.map(({ thoughtSignature }) => thoughtSignature)).toEqual([mark, undefined]);
  });

  it('shows pictures of tools inside their answers, or after them to older models', () => {
    const picture = [{ type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' } }];
    const messages = [...hi, called('s'), answered('a', picture), answered('b')];
    const inlineData = { mimeType: 'image/png', data: 'aGk=' };

    const inside = sent({ messages })['contents'] as { parts: Json[] }[];
    const after = sent({ messages }, 'gemini-2.5-flash')['contents'] as { parts: Json[] }[];

    expect(inside.at(-1)!.parts[0]).toEqual({
      functionResponse: { id: 'a', name: 'f_a', response: { output: '' }, parts: [{ inlineData }] },
    });
    expect(after.at(-2)!.parts.map((part) => Object.keys(part))).toEqual([['functionResponse'], ['functionResponse']]);
    expect(after.at(-1)).toEqual({ role: 'user', parts: [{ text: 'f_a:' }, { inlineData }] });
  });

  it('keeps numbers in a tool’s answer that would not outlive being read', () => {
    const [, , turn] = sent({ messages: [...hi, called(), answered('a', '{"id":12345678901234567890}'), answered('b')] })['contents'] as {
      parts: Json[];
    }[];

    expect(turn!.parts[0]).toMatchObject({ functionResponse: { response: { output: '{"id":12345678901234567890}' } } });
  });

  it('takes back what an earlier answer gave out', () => {
    const native_parts = [{ executableCode: { code: '1' }, thoughtSignature: 'n' }];
    const images = [
      { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' }, extra_content: { google: { thought_signature: 'p' } } },
    ];
    const told = { role: 'assistant', content: 'a', native_parts, images, extra_content: { google: { thought_signature: 's' } } };

    expect((sent({ messages: [...hi, told, ...hi] })['contents'] as Json[])[1]).toEqual({
      role: 'model',
      parts: [
        ...native_parts,
        { text: 'a', thoughtSignature: 's' },
        { inlineData: { mimeType: 'image/png', data: 'aGk=' }, thoughtSignature: 'p' },
      ],
    });
  });

  it.each([
    ['https://a.test/b.webp?c=d.e', { fileUri: 'https://a.test/b.webp?c=d.e', mimeType: 'image/webp' }],
    ['gs://a/b', { fileUri: 'gs://a/b', mimeType: 'image/jpeg' }],
    ['https://files.test/v1/files/abc', { fileUri: 'https://files.test/v1/files/abc' }],
    ['https://youtu.be/abc', { fileUri: 'https://youtu.be/abc', mimeType: 'video/mp4' }],
  ])('finds a picture at %s', (url, fileData) => {
    const messages = [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }];

    expect(sent({ messages })['contents']).toEqual([{ role: 'user', parts: [{ fileData }] }]);
  });

  it('has sounds, documents and uploaded files', () => {
    const content = [
      { type: 'input_audio', input_audio: { data: 'aGk=', format: 'mp3' } },
      { type: 'file', file: { file_data: 'aGk=' } },
      { type: 'file', file: { file_id: 'abc' } },
    ];

    expect(sent({ messages: [{ role: 'user', content }] })['contents']).toEqual([
      {
        role: 'user',
        parts: [
          { inlineData: { mimeType: 'audio/mp3', data: 'aGk=' } },
          { inlineData: { mimeType: 'application/pdf', data: 'aGk=' } },
          { fileData: { fileUri: 'https://files.test/v1/files/abc' } },
        ],
      },
    ]);
  });

  it('says instructions where nothing else is said, and to models that take none', () => {
    const system = { role: 'system', content: 'be brief' };

    expect(sent({ messages: [system] })).toEqual({ contents: [{ role: 'user', parts: [{ text: 'be brief' }] }] });
    expect(sent({ messages: [system, ...hi] }, 'gemma-3-27b-it')).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'be brief' }, { text: 'hi' }] }],
    });
    expect(sent({ messages: [system, ...hi] })['systemInstruction']).toEqual({ parts: [{ text: 'be brief' }] });
  });
});

describe('what is asked of Gemini', () => {
  it.each<[string, Json, Json | undefined]>([
    ['gemini-3.5-flash', { reasoning_effort: 'none' }, { thinkingLevel: 'MINIMAL' }],
    ['gemini-3.1-pro-preview', { reasoning_effort: 'none' }, { thinkingLevel: 'LOW' }],
    ['gemini-3.1-pro-preview', { reasoning_effort: 'medium' }, { includeThoughts: true, thinkingLevel: 'MEDIUM' }],
    ['gemini-3-pro-preview', { reasoning_effort: 'medium' }, { includeThoughts: true, thinkingLevel: 'HIGH' }],
    ['gemini-3.5-flash', { thinking: { type: 'enabled', budget_tokens: 1024 } }, { includeThoughts: true, thinkingLevel: 'LOW' }],
    ['gemini-3.5-flash', { thinking: { type: 'adaptive', display: 'omitted' } }, { includeThoughts: false }],
    ['gemini-2.5-flash', { reasoning_effort: 'none' }, { thinkingBudget: 0 }],
    ['gemini-2.5-pro', { reasoning_effort: 'none' }, { thinkingBudget: 128 }],
    ['gemini-2.5-flash', { reasoning_effort: 'high' }, { includeThoughts: true, thinkingBudget: 24_576 }],
    ['gemini-2.5-flash', { thinking: { type: 'enabled', budget_tokens: 99_999 } }, { includeThoughts: true, thinkingBudget: 24_576 }],
    ['gemini-2.5-flash', { thinking: { type: 'enabled' } }, { includeThoughts: true, thinkingBudget: -1 }],
    ['gemini-flash-latest', { reasoning_effort: 'low' }, { includeThoughts: true, thinkingBudget: 1024 }],
    ['gemini-2.0-flash', { reasoning_effort: 'low' }, undefined],
    ['gemini-2.5-flash-image', { reasoning_effort: 'low' }, undefined],
    ['gemini-2.5-flash', { extra_body: { google: { thinking_config: { thinkingBudget: 5 } } } }, { thinkingBudget: 5 }],
  ])('%s %j thinks as %j', (model, call, config) => {
    expect((sent(call, model)['generationConfig'] as Json | undefined)?.['thinkingConfig']).toEqual(config);
  });

  it('has every setting that has a name here', () => {
    const call = {
      n: 2,
      stop: ['a'],
      seed: 3,
      presence_penalty: 0.5,
      frequency_penalty: -0.5,
      logprobs: true,
      top_logprobs: 4,
      max_tokens: 9,
      service_tier: 'flex',
      safetySettings: [{ category: 'c', threshold: 'BLOCK_NONE' }],
      cached_content: 'cachedContents/a',
      labels: { a: 'b' },
      media_resolution: 'MEDIA_RESOLUTION_LOW',
      modalities: ['text', 'image'],
      unheard_of: 1,
    };

    expect(sent(call)).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'hi' }] }],
      generationConfig: {
        candidateCount: 2,
        stopSequences: ['a'],
        seed: 3,
        presencePenalty: 0.5,
        frequencyPenalty: -0.5,
        responseLogprobs: true,
        logprobs: 4,
        maxOutputTokens: 9,
        mediaResolution: 'MEDIA_RESOLUTION_LOW',
        responseModalities: ['TEXT', 'IMAGE'],
      },
      serviceTier: 'flex',
      safetySettings: [{ category: 'c', threshold: 'BLOCK_NONE' }],
      cachedContent: 'cachedContents/a',
      labels: { a: 'b' },
    });
  });

  it.each([
    ['gemini-3.5-flash', { responseMimeType: 'application/json', responseJsonSchema: { type: ['string', 'null'] } }],
    ['gemini-2.0-flash', { responseMimeType: 'application/json', responseSchema: { type: 'STRING', nullable: true } }],
  ])('%s is held to a schema in its own form', (model, generationConfig) => {
    const response_format = { type: 'json_schema', json_schema: { name: 'a', schema: { type: ['string', 'null'] } } };

    expect(sent({ response_format }, model)).toMatchObject({ generationConfig });
  });

  const f = (more: Json = {}) => ({ type: 'function', function: { name: 'f', ...more } });

  it.each<[unknown, readonly unknown[]]>([
    [{ type: 'google_search' }, [{ googleSearch: {} }]],
    [{ googleSearch: { excludeDomains: ['a'] } }, [{ googleSearch: { excludeDomains: ['a'] } }]],
    [{ type: 'google_search', google_search: { a: 1 } }, [{ googleSearch: { a: 1 } }]],
    [{ type: 'file_search', file_search_store_names: ['a'] }, [{ fileSearch: { file_search_store_names: ['a'] } }]],
    [{ type: 'function', function: { name: 'google_search' } }, [{ googleSearch: {} }]],
    [{ type: 'function', function: { name: 'url_context', parameters: {} } }, [{ urlContext: {} }]],
    [
      { type: 'function', function: { name: 'google_search', parameters: { type: 'object', properties: { q: {} } } } },
      [{ functionDeclarations: [{ name: 'google_search', parametersJsonSchema: { type: 'object', properties: { q: {} } } }] }],
    ],
  ])('%j is the tool %j', (tool, tools) => {
    expect(sent({ tools: [tool] })['tools']).toEqual(tools);
  });

  it.each<[Json, unknown]>([
    [{ tools: [f()] }, undefined],
    [{ tools: [f()], tool_choice: 'auto' }, { functionCallingConfig: { mode: 'AUTO' } }],
    [{ tools: [f()], tool_choice: 'none' }, { functionCallingConfig: { mode: 'NONE' } }],
    [{ tools: [f()], tool_choice: 'required' }, { functionCallingConfig: { mode: 'ANY' } }],
    [
      { tools: [f()], tool_choice: { type: 'function', function: { name: 'f' } } },
      { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['f'] } },
    ],
    [{ tools: [f({ strict: true })] }, { functionCallingConfig: { mode: 'VALIDATED' } }],
    [{ tools: [f(), { type: 'google_search' }] }, { functionCallingConfig: { mode: 'VALIDATED' }, includeServerSideToolInvocations: true }],
    [{ tool_choice: 'auto' }, undefined],
  ])('%j calls as %j', (call, config) => {
    expect(sent(call)['toolConfig']).toEqual(config);
  });

  it.each<[Json, string]>([
    [{ stop: ['1', '2', '3', '4', '5', '6'] }, 'stop'],
    [{ tools: [{ type: 'web_search_preview' }] }, 'tools[0]'],
    [{ modalities: ['audio'] }, 'modalities[0]'],
    [{ web_search_options: {} }, 'web_search_options'],
    [{ messages: [] }, 'messages'],
    [{ messages: [...hi, { role: 'tool', tool_call_id: 'z', content: 'a' }] }, 'messages[1].tool_call_id'],
  ])('%j is refused at %s', (call, path) => {
    expect(refusedAt(call)).toBe(path);
  });

  it('is written or refused by name, whatever it is', () => {
    const part = fc.oneof(
      fc.string(),
      fc.record(
        {
          type: fc.constantFrom('text', 'image_url', 'input_audio', 'file'),
          text: fc.string(),
          image_url: fc.jsonValue(),
          file: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    const content = fc.oneof(fc.string(), fc.array(part), fc.jsonValue());
    const call = fc.record({
      id: fc.constantFrom('a', 'b'),
      function: fc.record({ name: fc.string(), arguments: fc.constantFrom('{}', '', '[', '{"a":1}') }),
    });
    const message = fc.record(
      {
        role: fc.constantFrom('system', 'user', 'assistant', 'tool'),
        content,
        tool_calls: fc.array(call),
        tool_call_id: fc.constantFrom('a', 'b', 'c'),
        native_parts: fc.jsonValue(),
        images: fc.jsonValue(),
        extra_content: fc.jsonValue(),
      },
      { requiredKeys: ['role'] },
    );
    const odd = fc.record(
      {
        messages: fc.array(message),
        tools: fc.array(
          fc.record({ type: fc.constantFrom('function', 'google_search', 'x'), function: fc.jsonValue() }, { requiredKeys: [] }),
        ),
        modalities: fc.jsonValue(),
        extra_body: fc.jsonValue(),
        generation_config: fc.jsonValue(),
        tool_config: fc.jsonValue(),
        labels: fc.jsonValue(),
        thinking: fc.jsonValue(),
      },
      { requiredKeys: ['messages'] },
    );

    fc.assert(
      fc.property(odd, fc.constantFrom('gemini-3.5-flash', 'gemini-2.0-flash', 'gemma-3'), (given, model) => {
        const before = structuredClone(given);
        const path = refusedAt(given as Json, model);
        expect(path === undefined || path !== '').toBe(true);
        expect(given).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it('is left as it was', () => {
    const call = { messages: [...hi, called(), answered('b'), answered('a')], tools: [f({ parameters: { type: 'object' } })], stop: 'a' };
    const before = structuredClone(call);

    sent(call, 'gemini-2.0-flash');

    expect(call).toEqual(before);
  });
});

describe('what Gemini does otherwise', () => {
  it('is to hear nothing of members that nobody knows', () => {
    expect(sent({ future_member: 1 })).toEqual(sent({}));
  });

  const inChat = geminiDifferences.filter(({ operation = 'chat' }) => operation === 'chat');

  it.each(inChat.map((difference) => [difference.member, difference.fate, difference.example] as const))(
    '%s is %s',
    (member, fate, example) => {
      const model = typeof example['model'] === 'string' ? example['model'] : 'gemini-3.5-flash';
      const path = refusedAt(example, model)?.replaceAll(/\[\d+\]/g, '[]');

      expect(path === undefined ? 'sent' : 'refused').toBe(fate === 'refused' ? 'refused' : 'sent');
      if (fate === 'refused') expect(path?.startsWith(member)).toBe(true);
    },
  );
});
