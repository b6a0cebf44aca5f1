import type { NodeBuffer } from './node-buffer.ts';

/** The data of an event, its lines joined as the standard says; undefined where it has none. */
export function eventData(bytes: NodeBuffer, start: number, end: number): string | undefined {
  const lines = bytes.toString('utf8', start, end).split(/\r\n|\n|\r/);
  let data: string | undefined;
  for (const line of lines) {
    if (!line.startsWith('data')) continue;
    if (line.length === 4) data = data === undefined ? '' : `${data}\n`;
    else if (line[4] === ':') {
      const text = line[5] === ' ' ? line.slice(6) : line.slice(5);
      data = data === undefined ? text : `${data}\n${text}`;
    }
  }
  return data;
}
