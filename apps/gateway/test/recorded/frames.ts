import { objectIn, parsed, parsedOr, textIn, type Json } from './json.ts';

/** A piece of a stream: its event's name, where it has one, and its data, parsed where that is JSON. */
export interface Piece {
  readonly event: string;
  readonly data: unknown;
  /** The framing itself calls it a failure. */
  readonly failed: boolean;
}

/** A body cut into pieces by its format, as recorded or as sent to a caller. */
export function piecesOf(bytes: Buffer, format: string): readonly Piece[] {
  switch (format) {
    case 'sse':
      return events(bytes.toString());
    case 'ndjson':
      return bytes
        .toString()
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => plain(parsedOr(line)));
    case 'json-array-stream': {
      const all = parsed(bytes.toString());
      return (Array.isArray(all) ? all : [all]).map(plain);
    }
    case 'aws-eventstream':
      return messages(bytes);
    default:
      return [plain(parsedOr(bytes.toString()))];
  }
}

const plain = (data: unknown): Piece => ({ event: '', data, failed: false });

/** Server-sent events: fields until an empty line, `data` lines joined, comments left out. */
function events(text: string): readonly Piece[] {
  return text.split(/\r?\n\r?\n/).flatMap((block): Piece[] => {
    const fields = block.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith(':'));
    const named = (name: string) =>
      fields.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).replace(/^ /, ''));
    const data = named('data');
    if (data.length === 0) return [];
    const event = named('event')[0] ?? '';
    return [{ event, data: parsedOr(data.join('\n')), failed: event === 'error' }];
  });
}

/** AWS's event stream: lengths, headers, payload, checksums. InvokeModel's payloads hold the model's own event in base64. */
function messages(bytes: Buffer): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const headersEnd = at + 12 + bytes.readUInt32BE(at + 4);
    const headers = new Map<string, string>();
    for (let here = at + 12; here < headersEnd;) {
      const name = bytes.subarray(here + 1, here + 1 + bytes.readUInt8(here)).toString();
      here += 2 + name.length;
      const length = bytes.readUInt16BE(here);
      headers.set(name, bytes.subarray(here + 2, here + 2 + length).toString());
      here += 2 + length;
    }
    const payload = objectIn(parsed(bytes.subarray(headersEnd, at + bytes.readUInt32BE(at) - 4).toString()));
    const { p: _padding, ...rest } = payload;
    const data: Json = 'bytes' in rest ? objectIn(parsed(Buffer.from(textIn(rest['bytes']), 'base64').toString())) : rest;
    const failed = headers.get(':message-type') !== 'event';
    pieces.push({ event: headers.get(':event-type') ?? headers.get(':exception-type') ?? '', data, failed });
  }
  return pieces;
}
