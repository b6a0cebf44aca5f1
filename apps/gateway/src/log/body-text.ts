import type { Dialect } from '@sluice/provider-sdk';
import { StringDecoder } from 'node:string_decoder';
import { putTogether } from './put-together.ts';
import type { RecordedBody } from './recorded-body.ts';
import { redact } from './redact.ts';

export interface BodyRules {
  /** Bytes of it that are kept. */
  readonly limit: number;
  readonly secrets: readonly string[];
  /** In which its events are written, where it is a stream of them. */
  readonly dialect: Dialect | undefined;
}

/** A body as it is kept. */
export interface BodyText {
  readonly text: string;
  /** It was longer. */
  readonly cut: boolean;
}

/** Half a secret is found by nobody: of what ends in the middle, so much of the end goes too. */
const MARGIN_BYTES = 4_096;

/** Bytes of a body to hold for so many that are kept. */
export const heldFor = (limit: number): number => (limit === 0 ? 0 : limit + MARGIN_BYTES);

/** A body as text: streams put together, secrets taken out, cut to its limit. What is no text is described. */
export function bodyText(body: RecordedBody, { limit, secrets, dialect }: BodyRules): BodyText {
  const { contentType, chunks, kept, length } = body;
  if (!isText(contentType) || (kept === 0 && length > 0))
    return { text: JSON.stringify({ content_type: contentType ?? null, bytes: length }), cut: false };
  const whole = kept === length;
  const bytes = joined(chunks);
  const said = (dialect && contentType?.includes('event-stream') ? putTogether(dialect, bytes) : undefined) ?? bytes;
  if (said.length <= limit && whole) return { text: redact(said.toString(), secrets), cut: false };
  return { text: cutText(said, { limit, secrets, isWhole: whole }), cut: true };
}

function cutText(bytes: Buffer, { limit, secrets, isWhole }: { limit: number; secrets: readonly string[]; isWhole: boolean }): string {
  const shown = bytes.subarray(0, limit + MARGIN_BYTES);
  const clean = Buffer.from(redact(beginningOf(shown, shown.length), secrets));
  const sound = isWhole && shown.length === bytes.length ? clean.length : clean.length - MARGIN_BYTES;
  return beginningOf(clean, Math.min(limit, sound));
}

/** So many bytes as text, without the part of a character that the cut may have left at the end. */
const beginningOf = (bytes: Buffer, length: number) => new StringDecoder('utf8').write(bytes.subarray(0, Math.max(0, length)));

const joined = (chunks: readonly Uint8Array[]): Buffer => {
  const [first] = chunks;
  if (first === undefined || chunks.length > 1) return Buffer.concat(chunks);
  return Buffer.isBuffer(first) ? first : Buffer.from(first.buffer, first.byteOffset, first.byteLength);
};

const TEXT = /^(?:text\/|application\/(?:[\w.+-]*json|x-ndjson|jsonl|xml|[\w.-]+\+xml|x-www-form-urlencoded))/i;

/** What does not say what it is was read as JSON where it was read. */
const isText = (contentType: string | undefined) => contentType === undefined || TEXT.test(contentType);
