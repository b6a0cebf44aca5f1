import { call, CHAT, type Reply } from '../support/call.ts';
import { ADMIN_KEY, eventually, type Gateway } from '../support/gateway.ts';
import type { Upstream } from '../support/upstream.ts';

/** Calls the admin API as whoever has this key. */
export const admin = (url: string, method: string, path: string, body?: object, key = ADMIN_KEY): Promise<Reply> =>
  call(`${url}/v1${path}`, { method, headers: { 'x-portkey-api-key': key }, ...(body && { body }) });

/** What was answered, where it was no refusal. */
export async function done(asked: Promise<Reply>): Promise<Reply['json']> {
  const reply = await asked;
  if (reply.status >= 300) throw new Error(`${reply.status}: ${reply.text}`);
  return reply.json;
}

/** A call to a provider with what is stored. */
export const chat = (url: string, key: string, headers: Readonly<Record<string, string>>): Promise<Reply> =>
  call(`${url}/v1/chat/completions`, { headers: { 'x-portkey-api-key': key, ...headers }, body: CHAT });

/** A stand-in for a provider, which tests reach over loopback. */
export const reaching = (upstream: Upstream) => ({ GROQ_BASE_URL: upstream.origin, TRUSTED_CUSTOM_HOSTS: '127.0.0.1' });

/** How long it takes until the answer is yes, in milliseconds. */
export async function timeUntil(yes: () => Promise<boolean>, otherwise: string): Promise<number> {
  const began = performance.now();
  await eventually(yes, otherwise);
  return performance.now() - began;
}

/** Calls again and again until it is told to stop, and counts. */
export function load(once: () => Promise<Reply>): { stop(): Promise<{ readonly answered: number; readonly failed: readonly string[] }> } {
  let going = true;
  let answered = 0;
  const failed: string[] = [];
  const worker = async () => {
    while (going) {
      const reply = await once().catch((error: unknown) => String(error));
      if (typeof reply !== 'string' && reply.status === 200) answered++;
      else failed.push(typeof reply === 'string' ? reply : `${reply.status} ${reply.text}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const workers = Array.from({ length: 4 }, worker);
  return {
    async stop() {
      going = false;
      await Promise.all(workers);
      return { answered, failed };
    },
  };
}

/** What the gateway says of the store. */
export const storeOf = async ({ url }: Pick<Gateway, 'url'>) => {
  const ready = await call(`${url}/ready`);
  const metrics = await call(`${url}/metrics`);
  const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics.text)?.[1]);
  return {
    status: ready.status,
    ready: ready.json,
    up: figure('sluice_store_up'),
    writable: figure('sluice_store_writable'),
    age: figure('sluice_store_refresh_age_seconds'),
    failures: figure('sluice_store_refresh_failures_total'),
  };
};

/** The gateway's own words in its log. */
export const said = ({ output }: Pick<Gateway, 'output'>, message: string): number =>
  output()
    .split('\n')
    .filter((line) => line.includes(`"message":"${message}`)).length;
