import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { addressOf, ask, sendWith } from './ask.ts';
import { Refused } from './refused.ts';

/** Puts an answer in the place of the network's, and keeps what was asked. */
function answer(status: number, body: string, headers: Record<string, string> = {}) {
  const asked: { url: Parameters<typeof fetch>[0]; init: RequestInit }[] = [];
  globalThis.fetch = jest.fn<typeof fetch>((url, init) => {
    asked.push({ url, init: init ?? {} });
    return Promise.resolve({
      ok: status < 400,
      status,
      headers: { get: (name: string) => headers[name] ?? null },
      text: () => Promise.resolve(body),
    } as unknown as Response);
  });
  return asked;
}

const { fetch: real } = globalThis;

afterEach(() => {
  globalThis.fetch = real;
  sendWith(null);
});

describe('a question to the admin API', () => {
  it('fills the address, and leaves out of the query what was not said', () => {
    expect(
      addressOf('GET /v1/prompts/{key}/versions/{version}', { path: { key: 'a/b', version: '2' }, query: { q: 'x y', no: undefined } }),
    ).toEqual(['GET', '/v1/prompts/a%2Fb/versions/2?q=x+y']);
  });

  it('shows itself by the token of the session', async () => {
    const asked = answer(200, '{"object":"list"}');
    sendWith('shown');

    await ask('POST /v1/configs', { body: { name: 'Main', config: {} } } as never);

    expect(asked[0]!.init.headers).toMatchObject({ 'x-sluice-csrf': 'shown', 'content-type': 'application/json' });
    expect(asked[0]!.init.body).toBe('{"name":"Main","config":{}}');
  });

  it('says why it was refused, for which member, and under which trace', async () => {
    answer(400, '{"error":{"message":"\\"name\\" is missing","code":"invalid_value","param":"name"},"errors":["\\"name\\" is missing"]}', {
      'x-portkey-trace-id': 't-1',
    });

    const refused = await ask('GET /v1/configs', {}).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({
      message: '"name" is missing',
      status: 400,
      param: 'name',
      trace: 't-1',
      errors: ['"name" is missing'],
    });
  });

  it('says that nobody answers, in place of a browser’s words', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));

    await expect(ask('GET /v1/configs', {})).rejects.toMatchObject({ status: 0, message: expect.stringContaining('does not answer') });
  });

  it('does not take a page of HTML for an answer', async () => {
    answer(502, '<html>Bad gateway</html>');

    await expect(ask('GET /v1/configs', {})).rejects.toMatchObject({
      status: 502,
      message: 'The gateway answered 502 and did not say why',
    });
  });
});
