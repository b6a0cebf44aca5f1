import { admin, chat, done } from '../../test/stored/support.ts';
import { call, type Reply } from '../../test/support/call.ts';

const LIMITS = {
  usage_limits: { type: 'cost', credit_limit: 1_000_000 },
  rate_limits: [{ type: 'requests', unit: 'rpm', value: 1_000_000 }],
};

/** Calls with a key that the store knows, with whatever else it keeps: a virtual key, a config, a prompt, limits that are counted. */
export async function knownCalls(url: string): Promise<readonly (() => Promise<Reply>)[]> {
  const made = (path: string, body: object) => done(admin(url, 'POST', path, body));
  const { key } = await made('/api-keys/organisation/service', { name: 'app', scopes: ['completions.write', 'prompts.render'], ...LIMITS });
  const { slug } = await made('/virtual-keys', { name: 'Groq', provider: 'groq', key: 'gsk-stored-0123456789' });
  const config = await made('/configs', { name: 'main', config: { virtual_key: slug, retry: { attempts: 1 } } });
  const string = JSON.stringify([{ role: 'user', content: 'Of what is {{city}} the capital?' }]);
  const prompt = await made('/prompts', { name: 'capital', string, parameters: { model: 'llama' }, virtual_key: slug });
  const headers = { 'x-portkey-api-key': key as string };
  const body = { variables: { city: 'Paris' } };
  return [
    () => chat(url, key, { 'x-portkey-virtual-key': slug as string }),
    () => chat(url, key, { 'x-portkey-config': config.slug as string }),
    () => call(`${url}/v1/prompts/${prompt.slug}/completions`, { headers, body }),
    () => call(`${url}/v1/prompts/${prompt.slug}/render`, { headers, body }),
  ];
}
