import type { RecordedAnswer } from '../replies/reply-file.ts';
import { askedOf, base64Of, jsonOr, textOf } from '../exchange/request.ts';

/** The real network, and an ear at it. */
export interface Listening {
  readonly fetch: typeof globalThis.fetch;
  /** What the provider answered; undefined where nothing came, or not all of it. */
  readonly answer: () => Promise<RecordedAnswer | undefined>;
}

/** Sends what it is given, and keeps the answer of the provider itself, not of those who give out tokens. */
export function listening(base: string, network: typeof globalThis.fetch): Listening {
  let heard: Promise<RecordedAnswer | undefined> = Promise.resolve(undefined);
  return {
    answer: () => heard,
    fetch: async (input, init) => {
      const ofProvider = await askedOf(new Request(input, init), base);
      const response = await network(input, init);
      // Who hears a stream broken off has nothing to write down.
      if (ofProvider) heard = recordedOf(response.clone()).catch(() => undefined);
      return response;
    },
  };
}

/** Headers that an adapter may read; all others may name whoever asked. */
const KEPT = /^(?:content-type|retry-after(?:-ms)?|x-ms-retry-after-ms)$|ratelimit/;

async function recordedOf(response: Response): Promise<RecordedAnswer> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    if (KEPT.test(name)) headers[name] = value;
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = textOf(bytes);
  const { status } = response;
  if (text === undefined) return { status, headers, body: base64Of(bytes), encoding: 'base64' };
  const isJson = (headers['content-type'] ?? '').includes('json') && !(headers['content-type'] ?? '').includes('ndjson');
  return { status, headers, body: isJson ? jsonOr(text) : text };
}
