import type { Mend } from '@sluice/provider-sdk';
import { collect } from '../wire/collect.ts';
import type { Departure } from '../wire/departure.ts';
import { headerValue } from '../wire/headers.ts';
import { wholeSource } from '../wire/bytes.ts';
import type { UpstreamReply } from '../wire/transport.ts';
import { MendedSource } from './mended-source.ts';

/** A longer answer is passed on as it is: nobody sends words of that size. */
const LIMIT_BYTES = 8 * 1024 * 1024;

/** An answer in a dialect that its provider speaks in its own way, mended where it has to be and byte for byte elsewhere. */
export async function mendReply(reply: UpstreamReply, mend: Mend, departure: Departure): Promise<UpstreamReply> {
  if (reply.status < 200 || reply.status > 299 || headerValue(reply.headers, 'content-encoding') !== undefined) return reply;
  const type = headerValue(reply.headers, 'content-type') ?? '';
  if (type.startsWith('text/event-stream')) return { ...reply, body: new MendedSource(reply.body, mend) };
  if (!mend.reply || !type.startsWith('application/json')) return reply;
  const collected = await collect(reply.body, LIMIT_BYTES, departure);
  if (!collected.whole) return { ...reply, body: collected.source };
  const bytes = mendBytes(collected.bytes, mend);
  const headers = bytes === collected.bytes ? reply.headers : withoutLength(reply.headers);
  return { ...reply, headers, body: wholeSource(bytes) };
}

function mendBytes(bytes: Buffer, { reply: mend, signs }: Mend): Buffer {
  if (!mend || !signs.some((sign) => bytes.includes(sign, 0, 'latin1'))) return bytes;
  try {
    const reply = JSON.parse(bytes.toString('utf8')) as Readonly<Record<string, unknown>>;
    const better = mend(reply);
    return better === reply ? bytes : Buffer.from(JSON.stringify(better));
  } catch {
    // Not JSON: whoever reads it next says so.
    return bytes;
  }
}

const withoutLength = (headers: readonly string[]) =>
  headers.filter((_, index) => headers[index - (index % 2)]!.toLowerCase() !== 'content-length');
