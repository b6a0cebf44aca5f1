import { describe, expect, it } from '@jest/globals';
import { readFault } from './read-fault.ts';

const read = (status: number, body: unknown, headers = {}, now = 0) => readFault({ status, headers, body }, now);

describe('a failure of OpenRouter', () => {
  it('tells what the provider behind said', () => {
    const raw = JSON.stringify({ error: { message: 'at most 1 image' } });

    expect(read(400, { error: { message: 'Provider returned error', code: 400, metadata: { raw, provider_name: 'Acme' } } }).message).toBe(
      'Provider returned error; Acme: at most 1 image',
    );
    expect(read(429, { error: { message: 'm', metadata: { raw: 'busy' } } }).message).toBe('m; busy');
  });

  it('is a refusal of the content where moderation says why', () => {
    expect(read(403, { error: { message: 'flagged', metadata: { reasons: ['violence'], flagged_input: '…' } } }).kind).toBe(
      'content_refused',
    );
    expect(read(403, { error: { message: 'no' } }).kind).toBe('forbidden');
  });

  it('is worth waiting for until the window ends', () => {
    const body = { error: { message: 'm', metadata: { headers: { 'X-RateLimit-Reset': '5000' } } } };

    expect(read(429, body, {}, 2000).retryAfterMs).toBe(3000);
    expect(read(429, body, { 'x-ratelimit-reset': '1000' }, 2000).retryAfterMs).toBe(0);
    expect(read(429, body, { 'retry-after': '9' }, 2000).retryAfterMs).toBe(9000);
    expect(read(500, body, {}, 2000).retryAfterMs).toBeUndefined();
  });

  it.each([null, 'x', [], {}, { error: 1 }, { error: { metadata: 1, message: [] } }])('is read whatever its body: %j', (body) => {
    expect(read(502, body)).toMatchObject({ kind: 'upstream_error', message: expect.stringMatching(/./) });
  });
});
