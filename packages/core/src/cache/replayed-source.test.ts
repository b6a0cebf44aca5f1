import { describe, expect, it } from '@jest/globals';
import { ReplayedSource } from './replayed-source.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A source of these events and what has been read of it. */
function reading(texts: readonly string[], onData: (source: ReplayedSource) => void = () => {}) {
  const source = new ReplayedSource(texts.map((text) => Buffer.from(text)));
  const read: string[] = [];
  source.pipe({
    data: (chunk) => {
      read.push(chunk.toString());
      onData(source);
    },
    end: () => read.push('end'),
    fail: () => read.push('failed'),
  });
  return { source, read };
}

describe('events given out again', () => {
  it('gives one a turn of the event loop, then ends once', async () => {
    const { read } = reading(['a', 'b']);

    const seen: string[][] = [[...read]];
    for (let turns = 0; turns < 5; turns++) {
      await turn();
      seen.push([...read]);
    }

    expect(seen).toEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'end'], ['a', 'b', 'end'], ['a', 'b', 'end']]);
  });

  it('waits while it is held up, for its end too', async () => {
    const { source, read } = reading(['a', 'b'], (each) => each.pause());

    await turn();
    await turn();
    const held = [...read];
    source.resume();
    source.resume();
    await turn();
    await turn();
    const last = [...read];
    source.resume();
    await turn();

    expect(held).toEqual(['a']);
    expect(last).toEqual(['a', 'b']);
    expect(read).toEqual(['a', 'b', 'end']);
  });

  it('gives nothing more once it is cancelled', async () => {
    const { source, read } = reading(['a', 'b', 'c'], (each) => each.cancel());

    await turn();
    source.resume();
    await turn();
    await turn();

    expect(read).toEqual(['a']);
  });

  it('ends where there is nothing', async () => {
    const { read } = reading([]);

    await turn();

    expect(read).toEqual(['end']);
  });
});
