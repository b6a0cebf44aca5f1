import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ByteSink, ByteSource } from '../wire/bytes.ts';
import { SharedFlow } from './shared-flow.ts';

/** An upstream in the test's hand, and what it was told. */
class Upstream implements ByteSource {
  readonly told: string[] = [];
  sink: ByteSink | undefined;

  pipe(sink: ByteSink): void {
    this.told.push('pipe');
    this.sink = sink;
  }
  pause(): void {
    this.told.push('pause');
  }
  resume(): void {
    this.told.push('resume');
  }
  cancel(): void {
    this.told.push('cancel');
  }
  says(text: string): void {
    this.sink!.data(Buffer.from(text));
  }
}

/** A flow to share and a way to read it; what was read is a text with how it came to its end. */
function sharing(maxBytes = 1000) {
  const upstream = new Upstream();
  const flow = new SharedFlow(upstream, { maxBytes });
  const join = (onData: (source: ByteSource) => void = () => {}) => {
    const source = flow.reader()!;
    const reading = { source, read: '' };
    source.pipe({
      data: (chunk) => {
        reading.read += chunk.toString();
        onData(source);
      },
      end: () => (reading.read += '.'),
      fail: (error) => (reading.read += `! ${error.message}`),
    });
    return reading;
  };
  return { upstream, flow, join };
}

describe('a flow that several read', () => {
  it('starts with the first reader, once', () => {
    const { upstream, flow, join } = sharing();

    const before = flow.reader();
    const untouched = [...upstream.told];
    join();
    join();

    expect(before).toBeDefined();
    expect(untouched).toEqual([]);
    expect(upstream.told).toEqual(['pipe']);
  });

  it('is read from the beginning by each, whenever they come', async () => {
    const { upstream, flow, join } = sharing();

    const first = join();
    upstream.says('one ');
    const second = join();
    upstream.says('two');
    upstream.sink!.end();
    const third = join();

    expect([first.read, second.read, third.read]).toEqual(['one two.', 'one two.', 'one two.']);
    expect((await flow.whole())?.toString()).toBe('one two');
  });

  it('is held up by the first reader', () => {
    const { upstream, join } = sharing();
    const first = join();

    first.source.pause();
    first.source.resume();

    expect(upstream.told).toEqual(['pipe', 'pause', 'resume']);
  });

  it('is not held up by others: what they have not taken waits for them', () => {
    const { upstream, join } = sharing();
    const first = join();
    const slow = join((source) => source.pause());

    for (const text of ['a', 'b', 'c']) upstream.says(text);
    upstream.sink!.end();
    const soFar = slow.read;
    for (let times = 0; times < 3; times++) slow.source.resume();

    expect(upstream.told).toEqual(['pipe']);
    expect(first.read).toBe('abc.');
    expect(soFar).toBe('a');
    expect(slow.read).toBe('abc.');
  });

  it('gives a late reader that pauses in the middle of what has passed no more than it takes', () => {
    const { upstream, join } = sharing();
    join();
    for (const text of ['a', 'b', 'c']) upstream.says(text);

    const late = join((source) => source.pause());
    const soFar = late.read;
    upstream.says('d');
    late.source.resume();

    expect(soFar).toBe('a');
    expect(late.read).toBe('ab');
  });

  it('goes on for the others when one leaves', async () => {
    const { upstream, flow, join } = sharing();
    const first = join();
    const second = join();

    upstream.says('a');
    second.source.cancel();
    upstream.says('b');
    upstream.sink!.end();

    expect(first.read).toBe('ab.');
    expect(second.read).toBe('a');
    expect(upstream.told).toEqual(['pipe']);
    expect((await flow.whole())?.toString()).toBe('ab');
  });

  it('goes on when the first leaves that had held it up', () => {
    const { upstream, join } = sharing();
    const first = join();
    const second = join();

    first.source.pause();
    first.source.cancel();
    upstream.says('a');

    expect(upstream.told).toEqual(['pipe', 'pause', 'resume']);
    expect(second.read).toBe('a');
  });

  it('goes on for a reader that is here and has not begun to read', () => {
    const { upstream, flow, join } = sharing();
    const waiting = flow.reader()!;
    const first = join();
    upstream.says('a');

    first.source.cancel();
    upstream.says('b');
    let read = '';
    waiting.pipe({ data: (chunk) => (read += chunk.toString()), end: () => {}, fail: () => {} });

    expect(upstream.told).toEqual(['pipe']);
    expect(read).toBe('ab');
  });

  it('is cancelled when all have left, and nobody can join any more', async () => {
    const { upstream, flow, join } = sharing();
    const [first, second] = [join(), join()];
    upstream.says('a');

    first.source.cancel();
    second.source.cancel();
    second.source.cancel();
    upstream.says('b');
    upstream.sink!.end();

    expect(upstream.told).toEqual(['pipe', 'cancel']);
    expect([first.read, second.read]).toEqual(['a', 'a']);
    expect(flow.reader()).toBeUndefined();
    expect(await flow.whole()).toBeUndefined();
  });

  it('is cancelled when its only reader leaves before it has read', async () => {
    const { upstream, flow } = sharing();

    flow.reader()!.cancel();

    expect(upstream.told).toEqual(['cancel']);
    expect(await flow.whole()).toBeUndefined();
  });

  it('tells each that it broke, behind what had passed', async () => {
    const { upstream, flow, join } = sharing();
    const first = join();
    const slow = join((source) => source.pause());

    upstream.says('a');
    upstream.says('b');
    upstream.sink!.fail(new Error('gone'));
    slow.source.resume();
    slow.source.resume();

    expect(first.read).toBe('ab! gone');
    expect(slow.read).toBe('ab! gone');
    expect(flow.reader()).toBeUndefined();
    expect(await flow.whole()).toBeUndefined();
  });

  it('takes no more readers once it is too long to be recorded, and goes on for those it has', async () => {
    const { upstream, flow, join } = sharing(3);
    const first = join();
    const second = join();

    upstream.says('abc');
    const third = join();
    upstream.says('d');
    const fourth = flow.reader();
    upstream.sink!.end();

    expect([first.read, second.read, third.read]).toEqual(['abcd.', 'abcd.', 'abcd.']);
    expect(fourth).toBeUndefined();
    expect(await flow.whole()).toBeUndefined();
  });

  it('is held up by the slowest once it is not recorded, because what waits has no other bound', () => {
    const { upstream, join } = sharing(3);
    join();
    const slow = join();
    slow.source.pause();

    upstream.says('abc');
    const whileRecorded = [...upstream.told];
    upstream.says('d');
    const afterwards = [...upstream.told];
    slow.source.resume();

    expect(whileRecorded).toEqual(['pipe']);
    expect(afterwards).toEqual(['pipe', 'pause']);
    expect(upstream.told).toEqual(['pipe', 'pause', 'resume']);
    expect(slow.read).toBe('abcd');
  });

  it('keeps a source held up that was held up by the first thing it had ready', () => {
    const told: string[] = [];
    const flow = new SharedFlow(
      {
        pipe: (sink) => {
          sink.data(Buffer.from('ready'));
          told.push('flows');
        },
        pause: () => told.push('pause'),
        resume: () => told.push('resume'),
        cancel: () => told.push('cancel'),
      },
      { maxBytes: 1000 },
    );
    const source = flow.reader()!;

    source.pipe({ data: () => source.pause(), end: () => {}, fail: () => {} });

    expect(told.at(-1)).toBe('pause');
  });

  it('gives every reader that stays all of it in order, whoever comes, pauses and leaves', () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constant({ does: 'say' as const, who: 0 }) },
      fc.record({ does: fc.constantFrom('join' as const, 'pause' as const, 'resume' as const, 'cancel' as const), who: fc.nat(5) }),
    );

    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { upstream, flow, join } = sharing(10_000);
        const readers = [join()];
        const gone = new Set<number>();
        let said = '';
        for (const { does, who } of steps) {
          const at = who % readers.length;
          if (gone.size === readers.length) break;
          if (does === 'say') {
            said += `${said.length},`;
            upstream.sink!.data(Buffer.from(said.slice(said.lastIndexOf(',', said.length - 2) + 1)));
          } else if (does === 'join') readers.push(join());
          else if (!gone.has(at)) readers[at]!.source[does]();
          if (does === 'cancel') gone.add(at);
          for (const { read } of readers) expect(said.startsWith(read)).toBe(true);
        }
        const allGone = gone.size === readers.length;

        if (!allGone) upstream.sink!.end();
        for (const { source } of readers) source.resume();

        expect(upstream.told.includes('cancel')).toBe(allGone);
        expect(flow.reader() === undefined).toBe(allGone);
        for (const [index, { read }] of readers.entries()) if (!gone.has(index)) expect(read).toBe(`${said}.`);
      }),
      { numRuns: 1000 },
    );
  });
});
