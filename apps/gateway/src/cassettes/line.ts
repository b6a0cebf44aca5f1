import { isUtf8 } from 'node:buffer';
import { redact } from '../log/redact.ts';
import type { Heard } from './heard.ts';
import type { Recording } from './recording.ts';

/** The version of the format. docs/cassettes.md */
export const FORMAT = 1;

/** The first line of every file of a cassette. */
export const headLine = ({ name, workspace, filter, share, startedAt, startedBy }: Recording): string =>
  `${JSON.stringify({ cassette: FORMAT, name, workspace, filter, share, started_at: new Date(startedAt).toISOString(), started_by: startedBy })}\n`;

/** An exchange as a line; undefined where a secret in its answer cannot be taken out, because it stands across pieces. */
export function exchangeLine(heard: Heard): string | undefined {
  const { at, method, path, contentType, body, status, headers, ms, chunks, endMs, cut, secrets } = heard;
  const pieces = cleanPieces(heard);
  if (!pieces) return undefined;
  const request = {
    method,
    path: redact(path, secrets),
    ...(contentType !== undefined && { content_type: contentType }),
    ...(body && { body: redact(textOf(body), secrets) }),
  };
  const lastMs = Math.max(ms, chunks.at(-1)?.ms ?? 0);
  const response = {
    status,
    headers: keptHeaders(headers, secrets),
    ms: rounded(ms),
    chunks: pieces,
    ...(endMs - lastMs >= LATE_MS && { end_ms: rounded(endMs) }),
    ...(cut && { cut: true }),
  };
  return `${JSON.stringify({ at: new Date(at).toISOString(), request, response })}\n`;
}

/** An end that comes so long after the last piece is an event of its own. */
const LATE_MS = 1;

/** Tenths of a thousandth say nothing. */
const rounded = (ms: number) => Math.round(ms * 1000) / 1000;

type Piece = string | { readonly base64: string };

function cleanPieces({ chunks, secrets }: Heard): readonly (readonly [number, Piece])[] | undefined {
  const isText = chunks.every(({ bytes }) => isUtf8(bytes));
  if (!isText) {
    // Cut within a character, or no text at all. Of what is found in it nothing could be taken out without moving the pieces.
    const all = Buffer.concat(chunks.map(({ bytes }) => bytes)).toString('latin1');
    if (redact(all, secrets) !== all) return undefined;
    return chunks.map(({ ms, bytes }) => [rounded(ms), isUtf8(bytes) ? textOf(bytes) : { base64: Buffer.from(bytes).toString('base64') }]);
  }
  const texts = chunks.map(({ bytes }) => textOf(bytes));
  const all = texts.join('');
  if (redact(all, secrets) === all) return chunks.map(({ ms }, index) => [rounded(ms), texts[index]!]);
  const clean = texts.map((text) => redact(text, secrets));
  const left = clean.join('');
  return redact(left, secrets) === left ? chunks.map(({ ms }, index) => [rounded(ms), clean[index]!]) : undefined;
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();

/** Headers that say something of the answer, and not of the connection, the account or the day. */
const TELLING = /^(?:content-type|content-encoding|content-language|retry-after(?:-ms)?|x-should-retry|(?:[a-z]+-)*ratelimit-[a-z-]+)$/;

function keptHeaders(flat: readonly string[], secrets: readonly string[]): Record<string, string> {
  const kept: Record<string, string> = {};
  for (let index = 0; index + 1 < flat.length; index += 2)
    if (TELLING.test(flat[index]!)) kept[flat[index]!] = redact(flat[index + 1]!, secrets);
  return kept;
}
