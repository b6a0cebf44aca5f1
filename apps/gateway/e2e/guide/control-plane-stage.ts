import { setTimeout as sleep } from 'node:timers/promises';
import { startGateway } from './gateway-process.ts';
import type { Json } from './groq-schema.ts';
import { takeStage, CALLER_KEY, PROMPT_MESSAGE, PROMPT_PARAMETERS, STORED_KEY, type Stage } from './stage.ts';

/** A stage on which everything was made by calls to the admin API. */
export interface ControlPlaneStage extends Stage {
  /** Asks the admin API with the key that the first start has printed. */
  readonly admin: (method: string, path: string, body?: Json) => Promise<Json>;
}

/** A gateway on which there is nothing yet, and the steps of the guide that go before its examples: a virtual key, a prompt, and a key to call with. */
export async function setControlPlaneStage(): Promise<ControlPlaneStage> {
  let admin: ControlPlaneStage['admin'] | undefined;
  const stage = await takeStage({
    retired: [],
    start: (env) => startGateway({ env: { ...env, SLUICE_ADMIN_KEY: '' } }),
    async furnish(gateway) {
      const key = await printedKey(gateway.said);
      const ask = (admin = adminOf(gateway.address, key));
      const { slug } = await ask('POST', '/virtual-keys', { name: 'Groq', provider: 'groq', key: STORED_KEY });
      const string = JSON.stringify([PROMPT_MESSAGE]);
      await ask('POST', '/prompts', { name: 'My custom prompt', slug: 'my-custom-prompt', string, parameters: PROMPT_PARAMETERS });
      const made = await ask('POST', '/api-keys/workspace/service', { name: 'guide', scopes: ['completions.write'] });
      return { address: gateway.address, sluiceKey: String(made['key']), providerKey: CALLER_KEY, virtualKey: String(slug) };
    },
  });
  return { ...stage, admin: admin! };
}

/** The admin key that a first start shows, this once. */
async function printedKey(said: () => string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const key = /^admin key: (\S+)$/m.exec(said())?.[1];
    if (key !== undefined) return key;
    await sleep(50);
  }
  throw new Error(`no admin key was printed:\n${said()}`);
}

const adminOf =
  (address: string, key: string): ControlPlaneStage['admin'] =>
  async (method, path, body) => {
    const response = await fetch(address + path, {
      method,
      headers: { 'x-portkey-api-key': key, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Json;
  };
