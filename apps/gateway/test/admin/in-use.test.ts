import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call, type Reply } from '../support/call.ts';
import { ADMIN_KEY } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

type Body = Readonly<Record<string, unknown>>;

let upstream: Upstream;
let gateway: InProcess;
/** A key of the default workspace. */
let key: string;

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startInProcess();
  await made('/virtual-keys', {
    name: 'up',
    slug: 'up',
    provider: 'openai',
    key: 'sk-upstream-0123456789',
    custom_host: `${upstream.origin}/v1`,
  });
  key = (await made('/api-keys/workspace/service', { name: 'k', scopes: ['completions.write', 'prompts.render'], workspace_id: 'default' }))
    .json.key as string;
});
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
});

const admin = (method: string, path: string, body?: Body) =>
  call(`${gateway.url}/v1${path}`, { method, headers: { 'x-portkey-api-key': ADMIN_KEY }, ...(body && { body }) });

async function made(path: string, body: Body): Promise<Reply> {
  const reply = await admin('POST', path, body);
  if (reply.status !== 200) throw new Error(`not made: ${reply.text}`);
  return reply;
}

/** A call by a key of the workspace. @returns What the provider was sent; undefined where it was not asked. */
async function asked(path: string, body: Body, headers: Readonly<Record<string, string>> = {}) {
  const before = upstream.received.length;
  const { status, json } = await call(`${gateway.url}/v1${path}`, { headers: { 'x-portkey-api-key': key, ...headers }, body });
  const received = upstream.received[before];
  return { status, message: json?.message as string, sent: received && (JSON.parse(received.body.toString()) as Body), received };
}

const said = (text: string) => JSON.stringify([{ role: 'user', content: text }]);
/** What a prompt says to the provider. */
const says = async (reference: string, variables: Body = {}) => {
  const { sent, message } = await asked(`/prompts/${reference}/completions`, { variables });
  return sent ? (sent['messages'] as { content: string }[])[0]!.content : message;
};

describe('a prompt made by the API', () => {
  it('is called as it was written, with its parameters, its tools and its virtual key', async () => {
    const tools = [{ type: 'function', function: { name: 'look', parameters: { type: 'object' } } }];
    await made('/prompts', {
      name: 'p',
      slug: 'pp-all',
      string: said('Hello {{name}}'),
      parameters: { temperature: 0.25 },
      virtual_key: '@up',
      model: 'gpt-x',
      tools,
      tool_choice: 'auto',
    });

    const { status, sent, received } = await asked('/prompts/pp-all/completions', { variables: { name: 'Ada' } });

    expect(status).toBe(200);
    expect(sent).toMatchObject({
      model: 'gpt-x',
      temperature: 0.25,
      tools,
      tool_choice: 'auto',
      messages: [{ role: 'user', content: 'Hello Ada' }],
    });
    expect(received!.headers.authorization).toBe('Bearer sk-upstream-0123456789');
  });

  it('is called by version, by label and as it is published', async () => {
    const whole = (text: string) => ({ string: said(text), parameters: { model: 'm' }, virtual_key: 'up' });
    await made('/prompts', { name: 'p', slug: 'pp-v', ...whole('one') });
    await admin('PUT', '/prompts/pp-v', whole('two'));
    await admin('PUT', '/prompts/pp-v', whole('three'));
    const staging = ((await admin('GET', '/labels?search=staging')).json.data as { id: string }[])[0]!.id;
    expect(await says('pp-v')).toBe('one');
    expect(await says('pp-v@2')).toBe('two');
    expect(await says('pp-v@latest')).toBe('three');
    expect(await says('pp-v@staging')).toContain('Invalid prompt id');

    await admin('PUT', '/prompts/pp-v/versions/2', { label_id: staging });
    await admin('PUT', '/prompts/pp-v/makeDefault', { version: 3 });
    expect(await says('pp-v@staging')).toBe('two');
    expect(await says('pp-v')).toBe('three');

    await admin('PUT', '/prompts/pp-v/versions/1', { label_id: staging });
    expect(await says('pp-v@staging')).toBe('one');

    await admin('DELETE', '/prompts/pp-v');
    expect(await says('pp-v')).toContain('Invalid prompt id');
  });

  it('puts in its partials as they are published, and says which one has gone', async () => {
    await made('/prompts/partials', { name: 'tone', slug: 'tone', string: 'kind to {{name}}' });
    await made('/prompts', {
      name: 'p',
      slug: 'pp-t',
      string: said('Be {{> tone}}. {{> tone@2}}'),
      parameters: { model: 'm' },
      virtual_key: 'up',
    });
    await admin('PUT', '/prompts/partials/tone', { string: 'strict' });
    expect(await says('pp-t', { name: 'Ada' })).toBe('Be kind to Ada. strict');

    await admin('PUT', '/prompts/partials/tone/makeDefault', { version: 2 });
    expect(await says('pp-t', { name: 'Ada' })).toBe('Be strict. strict');

    await admin('PUT', '/prompts/partials/tone', { status: 'archived' });
    expect(await says('pp-t')).toContain('Missing prompt partials: tone');
    await admin('PUT', '/prompts/partials/tone', { status: 'active' });
    expect(await says('pp-t')).toBe('Be strict. strict');
    await admin('DELETE', '/prompts/partials/tone');
    expect(await says('pp-t')).toContain('Missing prompt partials: tone');
  });

  it('answers to a label by the name that it has now', async () => {
    const { id } = (await made('/labels', { name: 'canary' })).json as { id: string };
    await made('/prompts', { name: 'p', slug: 'pp-l', string: said('hi'), parameters: { model: 'm' }, virtual_key: 'up' });
    await admin('PUT', '/prompts/pp-l/versions/1', { label_id: id });
    expect(await says('pp-l@canary')).toBe('hi');

    await admin('PUT', `/labels/${id}`, { name: 'sparrow' });
    expect(await says('pp-l@sparrow')).toBe('hi');
    expect(await says('pp-l@canary')).toContain('Invalid prompt id');

    await admin('DELETE', `/labels/${id}`);
    expect(await says('pp-l@sparrow')).toContain('Invalid prompt id');
  });

  it('is for completions where its template is a text', async () => {
    await made('/prompts', { name: 'p', slug: 'pp-c', string: 'Complete {{word}}', parameters: { model: 'm' }, virtual_key: 'up' });

    const { sent, received } = await asked('/prompts/pp-c/completions', { variables: { word: 'me' } });

    expect(sent).toMatchObject({ prompt: 'Complete me' });
    expect(received!.url).toBe('/v1/completions');
  });
});

describe('a config made by the API', () => {
  const chat = { model: 'm', messages: [{ role: 'user', content: 'x' }] };
  const temperature = async (headers: Readonly<Record<string, string>> = {}) =>
    (await asked('/chat/completions', chat, headers)).sent?.['temperature'];
  const config = (value: number) => ({ virtual_key: 'up', override_params: { temperature: value } });

  it('is followed in its newest version until it is archived or removed', async () => {
    const { slug } = (await made('/configs', { name: 'c', config: config(0.1) })).json as { slug: string };
    const named = { 'x-portkey-config': slug };
    expect(await temperature(named)).toBe(0.1);

    await admin('PUT', `/configs/${slug}`, { config: config(0.2) });
    expect(await temperature(named)).toBe(0.2);

    await admin('PUT', `/configs/${slug}`, { status: 'archived' });
    expect((await asked('/chat/completions', chat, named)).status).toBe(400);

    await admin('PUT', `/configs/${slug}`, { status: 'active' });
    expect(await temperature(named)).toBe(0.2);
    await admin('DELETE', `/configs/${slug}`);
    expect((await asked('/chat/completions', chat, named)).status).toBe(400);
  });

  it('applies to calls of its workspace that bring none while it is the default', async () => {
    const first = (await made('/configs', { name: 'a', config: config(0.3), is_default: 1 })).json as { slug: string };
    expect(await temperature()).toBe(0.3);

    const second = (await made('/configs', { name: 'b', config: config(0.4), isDefault: 1 })).json as { slug: string };
    expect(await temperature()).toBe(0.4);
    expect(await temperature({ 'x-portkey-config': first.slug })).toBe(0.3);

    await admin('PUT', `/configs/${second.slug}`, { is_default: 0 });
    expect(await temperature()).toBeUndefined();
  });
});
