const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const isSpace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * The same JSON without the spacing and with each string spelt one way. It is not parsed as a whole, because
 * that would take numbers for the same that are not (a seed beyond 2^53), forget what is given twice, and sort
 * members whose names are numbers. The text must be JSON.
 */
export function plainJson(json: Buffer): Buffer {
  // Nothing grows: no spelling of a string is shorter than the one that `JSON.stringify` chooses.
  const plain = Buffer.allocUnsafe(json.length);
  let length = 0;
  for (let at = 0; at < json.length;) {
    const byte = json[at]!;
    if (byte === QUOTE) {
      const end = stringEnd(json, at);
      length += writeString(json, at, end, plain, length);
      at = end;
    } else {
      if (!isSpace(byte)) plain[length++] = byte;
      at++;
    }
  }
  return plain.subarray(0, length);
}

/** Behind the quote that ends the string which begins at `start`. */
function stringEnd(json: Buffer, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return Math.min(at + 1, json.length);
}

function writeString(json: Buffer, start: number, end: number, into: Buffer, at: number): number {
  const escape = json.indexOf(BACKSLASH, start);
  if (escape < 0 || escape >= end) return json.copy(into, at, start, end);
  const text = json.toString('utf8', start, end);
  // Bytes that are no UTF-8 all look like this one letter, and are longer as it.
  if (text.includes('\ufffd')) return json.copy(into, at, start, end);
  // Python's clients send `\u00e9` where JavaScript's send `é`.
  return into.write(JSON.stringify(JSON.parse(text)), at, 'utf8');
}
