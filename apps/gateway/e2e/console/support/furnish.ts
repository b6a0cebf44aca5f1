import type { OpenConsole } from './console.ts';

/** One of everything that a page lists, made by the API as an app would, with calls of several outcomes in the log. */
export async function furnish({
  api,
  gateway,
}: Pick<OpenConsole, 'api' | 'gateway'>): Promise<{ readonly logId: string; readonly traceId: string; readonly keyId: string }> {
  await api('POST', '/v1/virtual-keys', {
    name: 'Mock of the team',
    slug: 'mock-team',
    provider: 'mock',
    key: 'none',
    workspace_id: 'default',
  });
  await api('POST', '/v1/configs', { name: 'Main', slug: 'pc-main', workspace_id: 'default', config: CONFIG });
  const { id: keyId, key } = await api<{ id: string; key: string }>('POST', '/v1/api-keys/workspace/service', {
    name: 'app',
    workspace_id: 'default',
    scopes: ['completions.write', 'prompts.render'],
    defaults: { metadata: { team: 'core' } },
  });
  await api('POST', '/v1/prompts', PROMPT);
  await api('POST', '/v1/prompts/partials', { name: 'Tone', slug: 'pp-tone', string: 'Be {{tone}}.', workspace_id: 'default' });
  await api('POST', '/v1/labels', { name: 'canary', workspace_id: 'default' });
  await api('POST', '/v1/admin/users/invites', {
    email: 'ina@example.com',
    role: 'member',
    workspaces: [{ id: 'default', role: 'member' }],
  });
  const traceId = 'trace-of-the-pages';
  for (const { body, headers } of CALLS) {
    const response = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-portkey-api-key': key, 'x-portkey-trace-id': traceId, ...headers },
      body: JSON.stringify(body),
    });
    await response.arrayBuffer();
  }
  const { data } = await found(api);
  return { logId: data[0]!.id, traceId, keyId };
}

/** Records stand in the log a moment after the answer. */
async function found(api: OpenConsole['api']): Promise<{ readonly data: readonly { readonly id: string }[] }> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const list = await api<{ data: { id: string }[] }>('GET', '/v1/logs?page_size=10');
    if (list.data.length >= CALLS.length) return list;
    if (Date.now() > deadline) throw new Error(`${list.data.length} of ${CALLS.length} records are in the log`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const CONFIG = {
  strategy: { mode: 'fallback', cb_config: { failure_threshold: 5, cooldown_interval: 60_000 } },
  targets: [
    { virtual_key: 'mock-team', override_params: { mock: { status: 503 } } },
    { virtual_key: 'mock-team', override_params: { model: 'mock' } },
  ],
};

const PROMPT = {
  name: 'Capital',
  slug: 'pp-capital',
  workspace_id: 'default',
  virtual_key: 'mock-team',
  model: 'mock',
  string: JSON.stringify([
    { role: 'system', content: 'Be {{tone}}.' },
    { role: 'user', content: 'What is the capital of {{country}}?' },
  ]),
  parameters: { temperature: 0 },
};

const asking = (content: string, more: object = {}) => ({ model: 'mock', messages: [{ role: 'user', content }], ...more });

const CALLS: readonly { readonly body: unknown; readonly headers: Readonly<Record<string, string>> }[] = [
  { body: asking('Hello'), headers: { 'x-portkey-virtual-key': 'mock-team', 'x-portkey-metadata': '{"_user":"ada"}' } },
  { body: asking('Hello again', { stream: true }), headers: { 'x-portkey-config': 'pc-main' } },
  { body: asking('This fails', { mock: { status: 500 } }), headers: { 'x-portkey-virtual-key': 'mock-team' } },
  { body: asking('<img src=x onerror=alert(1)><script>alert(2)</script>'), headers: { 'x-portkey-virtual-key': 'mock-team' } },
];
