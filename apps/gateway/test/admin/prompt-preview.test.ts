import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_KEY } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';

let gateway: InProcess;

beforeAll(async () => {
  gateway = await startInProcess();
});
afterAll(() => gateway.stop());

async function ask(method: string, path: string, body?: unknown, key = ADMIN_KEY) {
  const response = await fetch(`${gateway.url}/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-portkey-api-key': key },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const preview = (body: unknown) => ask('POST', '/prompts/preview', body);

describe('the preview of a template that is not saved', () => {
  it('says what a call of the same prompt would, once it is saved', async () => {
    const string = '[{"role":"system","content":"{{#strict}}Be {{tone}}.{{/strict}}"},{"role":"user","content":"{{question}}"}]';
    const variables = { strict: true, tone: '"brief"', question: 'Why?\nHow?' };
    const { body: made } = await ask('POST', '/prompts', { name: 'Saved', string });

    const seen = await preview({ string, variables });
    const sent = await ask('POST', `/prompts/${String(made['slug'])}/render`, { variables });

    expect(seen).toEqual({
      status: 200,
      body: { object: 'prompt-preview', kind: 'chat', rendered: (sent.body['data'] as Record<string, unknown>)['messages'], problem: null },
    });
    expect(seen.body['rendered']).toEqual([
      { role: 'system', content: 'Be "brief".' },
      { role: 'user', content: 'Why?\nHow?' },
    ]);
  });

  it('puts the workspace’s partials in, in the version that is named', async () => {
    await ask('POST', '/prompts/partials', { name: 'Manners', slug: 'manners', string: 'Be kind, {{name}}.' });
    await ask('PUT', '/prompts/partials/manners', { string: 'Be very kind, {{name}}.' });

    const published = await preview({ string: '{{>manners}}', variables: { name: 'Ada' } });
    const latest = await preview({ string: '{{>manners@latest}}', variables: { name: 'Ada' } });

    expect([published.body['rendered'], latest.body['rendered']]).toEqual(['Be kind, Ada.', 'Be very kind, Ada.']);
  });

  it('leaves partials out of what is a partial itself', async () => {
    const { body } = await preview({ string: 'Dear {{name}}{{>manners}}', variables: { name: 'Ada' }, kind: 'text' });

    expect(body).toMatchObject({ kind: 'text', rendered: 'Dear Ada', problem: null });
  });

  it.each([
    ['a section that is not closed', '{{#a}}', 'Unclosed section'],
    ['a partial that is not there', '{{>nobody}}', 'Missing prompt partials: nobody'],
    ['messages that are none', '[{"role": {{a}}}]', 'is not JSON'],
  ])('tells of %s without failing', async (_, string, why) => {
    const { status, body } = await preview({ string });

    expect(status).toBe(200);
    expect(body).toMatchObject({ rendered: null, problem: expect.stringContaining(why) });
  });

  it('is not for who may not read prompts there', async () => {
    const { body: key } = await ask('POST', '/api-keys/workspace/service', { name: 'app', scopes: ['completions.write'] });

    const { status } = await ask('POST', '/prompts/preview', { string: 'Hello' }, String(key['key']));

    expect(status).toBe(403);
  });
});
