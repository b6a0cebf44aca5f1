import { describe, expect, it } from '@jest/globals';
import { FaultError, type Fault } from '@sluice/provider-sdk';
import fc from 'fast-check';
import type { ByteSink, ByteSource } from '../../wire/bytes.ts';
import { openAIChatStream } from '../stream-dialect.ts';
import { ContinuedStream, type Continuation } from './continued-stream.ts';

const BROKEN: Fault = { kind: 'stream_broken', message: 'cut' };

/** A source that is pushed by hand. */
class Upstream implements ByteSource {
  readonly calls: string[] = [];
  #sink: ByteSink | undefined;

  pipe(sink: ByteSink): void {
    this.calls.push('pipe');
    this.#sink = sink;
  }

  pause(): void {
    this.calls.push('pause');
  }

  resume(): void {
    this.calls.push('resume');
  }

  cancel(): void {
    this.calls.push('cancel');
  }

  says(...events: readonly (string | Buffer)[]): this {
    for (const event of events) this.#sink!.data(typeof event === 'string' ? Buffer.from(event) : event);
    return this;
  }

  ends(): void {
    this.#sink!.end();
  }

  breaks(error: Error = new FaultError(BROKEN)): void {
    this.#sink!.fail(error);
  }
}

/** One event of a completion. */
const event = (delta: object, { id = 'one', finish = null }: { readonly id?: string; readonly finish?: string | null } = {}) =>
  `data: {"id": "${id}", "new": 1.0, "choices": [{"index":0, "delta": ${JSON.stringify(delta)}, "finish_reason": ${JSON.stringify(finish)}}]}\n\n`;

const text = (content: string, id?: string) => event({ content }, id === undefined ? {} : { id });
const role = (id?: string) => event({ role: 'assistant', content: '' }, id === undefined ? {} : { id });
const STOP = event({}, { finish: 'stop' });
const DONE = 'data: [DONE]\n\n';
const ERROR = openAIChatStream.broken(BROKEN);

/** A stream over a first source, and the targets that may go on from it. */
function continued(...targets: readonly Partial<Continuation>[]) {
  const first = new Upstream();
  const others = targets.map(() => new Upstream());
  const seen = { bytes: '', ends: 0, asked: [] as string[], onEnd: [] as (Fault | undefined)[] };
  const stream = new ContinuedStream(first, {
    next(sent) {
      const index = seen.asked.push(sent) - 1;
      const source = others[index];
      return Promise.resolve(source && { source, prefilled: true, ...targets[index] });
    },
    broken: openAIChatStream.broken,
    onEnd: (fault) => seen.onEnd.push(fault),
  });
  stream.pipe({
    data(chunk) {
      expect(seen.ends).toBe(0);
      seen.bytes += chunk.toString();
    },
    end: () => seen.ends++,
    fail: (error) => expect(error).toBeUndefined(),
  });
  return { first, others, stream, seen };
}

/** Lets promises that are settled be heard. */
const heard = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

/** The text a client would put together, and whether it was told of an error. */
function read(bytes: string) {
  const chunks = bytes
    .split('\n\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice(6)) as { id?: string; error?: unknown; choices?: { delta: { content?: string } }[] });
  return {
    text: chunks.map((chunk) => chunk.choices?.[0]?.delta.content ?? '').join(''),
    ids: new Set(chunks.filter((chunk) => chunk.choices).map((chunk) => chunk.id)),
    error: chunks.some((chunk) => chunk.error !== undefined),
  };
}

describe('an answer that does not break', () => {
  it('passes byte for byte, however it is written', () => {
    const { first, seen } = continued();
    const written = `: hello\n\n${role()}${text('a')}data: not JSON\n\nevent: x\ndata: {"a":\ndata: 1}\n\n${text('b\ud83d')}${text('\ude00')}${STOP}${DONE}`;

    first.says(written).ends();

    expect(seen).toEqual({ bytes: written, ends: 1, asked: [], onEnd: [undefined] });
  });

  it('is whole once it says so, whatever becomes of its connection', () => {
    const { first, seen } = continued();

    first.says(text('a'), STOP).breaks();

    expect(seen).toEqual({ bytes: text('a') + STOP, ends: 1, asked: [], onEnd: [undefined] });
  });

  it('is passed as it came where it ends in an error of its own', () => {
    const { first, seen } = continued();

    first.says(text('a'), 'data: {"error":{"message":"overloaded"}}\n\n').ends();

    expect(seen).toMatchObject({ bytes: `${text('a')}data: {"error":{"message":"overloaded"}}\n\n`, onEnd: [undefined] });
  });
});

describe('an answer that breaks', () => {
  it('goes on with the next target under the id it had', async () => {
    const { first, others, seen } = continued({});

    first.says(role(), text('one two')).breaks();
    await heard();
    others[0]!.says(role('two'), text(' three', 'two'), text(' four', 'two'), STOP, DONE).ends();

    expect(seen).toEqual({
      bytes: role() + text('one two') + text(' three') + text(' four') + STOP + DONE,
      ends: 1,
      asked: ['one two'],
      onEnd: [undefined],
    });
  });

  it('says nothing twice that the next target says again', async () => {
    const { first, others, seen } = continued({});

    first.says(role(), text('one two three')).breaks();
    await heard();
    others[0]!.says(text('one two', 'two'), text(' three four', 'two'), STOP, DONE).ends();

    expect(seen.bytes).toBe(role() + text('one two three') + text(' four') + STOP + DONE);
  });

  it('shows what was kept back when the finish settles it', async () => {
    const { first, others, seen } = continued({});

    first.says(text('the cat saw the')).breaks();
    await heard();
    others[0]!.says(text(' cat', 'two'), STOP).ends();

    expect(seen.bytes).toBe(text('the cat saw the') + text(' cat') + STOP);
  });

  it('settles with the event that brings the last text and the finish', async () => {
    const { first, others, seen } = continued({ prefilled: false });

    first.says(text('one two')).breaks();
    await heard();
    others[0]!.says(event({ content: 'one two' }, { id: 'two', finish: 'stop' })).ends();

    expect(read(seen.bytes)).toMatchObject({ text: 'one two', error: false });
    expect(seen.bytes).toContain('"finish_reason": "stop"');
  });

  it('goes on again where that breaks too', async () => {
    const { first, others, seen } = continued({}, {}, { prefilled: false });

    first.says(role(), text('one')).breaks();
    await heard();
    others[0]!.says(role('two'), text(' two', 'two')).breaks();
    await heard();
    others[1]!.breaks();
    await heard();
    others[2]!.says(text('one two three', 'four'), STOP, DONE).ends();

    expect(seen.asked).toEqual(['one', 'one two', 'one two']);
    expect(seen.bytes).toBe(role() + text('one') + text(' two') + text(' three') + STOP + DONE);
  });

  it('is in error where no target is left', async () => {
    const { first, seen } = continued();

    first.says(role(), text('one')).breaks();
    await heard();

    expect(seen).toEqual({ bytes: role() + text('one') + ERROR, ends: 1, asked: ['one'], onEnd: [BROKEN] });
  });

  it('begins each of its parts on a line of its own, however the lines before it end', async () => {
    const { first, others, seen } = continued({});
    const ended = (written: string) => written.replace(/\n\n$/, '\r\n\r');

    first.says(ended(text('one two'))).breaks();
    await heard();
    others[0]!.says(ended(text(' three'))).breaks();
    await heard();

    expect(seen.bytes).toBe(`${ended(text('one two'))}\n\n${ended(text(' three'))}\n\n${ERROR}`);
  });

  it('is in error where nobody could be asked', async () => {
    const first = new Upstream();
    const bytes: string[] = [];
    const stream = new ContinuedStream(first, {
      next: () => Promise.reject(new Error('no')),
      broken: openAIChatStream.broken,
      onEnd: () => {},
    });
    stream.pipe({ data: (chunk) => bytes.push(chunk.toString()), end: () => bytes.push('end'), fail: () => {} });

    first.says(text('one')).breaks(new Error('cut'));
    await heard();

    expect(bytes).toEqual([text('one'), ERROR, 'end']);
  });

  it('drops another answer, and asks on', async () => {
    const { first, others, seen } = continued({ prefilled: false }, {});

    first.says(text('one two')).breaks();
    await heard();
    others[0]!.says(text('other', 'two'), text(' words', 'two'));
    await heard();
    others[1]!.says(text(' three', 'three'), STOP).ends();

    expect(others[0]!.calls).toEqual(['pipe', 'cancel']);
    expect(seen.bytes).toBe(text('one two') + text(' three') + STOP);
  });

  it('says why where the only other answer cannot be joined', async () => {
    const { first, others, seen } = continued({});

    first.says(text('ha ha ha ha')).breaks();
    await heard();
    others[0]!.says(text('ha ha ha ho', 'two'), STOP).ends();
    await heard();

    expect(read(seen.bytes)).toMatchObject({ text: 'ha ha ha ha', error: true });
    expect(seen).toMatchObject({ ends: 1, onEnd: [{ kind: 'stream_broken', message: expect.stringContaining('cannot be joined') }] });
    expect(seen.bytes).not.toContain('stop');
  });
});

describe('what cannot be gone on from', () => {
  it.each([
    ['a tool call', event({ tool_calls: [{ index: 0, id: 'a' }] })],
    ['a function call', event({ function_call: { name: 'a' } })],
    ['a refusal', event({ refusal: 'No' })],
    ['sound', event({ audio: { id: 'a' } })],
    ['several answers', text('a') + text('b').replace('"index":0', '"index":1')],
    ['a finish of one of several', STOP + text('b').replace('"index":0', '"index":1')],
  ])('%s ends in an error at once', async (_, events) => {
    const { first, seen } = continued({});

    first.says(text('one'), events).breaks();
    await heard();

    expect(seen).toEqual({ bytes: text('one') + events + ERROR, ends: 1, asked: [], onEnd: [BROKEN] });
  });
});

describe('what a continuation brings besides text', () => {
  it('is let through where it is a tool call behind whole text', async () => {
    const { first, others, seen } = continued({});
    const call = event({ tool_calls: [{ index: 0, id: 'a' }] });

    first.says(text('Let me see.')).breaks();
    await heard();
    others[0]!.says(role('two'), call, STOP).ends();

    expect(seen.bytes).toBe(text('Let me see.') + call + STOP);
  });

  it('does not take a tool call for the text it was to begin with', async () => {
    const { first, others, seen } = continued({ prefilled: false });

    first.says(text('Let me see.')).breaks();
    await heard();
    others[0]!.says(event({ tool_calls: [{ index: 0, id: 'a' }] }));
    await heard();

    expect(read(seen.bytes)).toMatchObject({ text: 'Let me see.', error: true });
  });

  it('shows thoughts unless some were shown', async () => {
    const thought = event({ reasoning_content: 'hm' });
    const both = event({ reasoning_content: 'hm', content: ' two' });
    const plain = continued({});
    const thoughtful = continued({});

    plain.first.says(text('one')).breaks();
    thoughtful.first.says(role(), thought).breaks();
    await heard();
    plain.others[0]!.says(thought, both, STOP).ends();
    thoughtful.others[0]!.says(role('two'), thought, both, STOP).ends();

    expect(plain.seen.bytes).toBe(text('one') + thought + both + STOP);
    expect(thoughtful.seen).toMatchObject({ asked: [''], bytes: role() + thought + text(' two') + STOP });
  });

  it('is not taken for an end where it only counts tokens before any text', async () => {
    const { first, others, seen } = continued({});
    const usage = 'data: {"id": "one", "choices": [], "usage": {"prompt_tokens": 3}}\n\n';

    first.says(text('one two three')).breaks();
    await heard();
    others[0]!.says(usage, text('one two three four'), STOP, usage, DONE).ends();

    expect(seen.bytes).toBe(text('one two three') + usage + text(' four') + STOP + usage + DONE);
  });

  it('keeps the connection alive while nothing is decided', async () => {
    const { first, others, seen } = continued({ prefilled: false });

    first.says(text('one two')).breaks();
    await heard();
    others[0]!.says(': wait\n\n', text('one', 'two'), ': wait\n\n');

    expect(seen.bytes).toBe(`${text('one two')}: wait\n\n: wait\n\n`);
  });

  it('is passed over where it is only an error', async () => {
    const { first, others, seen } = continued({}, {});

    first.says(text('one two three')).breaks();
    await heard();
    others[0]!.says(text('one', 'two'), 'data: {"error":{"message":"overloaded"}}\n\n').ends();
    await heard();
    others[1]!.says(text(' four', 'three'), STOP).ends();

    expect(seen.bytes).toBe(text('one two three') + text(' four') + STOP);
  });

  it('is passed over where it nests too deep to be edited', async () => {
    const { first, others, seen } = continued({}, {});
    const deep = `{"id":"two","choices":[{"index":0,"delta":{"content":" four"}}],"x":${'['.repeat(5000)}${']'.repeat(5000)}}`;

    first.says(text('one two three')).breaks();
    await heard();
    others[0]!.says(`data: ${deep}\n\n`);
    await heard();
    others[1]!.says(text(' four', 'three'), STOP).ends();

    expect(seen.bytes).toBe(text('one two three') + text(' four') + STOP);
  });

  it('does not join over an event that cannot be read', async () => {
    const { first, others, seen } = continued({});

    first.says(text('one two')).breaks();
    await heard();
    others[0]!.says('data: {"id": "two", "choi\n\n', text(' four', 'two'));
    await heard();

    expect(read(seen.bytes)).toMatchObject({ text: 'one two' });
    expect(seen.bytes).toContain(`"error"`);
  });
});

describe('a letter in two halves', () => {
  it('is taken back where the second half never comes', async () => {
    const { first, others, seen } = continued({});

    first.says(text('one \ud83d'), ': wait\n\n').breaks();
    await heard();
    others[0]!.says(text('😀', 'two'), STOP).ends();

    expect(seen.asked).toEqual(['one ']);
    expect(seen.bytes).toBe(`${text('one ')}: wait\n\n${text('😀')}${STOP}`);
  });

  it('is not guessed at where its bytes were split between two events', async () => {
    const { first, others, seen } = continued({});
    const [before, behind] = text('🌍').split('🌍') as [string, string];
    const bytes = Buffer.from('🌍');
    const half = (part: Buffer) => Buffer.concat([Buffer.from(before), part, Buffer.from(behind)]);
    const target = continued({}, {});

    first.says(half(bytes.subarray(0, 2)), half(bytes.subarray(2)), text('one')).breaks();
    target.first.says(text('one '), half(bytes.subarray(0, 2))).breaks();
    await heard();
    target.others[0]!.says(half(bytes.subarray(0, 2)), half(bytes.subarray(2)));
    await heard();
    target.others[1]!.says(text('🌍'), STOP).ends();

    expect(others[0]!.calls).toEqual([]);
    expect(seen.onEnd).toEqual([BROKEN]);
    expect(target.seen).toMatchObject({ asked: ['one ', 'one '], bytes: text('one ') + text('') + text('🌍') + STOP });
  });

  it('is taken back before an error too', async () => {
    const { first, seen } = continued();

    first.says(text('one\ufffd')).breaks();
    await heard();

    expect(seen.bytes).toBe(text('one') + ERROR);
  });
});

describe('who holds the flow', () => {
  it('reaches the source in charge', async () => {
    const { first, others, stream } = continued({});

    stream.pause();
    stream.resume();
    first.says(text('one')).breaks();
    await heard();
    stream.pause();
    stream.resume();
    stream.cancel();

    expect(first.calls).toEqual(['pipe', 'pause', 'resume']);
    expect(others[0]!.calls).toEqual(['pipe', 'pause', 'resume', 'cancel']);
  });

  it('does not start a target while nobody may send', async () => {
    const { first, others, stream } = continued({});

    first.says(text('one'));
    stream.pause();
    first.breaks();
    await heard();
    const before = [...others[0]!.calls];
    stream.resume();

    expect(before).toEqual([]);
    expect(others[0]!.calls).toEqual(['pipe']);
  });

  it('cancels a target that was being asked, and ends once', async () => {
    const { first, others, stream, seen } = continued({});

    first.says(text('one')).breaks();
    stream.cancel();
    stream.cancel();
    await heard();
    first.says(text('two')).ends();

    expect(others[0]!.calls).toEqual(['cancel']);
    expect(seen).toEqual({ bytes: text('one'), ends: 0, asked: ['one'], onEnd: [undefined] });
  });
});

describe('any text, broken anywhere', () => {
  it('comes whole or with an error, in any pieces', async () => {
    const words = fc.shuffledSubarray('alfa bravo charlie delta echo foxtrot 🌍 golf 你好 überall hotel india'.split(' '), {
      minLength: 6,
    });
    const kind = fc.constantFrom('exact', 'five words', 'top', 'afresh', 'other');
    const chunk = fc.integer({ min: 1, max: 400 });

    await fc.assert(
      fc.asyncProperty(
        words,
        fc.nat(),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 60, maxLength: 60 }),
        kind,
        chunk,
        async (list, at, sizes, how, most) => {
          const whole = list.join(' ');
          // Of one or two words that are said again behind a space nobody can tell.
          const least = list.slice(0, 3).join(' ').length;
          const seam = least + (at % (whole.length - least));
          const { first, others, seen } = continued({ prefilled: how !== 'afresh' && how !== 'other', trimmed: false });

          for (const part of parts(whole.slice(0, seam), sizes)) first.says(text(part));
          first.breaks();
          await heard();
          const sent = seen.asked[0]!;
          const next = {
            exact: whole.slice(sent.length),
            'five words':
              sent
                .split(/(?<= )/)
                .slice(-5)
                .join('') + whole.slice(sent.length),
          };
          const spoken = how === 'other' ? list.toReversed().join(' ') : how === 'top' || how === 'afresh' ? whole : next[how];
          const events = [role('two'), ...parts(spoken, sizes).map((part) => text(part, 'two')), STOP, DONE].join('').match(/[^]+?\n\n/g)!;
          for (let from = 0; from < events.length; from += most) others[0]!.says(events.slice(from, from + most).join(''));
          others[0]!.ends();
          await heard();

          const got = read(seen.bytes);
          expect(got).toEqual({ text: how === 'other' ? sent : whole, ids: new Set(['one']), error: how === 'other' });
          expect(seen).toMatchObject({ ends: 1, onEnd: [how === 'other' ? { kind: 'stream_broken' } : undefined] });
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** A text in pieces of these many code units, letters split where it falls so. */
function parts(whole: string, sizes: readonly number[]): string[] {
  const found: string[] = [];
  for (let at = 0, turn = 0; at < whole.length; at += sizes[turn++ % sizes.length]!)
    found.push(whole.slice(at, at + sizes[turn % sizes.length]!));
  return found;
}
