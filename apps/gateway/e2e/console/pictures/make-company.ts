import { ADMIN_KEY } from '../../../test/support/gateway.ts';
import type { OpenConsole } from '../support/console.ts';
import type { Known } from './believable-day.ts';
import { APPS, CONFIGS, CREDENTIALS, FOLDERS, INVITED, LABELS, PARTIALS, PEOPLE, PROMPTS, WORKSPACES } from './company.ts';

const HERE = { workspace_id: 'default' };

interface Made {
  readonly id: string;
  readonly version_id?: string;
}

/** Sets up a whole company through the API. @returns By which ids the log knows its things, and a key that may call. */
export async function makeCompany({ api }: Pick<OpenConsole, 'api'>): Promise<{ readonly known: Known; readonly key: string }> {
  const versions = new Map<string, string>();
  for (const workspace of WORKSPACES) await api('POST', '/v1/admin/workspaces', workspace);
  for (const person of PEOPLE) await join(api, person);
  for (const email of INVITED) await api('POST', '/v1/admin/users/invites', { email, role: 'member' });
  for (const { slug, name, provider, budget } of CREDENTIALS)
    await api('POST', '/v1/virtual-keys', {
      slug,
      name,
      provider,
      ...HERE,
      key: 'an example, and no key',
      ...(budget !== undefined && { usage_limits: { credit_limit: budget, periodic_reset: 'monthly', alert_threshold: budget * 0.8 } }),
    });
  for (const partial of PARTIALS) await api('POST', '/v1/prompts/partials', { ...partial, ...HERE });
  for (const name of LABELS) await api('POST', '/v1/labels', { name, ...HERE });
  await makePrompts(api, versions);
  for (const config of CONFIGS) versions.set(config.slug, (await api<Made>('POST', '/v1/configs', { ...config, ...HERE })).version_id!);
  const keys = new Map<string, Made & { readonly key: string }>();
  for (const name of APPS)
    keys.set(
      name,
      await api('POST', '/v1/api-keys/workspace/service', {
        name,
        ...HERE,
        scopes: ['completions.write', 'prompts.render'],
        usage_limits: { credit_limit: 300, periodic_reset: 'monthly' },
        rate_limits: [{ type: 'requests', unit: 'rpm', value: 600 }],
      }),
    );
  const { id: workspace } = await api<Made>('GET', '/v1/admin/workspaces/default');
  return {
    known: { versions, workspace, keyIds: new Map([...keys].map(([name, { id }]) => [name, id])) },
    key: keys.get('Help desk')!.key,
  };
}

async function join(api: OpenConsole['api'], { email, role, ...names }: (typeof PEOPLE)[number]): Promise<void> {
  const workspaces = [{ id: 'default', role: role === 'admin' ? 'admin' : 'member' }];
  const { invite_link: link } = await api<{ invite_link: string }>('POST', '/v1/admin/users/invites', { email, role, workspaces });
  const token = new URL(link).searchParams.get('token');
  await api('POST', '/v1/admin/invites/accept', { token, password: 'a long enough password 2', ...names });
}

async function makePrompts(api: OpenConsole['api'], versions: Map<string, string>): Promise<void> {
  const folders = new Map<string, string>();
  for (const name of FOLDERS) folders.set(name, (await api<Made>('POST', '/v1/collections', { name, ...HERE })).id);
  for (const { folder, versions: texts, ...prompt } of PROMPTS) {
    const [first, ...later] = texts;
    const asked = { ...prompt, ...HERE, collection_id: folders.get(folder)!, string: first.string, version_description: first.about };
    versions.set(prompt.slug, (await api<Made>('POST', '/v1/prompts', asked)).version_id!);
    for (const { string, about } of later) await api('PUT', `/v1/prompts/${prompt.slug}`, { string, version_description: about });
    if (later.length === 0) continue;
    await api('PUT', `/v1/prompts/${prompt.slug}/makeDefault`, { version: texts.length });
    const { prompt_version_id: id } = await api<{ prompt_version_id: string }>('GET', `/v1/prompts/${prompt.slug}`);
    versions.set(prompt.slug, id);
  }
}

/** Calls that the gateway itself has answered in this run: what stands on the page of health, and a trace of several calls. */
export async function makeCalls(url: string, key: string = ADMIN_KEY): Promise<void> {
  for (let number = 0; number < 6; number++)
    await call(url, key, { 'x-portkey-config': 'pc-practice' }, `Is order 4820${number} on its way?`);
  const trace = { 'x-portkey-trace-id': 'order-48213', 'x-portkey-virtual-key': 'practice' };
  await call(url, key, { ...trace, 'x-portkey-span-id': 'plan', 'x-portkey-span-name': 'Plan the answer' }, 'Plan the answer.');
  for (const step of ['Look up the order', 'Look up the carrier', 'Write the answer'])
    await call(
      url,
      key,
      {
        ...trace,
        'x-portkey-span-id': step.toLowerCase().replaceAll(' ', '-'),
        'x-portkey-parent-span-id': 'plan',
        'x-portkey-span-name': step,
      },
      `${step}: 48213`,
    );
}

async function call(url: string, key: string, headers: Readonly<Record<string, string>>, content: string): Promise<void> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-portkey-api-key': key, ...headers },
    body: JSON.stringify({ model: 'mock', messages: [{ role: 'user', content }] }),
  });
  await response.arrayBuffer();
}
