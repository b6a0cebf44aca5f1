import { readFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { operationFor, type WireRequest } from '@sluice/provider-sdk';
import anthropic from './index.ts';
import { authorize } from './authorize.ts';
import { readFault } from './read-fault.ts';

const request: WireRequest = { method: 'POST', url: 'https://api.anthropic.com/v1/messages', headers: {}, body: undefined };
const headers = (given: Record<string, string>, settings: Parameters<typeof authorize>[1]) =>
  authorize({ ...request, headers: given }, settings).headers;

const settings = { apiKey: 'k' } as never;

describe('a request to Anthropic', () => {
  it('is signed with a key, or with a token as a Bearer’s, and names a version', () => {
    expect(headers({}, { apiKey: 'sk-ant-api03-x' })).toEqual({ 'x-api-key': 'sk-ant-api03-x', 'anthropic-version': '2023-06-01' });
    expect(headers({}, { apiKey: 'sk-ant-oat01-x', version: 'v' })).toEqual({
      authorization: 'Bearer sk-ant-oat01-x',
      'anthropic-version': 'v',
    });
  });

  it('has the version and the betas that the caller sent', () => {
    const sent = { 'anthropic-version': '2024-01-01', 'anthropic-beta': 'a,b' };

    expect(headers(sent, { apiKey: 'k', version: 'v', beta: 'b, c' })).toEqual({
      'x-api-key': 'k',
      'anthropic-version': '2024-01-01',
      'anthropic-beta': 'a,b,c',
    });
  });

  it('goes to these addresses', () => {
    const { operations, baseURL } = anthropic;

    expect(baseURL(settings)).toBe('https://api.anthropic.com/v1');
    expect([operations.messages, operations.countTokens, operations.models]).toMatchObject([
      { path: '/messages', streamUsage: 'always' },
      { path: '/messages/count_tokens' },
      { path: '/models' },
    ]);
    const chat = operationFor(operations, 'chat', 'claude-sonnet-4-5');
    expect(chat?.codec?.request({ messages: [] }, { model: 'm', settings }).path).toBe('/messages');
  });

  it('is not given the beginning of an answer where the model does not go on from it', () => {
    const ignores = (model: string) => operationFor(anthropic.operations, 'chat', model)?.ignoresPrefill ?? false;

    expect([ignores('claude-sonnet-4-5'), ignores('claude-opus-4-6'), ignores('claude-sonnet-5')]).toEqual([false, true, true]);
  });
});

// The messages are those that were recorded; types without a recording are from Anthropic's page of errors, 2026-08.
const error = (type: string, message = 'm') => ({ type: 'error', error: { type, message }, request_id: 'r' });

describe('a failure of Anthropic’s', () => {
  it.each([
    [529, error('overloaded_error'), 'overloaded'],
    [429, error('rate_limit_error'), 'rate_limited'],
    [401, error('authentication_error'), 'credential_refused'],
    [402, error('billing_error'), 'quota_exhausted'],
    [403, error('permission_error'), 'forbidden'],
    [404, error('not_found_error', 'model: claude-x'), 'model_not_found'],
    [404, error('not_found_error', 'no such file'), 'not_found'],
    [413, error('request_too_large'), 'too_large'],
    [413, error('invalid_request_error', 'Request size exceeds model context window'), 'context_too_long'],
    [400, error('invalid_request_error', 'prompt is too long: 3 tokens > 2 maximum'), 'context_too_long'],
    [400, error('invalid_request_error', 'Your credit balance is too low to access the API.'), 'quota_exhausted'],
    [400, error('invalid_request_error', 'Output blocked by content filtering policy'), 'content_refused'],
    [400, error('invalid_request_error'), 'invalid_request'],
    [500, error('api_error'), 'upstream_error'],
    [504, error('timeout_error'), 'deadline_exceeded'],
    [429, { error: { code: 'rate_limit_error', type: 'invalid_request_error', message: 'm' } }, 'rate_limited'],
    [413, '<html>', 'too_large'],
    [502, undefined, 'upstream_error'],
  ])('%d %j is %s', (status, body, kind) => {
    expect(readFault({ status, headers: {}, body }).kind).toBe(kind);
  });

  it('tells the provider’s word and how long to wait, by the limit that is used up where nothing else says so', () => {
    const limits = {
      date: 'Mon, 23 Nov 2026 10:00:00 GMT',
      'anthropic-ratelimit-requests-remaining': '3',
      'anthropic-ratelimit-requests-reset': '2026-11-23T11:00:00Z',
      'anthropic-ratelimit-input-tokens-remaining': '0',
      'anthropic-ratelimit-input-tokens-reset': '2026-11-23T10:00:07Z',
    };
    const waits = (status: number, headers: Record<string, string>) => readFault({ status, headers, body: error('rate_limit_error') });

    expect(waits(429, limits)).toEqual({ kind: 'rate_limited', type: 'rate_limit_error', message: 'm', retryAfterMs: 7000 });
    expect(waits(429, { ...limits, 'retry-after': '2' }).retryAfterMs).toBe(2000);
    expect(waits(400, limits)).not.toHaveProperty('retryAfterMs');
  });
});

const folder = process.env['SLUICE_RECORDED'] ?? fileURLToPath(new URL('../../../../shared/recorded', import.meta.url));
const file = `${folder}/dev/anthropic.jsonl`;

interface Recorded {
  readonly id: string;
  readonly response: { readonly status: number; readonly headers?: Record<string, string>; readonly body: string };
}

(existsSync(file) ? describe : describe.skip)('recorded failures (SLUICE_RECORDED)', () => {
  const failures = (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [])
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded)
    .filter(({ response }) => response.status >= 400);
  const KINDS: Readonly<Record<string, string>> = {
    'anthropic-chat-q20bdeb4ac': 'rate_limited',
    'anthropic-messages-0056efe648': 'model_not_found',
    'anthropic-messages-qf9c3cfe3d': 'overloaded',
    'anthropic-messages-q554b6dbe9': 'invalid_request',
    'anthropic-messages-qe4baf620b': 'context_too_long',
    'anthropic-messages-qb87449aea': 'quota_exhausted',
    'anthropic-messages-q58c924f56': 'rate_limited',
    'anthropic-messages-764463a286': 'credential_refused',
    'anthropic-messages-30126fa8e7': 'context_too_long',
  };

  it.each(failures.map((failure) => [failure.id, failure] as const))('%s is read', (id, { response }) => {
    const body = JSON.parse(response.body) as { error: { message: string } };

    const fault = readFault({ status: response.status, headers: response.headers ?? {}, body });

    expect([fault.kind, fault.message]).toEqual([KINDS[id], body.error.message]);
  });
});
