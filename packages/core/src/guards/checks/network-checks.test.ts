import { describe, expect, it } from '@jest/globals';
import { complaints, network, subject, tried } from '../given.test.fixture.ts';

const HOOK = 'https://hooks.example/check?key=very-secret';

describe('webhook', () => {
  it('posts what it is about', async () => {
    const { tools, asked } = network({ [HOOK]: { body: { verdict: true } } });
    const about = subject('answer', 'after', { metadata: { team: 'red' } });

    await tried('webhook', { webhookURL: HOOK, headers: '{"authorization":"Bearer very-secret"}', timeout: 10 }, about, tools);

    expect(asked).toMatchObject([
      { method: 'POST', url: HOOK, timeoutMs: 10, headers: { 'content-type': 'application/json', authorization: 'Bearer very-secret' } },
    ]);
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      request: { json: about.request, text: 'question', isStreamingRequest: false },
      response: { json: about.response, text: 'answer', statusCode: 200 },
      provider: 'mock',
      requestType: 'chatComplete',
      metadata: { team: 'red' },
      eventType: 'afterRequestHook',
    });
  });

  it('waits three seconds unless told otherwise, and knows no answer before the request', async () => {
    const { tools, asked } = network({ [HOOK]: { body: { verdict: false } } });

    const { check } = await tried('webhook', { webhookURL: HOOK, headers: { 'x-key': 'k' } }, subject('hi'), tools);

    expect(check.verdict).toBe(false);
    expect(asked[0]).toMatchObject({ timeoutMs: 3000, headers: { 'x-key': 'k' } });
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({
      response: { json: {}, text: '', statusCode: null },
      eventType: 'beforeRequestHook',
    });
  });

  it('may rewrite the document of its phase', async () => {
    const answer = { verdict: true, transformedData: { request: { json: { a: 1 } }, response: { json: { b: 2 } } } };
    const { tools } = network({ [HOOK]: { body: answer } });

    const before = await tried('webhook', { webhookURL: HOOK }, subject('hi'), tools);
    const after = await tried('webhook', { webhookURL: HOOK }, subject('hi', 'after'), tools);

    expect(before).toMatchObject({ request: { a: 1 }, response: undefined, check: { transformed: true } });
    expect(after).toMatchObject({ request: subject('hi', 'after').request, response: { b: 2 } });
  });

  it.each([
    [new Error(`connect ${HOOK}`), /could not be reached within 3000 ms/],
    [{ status: 500, body: HOOK }, /status 500/],
    [{ body: 'no json' }, /did not answer with/],
    [{ body: { verdict: 'true' } }, /did not answer with/],
  ])('that fails passes, unless it is to fail on errors, and tells no secret: %j', async (answer, message) => {
    const { tools } = network({ [HOOK]: answer });

    const lenient = await tried('webhook', { webhookURL: HOOK }, subject('hi'), tools);
    const strict = await tried('webhook', { webhookURL: HOOK, failOnError: true }, subject('hi'), tools);

    expect(lenient).toMatchObject({ failed: false, check: { verdict: true, error: { message: expect.stringMatching(message) } } });
    expect(strict).toMatchObject({ failed: true, check: { verdict: false, fail_on_error: true } });
    expect(JSON.stringify([lenient, strict])).not.toContain('very-secret');
  });
});

describe('log', () => {
  it('passes whether or not the service is there', async () => {
    const { tools, asked } = network({ 'https://log.example/': { body: '' } });

    const there = await tried('log', { logURL: 'https://log.example/' }, subject('hi', 'after'), tools);
    const gone = await tried('log', { logURL: 'https://gone.example/', failOnError: true }, subject('hi', 'after'), tools);

    expect([there.check.verdict, gone.check.verdict]).toEqual([true, true]);
    expect(gone.check.error).toBeDefined();
    expect(asked).toHaveLength(2);
  });
});

describe('validUrls', () => {
  const { tools } = network({
    'https://here.example/a': {},
    'https://here.example/login': { status: 401 },
    'https://here.example/gone': { status: 404 },
  });

  it.each([
    [{}, 'see (https://here.example/a). And https://here.example/login!', true],
    [{}, 'see https://here.example/a and https://here.example/gone', false],
    [{}, 'see https://nowhere.example', false],
    [{ onlyDNS: true }, 'see https://here.example/gone', true],
    [{ onlyDNS: true }, 'see https://nowhere.example', false],
    [{ not: true }, 'see https://nowhere.example', true],
    [{ not: true }, 'see https://here.example/a', false],
    [{}, 'no address', false],
    [{ not: true }, 'no address', false],
    [{}, Array.from({ length: 51 }, (_, index) => `https://here.example/${index}`).join(' '), false],
  ])('%j on %.60j is %s', async (parameters, text, verdict) => {
    const { check } = await tried('validUrls', parameters, subject(text, 'after'), tools);

    expect(check.verdict).toBe(verdict);
  });
});

it.each([
  ['webhook', {}, 'webhookURL', /required/],
  ['webhook', { webhookURL: 'ftp://x' }, 'webhookURL', /uri/],
  ['webhook', { webhookURL: HOOK, headers: 'x: y' }, 'headers', /headers are an object/],
  ['webhook', { webhookURL: HOOK, headers: { a: 1 } }, 'headers', /headers are an object/],
  ['webhook', { webhookURL: HOOK, timeout: 0 }, 'timeout', /greater/],
  ['log', { logURL: 'here' }, 'logURL', /uri/],
  ['validUrls', { onlyDNS: 1 }, 'onlyDNS', /boolean/],
  ['jwt', {}, 'jwksUri', /required/],
  ['jwt', { jwksUri: HOOK, maxTokenAge: 'soon' }, 'maxTokenAge', /pattern|match/],
] as const)('%s refuses %j without repeating it', (id, parameters, member, message) => {
  const problems = complaints(id, parameters);

  expect(problems).toEqual([{ path: ['input_guardrails', 0, id, member], message: expect.stringMatching(message) }]);
  expect(JSON.stringify(problems)).not.toContain('very-secret');
});
