import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call, CHAT, type Reply } from './support/call.ts';
import { startInProcess, type InProcess } from './support/in-process.ts';

let gateway: InProcess;

beforeAll(async () => {
  gateway = await startInProcess();
});

afterAll(() => gateway.stop());

const explain = (body: object, headers: Record<string, string> = {}): Promise<Reply> =>
  call(`${gateway.url}/v1/route/explain`, { headers: { authorization: 'Bearer own-key', ...headers }, body });

describe('a request to explain', () => {
  it('goes by the headers where its config is null', async () => {
    const reply = await explain({ config: null, body: CHAT }, { 'x-portkey-config': '{"provider":"openai"}' });

    expect(reply.json).toMatchObject({ targets: [{ provider: 'openai' }], config: { root: { provider: 'openai' } } });
  });

  it.each([true, 123, []])('is refused where its config is %j', async (config) => {
    const reply = await explain({ config, body: CHAT });

    expect(reply.status).toBe(400);
    expect(reply.json.message).toMatch(/^Invalid config passed\. You need to pass a valid json/);
  });

  it('may have a megabyte, and no more', async () => {
    const fits = await explain({ body: { ...CHAT, user: 'x'.repeat(1_000_000) }, config: { provider: 'openai' } });
    const large = await explain({ body: { ...CHAT, user: 'x'.repeat(1_100_000) } });

    expect([fits.status, large.status]).toEqual([200, 413]);
    expect(large.json).toMatchObject({ success: false, error: { param: 'body', code: 'body_too_large' } });
    expect(large.json.message).toBe('The body is larger than 1048576 bytes, the most that is read here');
  });

  it('follows a thousand targets in no time', async () => {
    const targets = Array.from({ length: 1000 }, () => ({ provider: 'openai' }));

    const reply = await explain({ body: CHAT, config: { strategy: { mode: 'fallback' }, targets } });

    expect(reply.json.order).toHaveLength(1000);
    expect(reply.json.targets.at(-1)).toMatchObject({ turn: 1000 });
  });
});
