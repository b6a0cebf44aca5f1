import { JsonDocument, JsonSyntaxError } from '@sluice/provider-sdk';
import { createHash } from 'node:crypto';
import { plainJson } from './plain-json.ts';
import { asBuffer } from '../wire/as-buffer.ts';

/** What two asks must have in common to be given the same answer. */
export interface CacheQuestion {
  /** Whose answers these are: the cache never crosses callers. */
  readonly tenant: string;
  /** The checks that judged the answer, as text: whoever wants it judged otherwise wants another. */
  readonly judges: string | undefined;
  readonly url: string;
  /** The request's JSON as it would be sent upstream. */
  readonly body: Buffer;
  /** The namespace, else the metadata as text: a caller's own division of its answers. */
  readonly partition: string | undefined;
}

/** How the answer is sent and not what it says: streamed and whole asks share an entry. */
const OF_THE_WAY = ['stream', 'stream_options'] as const;

/** The name of an ask in the cache. Each part stands behind its length, so that no two asks can run into the same text. */
export function cacheKey({ tenant, judges, url, body, partition }: CacheQuestion): string {
  const hash = createHash('sha256');
  for (const part of [tenant, judges, url, partition, contentOf(body)]) {
    if (part === undefined) {
      hash.update('-');
      continue;
    }
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex');
}

/** What is asked, without how to send it; what is no JSON object counts byte for byte. */
function contentOf(body: Buffer): Buffer {
  try {
    const document = JsonDocument.parse(body);
    document.root.drop(...OF_THE_WAY);
    return plainJson(asBuffer(document.toBytes()));
  } catch (error) {
    if (error instanceof JsonSyntaxError) return body;
    throw error;
  }
}
