import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call, type Reply } from '../support/call.ts';
import { ADMIN_KEY } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';

let gateway: InProcess;
beforeAll(async () => {
  gateway = await startInProcess();
});
afterAll(() => gateway.stop());

const ask = (method: string, path: string, body?: object): Promise<Reply> =>
  call(`${gateway.url}/v1${path}`, { method, headers: { 'x-portkey-api-key': ADMIN_KEY }, ...(body && { body }) });

const shadow = (target: object) => ({ provider: 'mock', shadow: { name: 'next', target } });

describe('a stored config with a shadow', () => {
  it('is given back without the secrets in it, and keeps them', async () => {
    await ask('POST', '/configs', { name: 'kept', slug: 'kept', config: shadow({ provider: 'openai', api_key: 'sk-shadow-0123456789' }) });

    const { text, json } = await ask('GET', '/configs/kept');

    expect(text).not.toContain('sk-shadow-0123456789');
    expect(JSON.stringify(json)).toContain('6789');
  });

  it('is told what its shadow names and is not there', async () => {
    const { json } = await ask('POST', '/configs', { name: 'lost', config: shadow({ virtual_key: 'nobodys' }) });

    expect(JSON.stringify(json)).toContain('names the virtual key \\"nobodys\\"');
  });

  it.each([
    ['a provider that is not loaded', { provider: 'nobody' }, 'config.shadow.target names the provider \\"nobody\\"'],
    ['a field that its provider does not have', { provider: 'openai', aws_region: 'x' }, 'has no such field'],
    ['what is no config', { weight: -1 }, 'shadow.target.weight'],
  ])('is refused where its shadow is %s', async (_what, target, message) => {
    const { status, text } = await ask('POST', '/configs', { name: 'wrong', config: shadow(target) });

    expect(status).toBe(400);
    expect(text).toContain(message);
  });
});
