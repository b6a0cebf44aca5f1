import { createReadStream } from 'node:fs';

/** The most that two bodies of 64 MiB and their escapes come to. */
const MOST_BYTES = 256 * 1024 ** 2;

const NEW_LINE = 0x0a;

/**
 * The lines of a file; undefined in place of one that is longer than anything that is written there. Node's own reader parts
 * lines at U+2028 too, which may stand in a body.
 *
 * @param mostBytes Of one line. Default: 256 MiB.
 * @throws NodeJS.ErrnoException where it cannot be read.
 */
export async function* linesOf(file: string, mostBytes = MOST_BYTES): AsyncGenerator<string | undefined> {
  let begun: Buffer[] = [];
  let size = 0;
  const add = (part: Buffer) => {
    size += part.length;
    if (size <= mostBytes) begun.push(part);
    else begun = [];
  };
  const line = () => {
    const text = size <= mostBytes ? Buffer.concat(begun).toString() : undefined;
    begun = [];
    size = 0;
    return text;
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, from)) {
      add(chunk.subarray(from, end));
      yield line();
      from = end + 1;
    }
    if (from < chunk.length) add(chunk.subarray(from));
  }
  if (size > 0) yield line();
}
