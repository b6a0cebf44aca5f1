import { admin, chat, done } from '../../test/stored/support.ts';
import { call } from '../../test/support/call.ts';
import { ADMIN_KEY } from '../../test/support/gateway.ts';
import type { Upstream } from '../../test/support/upstream.ts';

/** Something of every kind that is kept sealed, made by the admin API. */
export interface SealedThings {
  /** Uses each of them; what is wrong then, by what it is. */
  tryAll(url: string): Promise<Readonly<Record<string, unknown>>>;
}

const ONCE = { 'x-portkey-api-key': ADMIN_KEY, 'idempotency-key': 'the only time' };

const ASKING = { 'x-portkey-api-key': ADMIN_KEY };

const makeKey = (url: string) =>
  done(call(`${url}/v1/api-keys/organisation/service`, { headers: ONCE, body: { name: 'app', scopes: ['completions.write'] } }));

/** What `tryAll` finds where all is well. */
export const ALL_WELL = {
  'virtual key': 'Bearer gsk-of-a-virtual-key',
  provider: 'Bearer gsk-of-an-integration',
  config: 'Bearer gsk-in-a-config',
  guardrail: 'of-a-guardrail',
  'reply that was given before': true,
  'version of a config': [2, 1],
  prompt: [0.25, 'of-a-tool'],
};

export async function makeSealed(url: string, upstream: Upstream): Promise<SealedThings> {
  const made = (path: string, body: object) => done(admin(url, 'POST', path, body));
  const { key } = await makeKey(url);
  const virtualKey = await made('/virtual-keys', { name: 'vk', provider: 'groq', key: 'gsk-of-a-virtual-key' });
  const integration = await made('/integrations', { name: 'in', ai_provider_id: 'groq', key: 'gsk-of-an-integration' });
  const provider = await made('/providers', { name: 'on it', integration_id: integration.slug });
  const config = await made('/configs', { name: 'c', config: { provider: 'groq', api_key: 'gsk-that-was' } });
  await done(admin(url, 'PUT', `/configs/${config.slug}`, { config: { provider: 'groq', api_key: 'gsk-in-a-config' } }));
  const hook = { webhookURL: `${upstream.origin}/hook`, headers: { authorization: 'of-a-guardrail' } };
  const guardrail = await made('/guardrails', { name: 'g', checks: [{ id: 'default.webhook', parameters: hook }] });
  const guarded = await made('/configs', { name: 'guarded', config: { virtual_key: virtualKey.slug, input_guardrails: [guardrail.slug] } });
  const tool = { type: 'mcp', server_label: 's', server_url: 'https://tools.example', headers: { authorization: 'of-a-tool' } };
  const prompt = await made('/prompts', {
    name: 'p',
    string: '[{"role":"user","content":"Hi"}]',
    parameters: { model: 'm', temperature: 0.25 },
    tools: [tool],
    virtual_key: virtualKey.slug,
  });

  return {
    async tryAll(at) {
      const credential = async (headers: Readonly<Record<string, string>>) => {
        const { status, text } = await chat(at, key as string, headers);
        return status === 200 ? upstream.received.at(-1)?.headers.authorization : text;
      };
      const found = {
        'virtual key': await credential({ 'x-portkey-virtual-key': virtualKey.slug as string }),
        provider: await credential({ 'x-portkey-provider': `@${provider.slug}` }),
        config: await credential({ 'x-portkey-config': config.slug as string }),
      };
      await chat(at, key as string, { 'x-portkey-config': guarded.slug as string });
      const hooked = upstream.received.filter(({ url: path }) => path === '/hook');
      const { data } = await done(call(`${at}/v1/prompts/${prompt.slug}/render`, { headers: ASKING, body: { variables: {} } }));
      const { temperature, tools } = data as { readonly temperature: unknown; readonly tools: readonly (typeof tool)[] };
      const versions = await done(admin(at, 'GET', `/configs/${config.slug}/versions`));
      return {
        ...found,
        guardrail: hooked.at(-1)?.headers.authorization,
        'reply that was given before': (await makeKey(at)).key === key,
        'version of a config': (versions.data as readonly { readonly version: number }[]).map(({ version }) => version),
        prompt: [temperature, tools[0]?.headers.authorization],
      };
    },
  };
}
