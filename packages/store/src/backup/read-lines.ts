import { pipeline, type Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { notWhole } from './format.ts';

/** The lines of a compressed file. @throws StoreError `unreadable` */
export async function* readLines(file: Readable): AsyncGenerator<string, void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  // Where it breaks, the reader below is told.
  const text = pipeline(file, createGunzip(), () => undefined);
  try {
    for await (const bytes of text as AsyncIterable<Buffer>) {
      const lines = (rest + decoder.write(bytes)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw notWhole('it is cut or damaged', error);
  }
  if (rest !== '') throw notWhole('its last line has no end');
}
