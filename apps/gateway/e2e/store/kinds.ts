import { call, CHAT, type Reply } from '../../test/support/call.ts';
import { ADMIN_KEY } from '../../test/support/gateway.ts';
import { admin } from '../../test/stored/support.ts';
import type { Answer } from '../../test/support/upstream.ts';
import { COMPLETION, json } from '../../test/support/upstream.ts';
import type { Change, Kind, State } from './thing.ts';

/** The virtual key that all of these use for their calls. */
export const COMMON_KEY = 'for-all-of-them';

/** A provider that answers with what it was asked. */
export const echo: Answer = (response, received) => {
  const { seed, messages } = JSON.parse(received.body.toString()) as { readonly seed?: number; readonly messages: unknown };
  const content = JSON.stringify({ credential: received.headers.authorization, seed, messages });
  return json({ ...COMPLETION, choices: [{ ...COMPLETION.choices[0], message: { role: 'assistant', content } }] })(response, received);
};

interface Heard {
  readonly credential: string;
  readonly seed?: number;
  readonly messages: readonly { readonly content: string }[];
}

const heard = ({ status, json: reply }: Reply): Heard | undefined =>
  status === 200 ? (JSON.parse(reply.choices[0].message.content as string) as Heard) : undefined;

const ask = async (url: string, headers: Readonly<Record<string, string>>, body: object = CHAT, path = '/chat/completions') =>
  call(`${url}/v1${path}`, { headers: { 'x-portkey-api-key': ADMIN_KEY, ...headers }, body });

/** Neither used nor shown. */
const isGone = async (url: string, path: string, used: Reply) =>
  used.status >= 400 && used.status < 500 && (await admin(url, 'GET', path)).status === 404;

const remove =
  (path: string): Change =>
  ({ key }) => ({ method: 'DELETE', path: `${path}/${key}`, becomes: () => 'gone' });

const VIRTUAL_KEY: Kind = {
  label: 'virtual key',
  keyOf: ({ slug }) => slug!,
  create: (name, number) => ({
    method: 'POST',
    path: '/virtual-keys',
    body: { name, slug: name, provider: 'groq', key: `gsk-number-${number}` },
    becomes: () => ({ number }),
  }),
  changes: [update, update, remove('/virtual-keys')],
  async shows(url, key, state) {
    const used = await ask(url, { 'x-portkey-virtual-key': key });
    return state === 'gone'
      ? isGone(url, `/virtual-keys/${key}`, used)
      : heard(used)?.credential === `Bearer gsk-number-${state['number']}`;
  },
};

function update({ key }: { readonly key: string }, number: number) {
  return { method: 'PUT', path: `/virtual-keys/${key}`, body: { key: `gsk-number-${number}` }, becomes: () => ({ number }) } as const;
}

const configOf = (seed: number) => ({ virtual_key: COMMON_KEY, override_params: { seed } });

const CONFIG: Kind = {
  label: 'config',
  keyOf: ({ slug }) => slug!,
  create: (name, number) => ({
    method: 'POST',
    path: '/configs',
    body: { name, slug: name, config: configOf(number) },
    becomes: () => ({ number }),
  }),
  changes: [newConfig, newConfig, newConfig, remove('/configs')],
  async shows(url, key, state) {
    const used = await ask(url, { 'x-portkey-config': key });
    return state === 'gone' ? isGone(url, `/configs/${key}`, used) : heard(used)?.seed === state['number'];
  },
};

function newConfig({ key }: { readonly key: string }, number: number) {
  return { method: 'PUT', path: `/configs/${key}`, body: { config: configOf(number) }, becomes: () => ({ number }) } as const;
}

const words = (number: number) => JSON.stringify([{ role: 'user', content: `text ${number}` }]);

const PROMPT: Kind = {
  label: 'prompt',
  keyOf: ({ slug }) => slug!,
  create: (name, number) => ({
    method: 'POST',
    path: '/prompts',
    body: { name, slug: name, string: words(number), parameters: { model: 'llama' }, virtual_key: COMMON_KEY },
    becomes: () => ({ version: 1, published: number, latest: number }),
  }),
  changes: [newVersion, publish, newVersion, publish, remove('/prompts')],
  async shows(url, key, state) {
    const said = async (version: string) => ask(url, {}, { variables: {} }, `/prompts/${key}${version}/completions`);
    const published = await said('');
    if (state === 'gone') return isGone(url, `/prompts/${key}`, published);
    const latest = await said('@latest');
    return (
      heard(published)?.messages[0]?.content === `text ${state['published']}` &&
      heard(latest)?.messages[0]?.content === `text ${state['latest']}`
    );
  },
};

function newVersion({ key, state }: Parameters<Change>[0], number: number) {
  const version = Number(state['version']) + 1;
  return {
    method: 'PUT',
    path: `/prompts/${key}`,
    body: { string: words(number), parameters: { model: 'llama' }, virtual_key: COMMON_KEY },
    becomes: (): State => ({ ...state, version, latest: number }),
  } as const;
}

function publish({ key, state }: Parameters<Change>[0]) {
  return {
    method: 'PUT',
    path: `/prompts/${key}/makeDefault`,
    body: { version: state['version'] },
    becomes: (): State => ({ ...state, published: state['latest']! }),
  } as const;
}

const API_KEY: Kind = {
  label: 'API key',
  keyOf: ({ id }) => id!,
  create: (name, number) => ({
    method: 'POST',
    path: '/api-keys/organisation/service',
    body: { name, scopes: ['completions.write'], allowed_models: [`model-${number}`] },
    becomes: (reply) => ({ number, token: reply?.['key'] ?? 'untold' }),
  }),
  changes: [allowAnother, rotate, allowAnother, rotate, remove('/api-keys')],
  async shows(url, key, state, last) {
    // A token that nobody was told has put an end to the one that was.
    const untold = state !== 'gone' && state['token'] === 'untold';
    const { token, number } = (state === 'gone' || untold ? last : state) as Exclude<State, 'gone'>;
    const headers = { 'x-portkey-api-key': String(token), 'x-portkey-virtual-key': COMMON_KEY };
    const used = await ask(url, headers, { ...CHAT, model: `model-${number}` });
    if (state === 'gone') return used.status === 401 && isGone(url, `/api-keys/${key}`, used);
    return untold ? used.status === 401 && (await admin(url, 'GET', `/api-keys/${key}`)).status === 200 : used.status === 200;
  },
};

function allowAnother({ key, state }: Parameters<Change>[0], number: number) {
  const body = { allowed_models: [`model-${number}`] };
  return { method: 'PUT', path: `/api-keys/${key}`, body, becomes: () => ({ ...state, number }) } as const;
}

/** Gives a key another token; the one that was ends at once. */
export function rotate({ key, state }: Parameters<Change>[0]) {
  return {
    method: 'POST',
    path: `/api-keys/${key}/rotate`,
    body: { key_transition_period_ms: 0 },
    becomes: (reply?: Readonly<Record<string, string>>): State => ({ ...state, token: reply?.['key'] ?? 'untold' }),
  } as const;
}

export const KINDS: readonly Kind[] = [API_KEY, VIRTUAL_KEY, CONFIG, PROMPT];
