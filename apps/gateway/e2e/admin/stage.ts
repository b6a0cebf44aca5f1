import { ADMIN_KEY, startGateway, type Gateway } from '../../test/support/gateway.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../../test/support/upstream.ts';
import { nodeSdk } from './node-sdk.ts';
import { pythonSdks } from './python-sdk.ts';
import { text, type ClientOptions, type Fields, type Reply, type Sdk } from './sdk.ts';

/** One gateway with an empty store, a provider behind it, and each SDK in front of it with the first admin key. */
export interface Stage {
  readonly gateway: Gateway;
  readonly upstream: Upstream;
  readonly adminKey: string;
  readonly node: Sdk;
  readonly python: Sdk;
  readonly asyncPython: Sdk;
  /** Has the provider answer with these members while something is done. */
  upstreamSays<Given>(members: Fields, during: () => Promise<Given>): Promise<Given>;
  close(): Promise<void>;
}

/** Who makes a thing, and who reads it: so each SDK does both. */
export const PAIRS = [
  { maker: 'node', reader: 'python' },
  { maker: 'python', reader: 'asyncPython' },
  { maker: 'asyncPython', reader: 'node' },
] as const;

/** The gateway of an operator who lets stored credentials go to the stand-in, and has declared some things in the config file. */
export async function setStage(): Promise<Stage> {
  const upstream = await startUpstream(json(COMPLETION));
  const gateway = await startGateway({
    environment: {
      GROQ_BASE_URL: upstream.origin,
      OPENAI_BASE_URL: upstream.origin,
      AZURE_OPENAI_BASE_URL: `${upstream.origin}/openai`,
      TRUSTED_CUSTOM_HOSTS: '127.0.0.1',
    },
    config: FILE,
  }).catch(async (error: unknown) => {
    await upstream.close();
    throw error;
  });
  const sdks = pythonSdks(gateway.url, { api_key: ADMIN_KEY });
  return {
    gateway,
    upstream,
    adminKey: ADMIN_KEY,
    node: nodeSdk(gateway.url, { api_key: ADMIN_KEY }),
    python: sdks.python,
    asyncPython: sdks.asyncPython,
    async upstreamSays(members, during) {
      upstream.answer = json({ ...COMPLETION, ...members });
      try {
        return await during();
      } finally {
        upstream.answer = json(COMPLETION);
      }
    },
    async close() {
      await sdks.close();
      await gateway.stop();
      await upstream.close();
    },
  };
}

/** What the operator's file declares; JSON is YAML too. */
const FILE = JSON.stringify({
  api_keys: [{ name: 'from the file', key: 'sk-sluice-from-the-file-0123456789', scopes: ['completions.write'] }],
  virtual_keys: [{ slug: 'filed-key', provider: 'groq', key: 'gsk-from-the-file' }],
  configs: [{ slug: 'pc-filed', config: { virtual_key: 'filed-key' } }],
  prompts: [
    { slug: 'filed-prompt', string: '[{"role":"system","content":"Be {{tone}}"}]', parameters: { model: 'm' }, virtual_key: 'filed-key' },
  ],
});

/** A question that costs five tokens. */
export const QUESTION: Fields = { model: 'm', messages: [{ role: 'user', content: 'What is the capital of France?' }] };

/** Asks the provider through the gateway, and gives what it answered. */
export const ask = (sdk: Sdk, options: ClientOptions, more: Fields = {}): Promise<Reply> =>
  sdk.with(options).call('chat.completions.create', { ...QUESTION, ...more });

/** The last that the provider was asked. */
export function heard({ upstream }: Stage) {
  const last = upstream.received.at(-1);
  if (!last) throw new Error('the provider was not asked');
  return {
    path: last.url,
    headers: last.headers,
    /** The credential that it was asked with. */
    key: last.headers.authorization?.replace('Bearer ', '') ?? last.headers['api-key'],
    body: JSON.parse(last.body.toString() || '{}') as Fields,
  };
}

/** Makes a key of the whole organisation that may do this, and gives it. */
export async function keyFor({ node }: Stage, scopes: readonly string[], more: Fields = {}): Promise<string> {
  const type = 'workspace_id' in more ? 'workspace' : 'organisation';
  return text(await node.call('api_keys.create', { type, sub_type: 'service', name: 'for a test', scopes, ...more }), 'key');
}

/** Makes a workspace, and gives its id. */
export async function workspaceCalled({ node }: Stage, name: string): Promise<string> {
  return text(await node.call('admin.workspaces.create', { name }), 'id');
}

/** Makes a virtual key, and gives its slug. */
export async function virtualKey({ node }: Stage, key: string, more: Fields = {}): Promise<string> {
  return text(await node.call('virtual_keys.create', { name: 'for a test', provider: 'groq', key, ...more }), 'slug');
}

/** Makes an integration, and gives its slug. */
export async function integration({ node }: Stage, key: string, more: Fields = {}): Promise<string> {
  return text(await node.call('integrations.create', { name: 'for a test', ai_provider_id: 'groq', key, ...more }), 'slug');
}

/** Makes a provider that stands on an integration, and gives its slug. */
export async function providerOn({ node }: Stage, integrationSlug: string, more: Fields = {}): Promise<string> {
  return text(await node.call('providers.create', { name: 'for a test', integration_id: integrationSlug, ...more }), 'slug');
}

/** Makes a collection in the default workspace, and gives its id. */
export async function shelf({ node }: Stage): Promise<string> {
  return text(await node.call('collections.create', { name: 'for a test' }), 'id');
}

/** Makes a prompt of one message that asks the stand-in, and gives its slug. */
export async function promptSaying(stage: Stage, content: string, more: Fields = {}): Promise<string> {
  const made = await stage.node.call('prompts.create', {
    name: 'for a test',
    collection_id: more['collection_id'] ?? (await shelf(stage)),
    string: JSON.stringify([{ role: 'user', content }]),
    parameters: { model: 'm' },
    virtual_key: await virtualKey(stage, 'gsk-of-a-prompt'),
    ...more,
  });
  return text(made, 'slug');
}

/** A gateway that comes up on a busy machine, and SDKs that are loaded there. */
export const STARTING_MS = 60_000;
