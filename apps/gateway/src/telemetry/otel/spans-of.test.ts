import { describe, expect, it } from '@jest/globals';
import { anEntry, aTry } from '../entries.test.support.ts';
import { spansOf } from './spans-of.ts';

const means = { providerName: (slug: string) => (slug === 'mistral-ai' ? 'mistral_ai' : slug), contents: false };

describe('a request as spans', () => {
  it('is one for the journey and one below it for each try', () => {
    const entry = anEntry({
      parentSpan: 'bbbbbbbbbbbbbbbb',
      rescued: true,
      tries: [
        aTry({ provider: 'mistral-ai', model: 'mistral-small', status: 503, fault: 'overloaded', spanId: '1'.repeat(16), ms: 20 }),
        aTry({ provider: 'mistral-ai', model: 'mistral-small', why: 'retry', status: 503, fault: 'overloaded', spanId: '2'.repeat(16) }),
        aTry({ target: 'config.targets[1]', spanId: '3'.repeat(16), startedMs: 40, ms: 60.5 }),
      ],
    });

    const [journey, ...tries] = spansOf(entry, means);

    expect(journey).toMatchObject({
      traceId: entry.trace,
      spanId: entry.span,
      parent: { spanId: 'bbbbbbbbbbbbbbbb', isRemote: true },
      name: 'chat llama-3.1-8b-instant',
      kind: 'server',
      startMs: entry.at,
      endMs: entry.at + 105,
      error: undefined,
    });
    expect(tries.map(({ parent, kind, name, error }) => [parent?.spanId, kind, name, error])).toEqual([
      [entry.span, 'client', 'chat mistral-small', 'overloaded'],
      [entry.span, 'client', 'chat mistral-small', 'overloaded'],
      [entry.span, 'client', 'chat llama-3.1-8b-instant', undefined],
    ]);
    expect(tries[0]!.attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'mistral_ai',
      'gen_ai.request.model': 'mistral-small',
      'http.response.status_code': 503,
      'error.type': 'overloaded',
      'sluice.provider': 'mistral-ai',
      'sluice.why': 'first',
    });
    expect(tries[2]).toMatchObject({ startMs: entry.at + 40, endMs: entry.at + 100.5 });
  });

  it('counts tokens as the conventions do: cached ones among those that went in, reasoning among those that came out', () => {
    const used = { input: 100, cachedInput: 40, cacheWrite: 5, cacheWrite1h: 1, output: 20, reasoning: 8 };

    const [journey, tried] = spansOf(anEntry({ tries: [aTry({ used, cost: 0.25 })] }), means);

    expect(tried!.attributes).toMatchObject({
      'gen_ai.usage.input_tokens': 146,
      'gen_ai.usage.output_tokens': 28,
      'gen_ai.usage.cache_read.input_tokens': 40,
      'gen_ai.usage.cache_creation.input_tokens': 6,
      'gen_ai.usage.reasoning.output_tokens': 8,
      'sluice.cost_usd': 0.25,
    });
    expect(Object.keys(journey!.attributes).filter((name) => name.startsWith('gen_ai.usage'))).toEqual([]);
  });

  it('says what the answer says of itself, at the journey and at the try that gave it', () => {
    const response = JSON.stringify({
      id: 'chatcmpl-1',
      model: 'llama-3.1-8b-v2',
      choices: [{ finish_reason: 'stop' }, { finish_reason: 'length' }],
    });
    const entry = anEntry({
      bodies: { request: undefined, response },
      tries: [aTry({ status: 500, fault: 'upstream_error' }), aTry({ why: 'retry' })],
    });

    const [journey, failed, answering] = spansOf(entry, means);

    const facts = {
      'gen_ai.response.id': 'chatcmpl-1',
      'gen_ai.response.model': 'llama-3.1-8b-v2',
      'gen_ai.response.finish_reasons': ['stop', 'length'],
    };
    expect(journey!.attributes).toMatchObject(facts);
    expect(answering!.attributes).toMatchObject(facts);
    expect(failed!.attributes['gen_ai.response.id']).toBeUndefined();
  });

  it('knows nothing of an answer that was cut', () => {
    const [journey] = spansOf(anEntry({ bodies: { request: '{"a', response: '{"id":"x","choi' } }), { ...means, contents: true });

    expect(journey!.attributes['gen_ai.response.id']).toBeUndefined();
    expect(journey!.attributes['gen_ai.input.messages']).toBeUndefined();
  });

  it.each([
    [{ status: 400, fault: { kind: 'invalid_request', message: 'm' } }, undefined],
    [{ status: 502, fault: { kind: 'unreachable', message: 'm' } }, 'unreachable'],
    [{ status: 500 }, '500'],
    [{ status: 200, fault: { kind: 'stream_broken', message: 'm' } }, 'stream_broken'],
  ])('of %j has failed by: %s', (given, error) => {
    const [journey] = spansOf(anEntry(given), means);

    expect(journey!.error).toBe(error);
    expect(journey!.attributes['error.type']).toBe(error);
  });

  it('does not call a try failed that lost a race', () => {
    const [, lost] = spansOf(anEntry({ tries: [aTry({ lost: true, fault: 'cancelled', status: 499 })] }), means);

    expect(lost).toMatchObject({ error: undefined, attributes: { 'sluice.lost': true } });
  });

  it.each([
    [{ operation: undefined, method: 'GET', path: '/v1/threads/thread_1/runs/run_2' }, 'GET /v1/threads/*'],
    [{ operation: undefined, method: 'GET', path: '/v1/batches' }, 'GET /v1/batches'],
    [{ operation: 'completions' }, 'text_completion llama-3.1-8b-instant'],
    [{ operation: 'imageEdits' }, 'image_edits llama-3.1-8b-instant'],
    [{ spanName: 'ask the oracle' }, 'ask the oracle'],
    [{ askedModel: 'fast' }, 'chat llama-3.1-8b-instant'],
    [{ status: 404, model: 'made-up-17', tries: [aTry({ model: 'made-up-17', status: 404 })] }, 'chat'],
    [{ status: 400, model: 'made-up-18', tries: [] }, 'chat'],
    [{ cache: 'HIT' as const, tries: [] }, 'chat llama-3.1-8b-instant'],
  ])('of %j is called %s', (given, name) => {
    expect(spansOf(anEntry(given), means)[0]!.name).toBe(name);
  });

  it('says whom an exchange was sent to', () => {
    const tries = [aTry({ url: 'https://api.example.com/v1/chat' }), aTry({ url: 'http://127.0.0.1:8080/v1' }), aTry()];

    const [, ...spans] = spansOf(anEntry({ tries }), means);

    expect(spans.map(({ attributes }) => [attributes['server.address'], attributes['server.port']])).toEqual([
      ['api.example.com', 443],
      ['127.0.0.1', 8080],
      [undefined, undefined],
    ]);
  });

  it('keeps a trace id that is any text beside the one that it is known by', () => {
    const [journey, tried] = spansOf(anEntry({ trace: 'order 17' }), means);

    expect(journey!.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(tried!.traceId).toBe(journey!.traceId);
    expect(journey!.attributes['sluice.trace_id']).toBe('order 17');
  });

  it('says nothing of what was said, unless it is told to', () => {
    const bodies = {
      request: JSON.stringify({
        messages: [
          { role: 'system', content: 'be kind' },
          {
            role: 'user',
            content: [
              { type: 'text', text: 'hello' },
              { type: 'image_url', image_url: { url: 'data:…' } },
            ],
          },
        ],
      }),
      response: JSON.stringify({
        choices: [
          {
            finish_reason: 'tool_calls',
            message: { role: 'assistant', content: null, tool_calls: [{ id: 'c1', function: { name: 'f', arguments: '{}' } }] },
          },
        ],
      }),
    };

    const [silent] = spansOf(anEntry({ bodies }), means);
    const [open] = spansOf(anEntry({ bodies }), { ...means, contents: true });

    expect(JSON.stringify(silent)).not.toContain('hello');
    expect(JSON.parse(String(open!.attributes['gen_ai.input.messages']))).toEqual([
      { role: 'system', parts: [{ type: 'text', content: 'be kind' }] },
      { role: 'user', parts: [{ type: 'text', content: 'hello' }, { type: 'image_url' }] },
    ]);
    expect(JSON.parse(String(open!.attributes['gen_ai.output.messages']))).toEqual([
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'f', arguments: '{}' }], finish_reason: 'tool_calls' },
    ]);
  });

  it('tells contents of messages and responses, too', () => {
    const asMessages = {
      request: JSON.stringify({
        system: 'be kind',
        messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'rain' }] }],
      }),
      response: JSON.stringify({
        content: [
          { type: 'thinking', thinking: 'hm' },
          { type: 'text', text: 'wet' },
        ],
        stop_reason: 'end_turn',
      }),
    };
    const asResponses = {
      request: JSON.stringify({ instructions: 'be brief', input: 'hello' }),
      response: JSON.stringify({ status: 'completed', output: [{ type: 'message', content: [{ type: 'output_text', text: 'hi' }] }] }),
    };

    const [messages] = spansOf(anEntry({ bodies: asMessages }), { ...means, contents: true });
    const [responses] = spansOf(anEntry({ bodies: asResponses }), { ...means, contents: true });

    const said = (name: string, span = messages) => JSON.parse(String(span!.attributes[name])) as unknown;
    expect(said('gen_ai.system_instructions')).toEqual([{ type: 'text', content: 'be kind' }]);
    expect(said('gen_ai.input.messages')).toEqual([{ role: 'user', parts: [{ type: 'tool_call_response', id: 't', response: 'rain' }] }]);
    expect(said('gen_ai.output.messages')).toEqual([
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', content: 'hm' },
          { type: 'text', content: 'wet' },
        ],
        finish_reason: 'end_turn',
      },
    ]);
    expect(said('gen_ai.input.messages', responses)).toEqual([{ role: 'user', parts: [{ type: 'text', content: 'hello' }] }]);
    expect(said('gen_ai.output.messages', responses)).toEqual([
      { role: 'assistant', parts: [{ type: 'text', content: 'hi' }], finish_reason: 'completed' },
    ]);
  });
});
