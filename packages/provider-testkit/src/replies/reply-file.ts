import type { Json } from '@sluice/provider-sdk';
import { isObject, shown } from '../judge/members.ts';

/** What an adapter asked, without its headers: they carry credentials. */
export interface AskedRequest {
  readonly method: string;
  /** Below the base URL, with its query. */
  readonly path: string;
  /** JSON as it stands, else text; with `encoding`, what that says. Left out where nothing was sent. */
  readonly body?: unknown;
  /** `base64`: bytes; `form`: the parts of a multipart form by name, files as `{ name, type, base64 }`. */
  readonly encoding?: 'base64' | 'form';
}

/** What a provider answered. */
export interface RecordedAnswer {
  readonly status: number;
  /** In lower case; only those that an adapter may read. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON as it stands, else text; with `encoding`, bytes. */
  readonly body: unknown;
  /** `base64`: the body is bytes. Not given: JSON or text. */
  readonly encoding?: 'base64';
}

/** One exchange with a provider: `replies/<surface>/<feature>.json`. */
export interface ReplyFile {
  /** The model that was asked, where neither the path nor the body says it plainly. */
  readonly model?: string;
  readonly asked: AskedRequest;
  readonly answered: RecordedAnswer;
}

/**
 * Checks what stands in a reply file.
 *
 * @throws Error whose message is a sentence that names the file and the place.
 */
export function readReplyFile(value: unknown, name: string): ReplyFile {
  const file = objectAt(value, name, 'the file');
  const asked = objectAt(file['asked'], name, '"asked"');
  const answered = objectAt(file['answered'], name, '"answered"');
  const { status, headers = {} } = answered;
  for (const member of ['method', 'path'])
    if (typeof asked[member] !== 'string') throw new Error(`${name}: "asked.${member}" must be a text, not ${shown(asked[member])}`);
  if (typeof status !== 'number' || status < 200 || status > 599)
    throw new Error(`${name}: "answered.status" must be a status from 200 to 599, not ${shown(status)}`);
  for (const [header, given] of Object.entries(objectAt(headers, name, '"answered.headers"')))
    if (typeof given !== 'string') throw new Error(`${name}: "answered.headers.${header}" must be a text, not ${shown(given)}`);
  if (answered['encoding'] === 'base64' && typeof answered['body'] !== 'string')
    throw new Error(`${name}: "answered.body" must be base64, not ${shown(answered['body'])}`);
  return { ...file, answered: { ...answered, headers } } as unknown as ReplyFile;
}

/** The bytes of an answer. */
export function bytesOf({ body, encoding }: RecordedAnswer): Uint8Array {
  if (encoding === 'base64') return Uint8Array.from(atob(body as string), (letter) => letter.charCodeAt(0));
  return new TextEncoder().encode(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body));
}

function objectAt(value: unknown, name: string, place: string): Json {
  if (!isObject(value)) throw new Error(`${name}: ${place} must be an object, not ${shown(value)}`);
  return value;
}
