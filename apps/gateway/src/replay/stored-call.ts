import type { RequestHeaders } from '@sluice/core';
import { isFaultError, JsonDocument } from '@sluice/provider-sdk';
import { headersIn, type LoggedBodies, type LogRecord } from '@sluice/store/logs';
import { placeOf, type Place } from '../http/place.ts';

/** A request as the log has it, ready to be asked again. */
export interface StoredCall {
  readonly place: Place;
  readonly method: string;
  /** `/v1/chat/completions` */
  readonly url: string;
  readonly headers: RequestHeaders;
  readonly document: JsonDocument;
}

/** Why a request cannot be asked again as it was. */
export type NotAskable =
  | 'told_by_others'
  | 'not_an_operation'
  | 'asks_no_provider'
  | 'body_not_kept'
  | 'body_cut'
  | 'body_no_json'
  | 'secrets_taken_out'
  | 'config_cut'
  | 'config_secrets_taken_out'
  | 'header_secrets_taken_out';

/** The same in a sentence, with what can be done. */
export const WHY_NOT: Readonly<Record<NotAskable, string>> = {
  told_by_others: 'this gateway did not make that call: somebody told of it',
  not_an_operation: 'it was passed through, a form or a WebSocket, and of those the log keeps no body',
  asks_no_provider: 'it asks no provider',
  body_not_kept: 'its body was not kept (SLUICE_LOG_BODIES, x-portkey-debug: false, or a rule of its key)',
  body_cut: 'its body was longer than the log keeps, and is cut (SLUICE_LOG_BODY_BYTES)',
  body_no_json: 'its body is not JSON any more',
  secrets_taken_out: 'secrets were taken out of its body, and what stands in their place must not be sent',
  config_cut: 'the config in its header was longer than the log keeps: send "config"',
  header_secrets_taken_out: 'secrets were taken out of its x-portkey- headers: send "config", with what they said',
  config_secrets_taken_out: 'secrets were taken out of the config in its header: send "config"',
};

export interface StoredQuestion {
  readonly record: LogRecord;
  readonly bodies: LoggedBodies | undefined;
  /** In place of the config that it went by: JSON, or the slug of a saved one. */
  readonly config?: string | undefined;
}

/** What the recorder writes in the place of a secret. */
const MASK = '[redacted]';

/** What is cut of a header ends so. */
const CUT = '…';

const OWN = /^x-(?:portkey|sluice)-/;

/** Names that speak of one exchange, or of who asked it. */
const NOT_AGAIN =
  /^(?:authorization|proxy-authorization|cookie|x-api-key|api-key|idempotency-key|traceparent|tracestate|content-length|x-(?:portkey|sluice)-(?:api-key|trace-id|span-id|parent-span-id|span-name|cache-force-refresh|config|metadata))$/;

/**
 * Makes the request of a record askable again: by the door that it came in by, with its headers but for what proved who asked.
 *
 * @returns Why it cannot be asked, where it cannot.
 */
export function storedCall({ record, bodies, config }: StoredQuestion): StoredCall | NotAskable {
  const { source, method, path } = record;
  if (source === 'api' || source === 'otel') return 'told_by_others';
  const place = placeAt(method, path);
  if (!place || place.door.kind !== 'operation') return 'not_an_operation';
  if (place.prompt?.wants === 'words' || method === 'GET') return 'asks_no_provider';
  const text = bodies?.request;
  if (text === undefined) return 'body_not_kept';
  if (bodies?.cut?.includes('request')) return 'body_cut';
  if (OF_A_FORM.test(text)) return 'not_an_operation';
  if (text.includes(MASK)) return 'secrets_taken_out';
  const document = documentIn(text);
  if (!document) return 'body_no_json';
  const kept = headersIn(bodies?.headers?.request ?? '');
  const own = config ?? configIn(kept) ?? record.config;
  if (config === undefined && own?.endsWith(CUT)) return 'config_cut';
  if (config === undefined && own?.includes(MASK)) return 'config_secrets_taken_out';
  if (config === undefined && Object.entries(kept).some(isMasked)) return 'header_secrets_taken_out';
  const headers = {
    ...Object.fromEntries(Object.entries(kept).filter(([name, value]) => !NOT_AGAIN.test(name) && isWhole(name, value))),
    'content-type': 'application/json',
    ...(own !== undefined && { 'x-portkey-config': own }),
    ...(Object.keys(record.metadata).length > 0 && { 'x-portkey-metadata': JSON.stringify(record.metadata) }),
  };
  return { place, method, url: path, headers, document };
}

/** A credential that came beside the request. Who asked is another question, and answered by who asks now. */
const isMasked = ([name, value]: readonly [string, string]) => OWN.test(name) && !NOT_AGAIN.test(name) && value.includes(MASK);

/** Half of a value, or a mask, would be sent for the whole. */
const isWhole = (name: string, value: string) => value !== MASK && !(OWN.test(name) && (value.includes(MASK) || value.endsWith(CUT)));

const configIn = (headers: Readonly<Record<string, string>>) => headers['x-portkey-config'] ?? headers['x-sluice-config'];

/** Some clients have more of their provider's address in front. */
const BEFORE = /^\/(?:openai\/)?v1(?=\/)/;

function placeAt(method: string, path: string): Place | undefined {
  if (!BEFORE.test(path)) return undefined;
  try {
    return placeOf(method, path.replace(BEFORE, ''));
  } catch (error) {
    // An address that was refused then is refused now.
    if (isFaultError(error)) return undefined;
    throw error;
  }
}

/** A form is told in the log as JSON: what kind it was and how long. */
const OF_A_FORM = /^\{"content_type":(?:"(?!application\/json)[^"]*"|null),"bytes":\d+\}$/;

function documentIn(text: string): JsonDocument | undefined {
  try {
    return JsonDocument.parse(Buffer.from(text));
  } catch {
    // Refused as no JSON when it came, and so it is now.
    return undefined;
  }
}
