import { isFaultError, type Json, type ProviderAdapter } from '@sluice/provider-sdk';
import { createClient, type CallableOperation } from '@sluice/provider-sdk/client';
import type { Outcome } from '../judge/outcome.ts';
import { isForm, type Form } from '../surfaces/index.ts';

/** An adapter, and all that it is asked with. */
export interface Bench {
  readonly adapter: ProviderAdapter;
  readonly settings: Readonly<Record<string, string>>;
  /** The address that the operations stand below. */
  readonly base: string;
  /** Whether that is another than the provider's own. */
  readonly elsewhere: boolean;
  /** How long one answer may take, in milliseconds, before it counts as none. */
  readonly limitMs: number;
}

/** One question; without a body only the address is asked. */
export interface Question {
  readonly operation: CallableOperation;
  readonly body: Json | Form | undefined;
}

/** Asks as a gateway does, and gives whatever comes: what is thrown too, and that nothing came. */
export async function ask(bench: Bench, { operation, body }: Question, fetch: typeof globalThis.fetch): Promise<Outcome> {
  const { adapter, settings, base, elsewhere, limitMs } = bench;
  const controller = new AbortController();
  const answered = async (): Promise<Outcome> => {
    try {
      const client = createClient(adapter, settings as never, { fetch, timeoutMs: 0, ...(elsewhere && { baseURL: base }) });
      const given = body && isForm(body) ? formDataOf(body) : body;
      const answer = await client.call(operation, given, { signal: controller.signal });
      switch (answer.kind) {
        case 'json':
          return { kind: 'reply', reply: answer.json };
        case 'media':
          return { kind: 'media', media: answer };
        case 'stream':
          return { kind: 'stream', chunks: await all(answer.events) };
      }
    } catch (error) {
      return isFaultError(error) ? { kind: 'fault', fault: error.fault } : { kind: 'thrown', error };
    }
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hung = new Promise<Outcome>((resolve) => (timer = setTimeout(() => resolve({ kind: 'hung' }), limitMs)));
  try {
    return await Promise.race([answered(), hung]);
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

async function all(events: AsyncIterable<Json>): Promise<readonly Json[]> {
  const chunks: Json[] = [];
  for await (const event of events) chunks.push(event);
  return chunks;
}

function formDataOf({ form }: Form): FormData {
  const data = new FormData();
  for (const [name, part] of Object.entries(form)) {
    if (typeof part === 'string') data.set(name, part);
    else data.set(name, new Blob([part.bytes as Uint8Array<ArrayBuffer>], { type: part.type }), part.name);
  }
  return data;
}
