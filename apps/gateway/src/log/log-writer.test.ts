import { describe, expect, it } from '@jest/globals';
import { StoreError } from '@sluice/store';
import type { LogEntry } from '@sluice/store/logs';
import { interrupted } from '../spool/begun.ts';
import { LogWriter } from './log-writer.ts';

const entry = (id: string): LogEntry =>
  interrupted({ id, at: 1, method: 'POST', path: '/', trace: id, span: 's', workspace: null, apiKeyId: undefined, apiKeyName: undefined });

/** A store that answers as it is told to, call by call; after the last it takes everything. */
function storeThat(...answers: readonly (Error | undefined)[]) {
  const kept: string[] = [];
  const calls: { readonly ids: readonly string[]; readonly recovered: true | undefined }[] = [];
  const append = (entries: readonly LogEntry[], recovered?: true) => {
    const answer = answers[calls.length];
    calls.push({ ids: entries.map(({ id }) => id), recovered });
    if (answer) return Promise.reject(answer);
    kept.push(...entries.map(({ id }) => id));
    return Promise.resolve();
  };
  return { store: { append }, kept, calls };
}

function writerOn(store: ConstructorParameters<typeof LogWriter>[0]['store']) {
  const told: string[] = [];
  const writer = new LogWriter({
    store,
    now: Date.now,
    onDone: (entries) => told.push(`done ${entries.length}`),
    onDown: () => told.push('down'),
    onUp: () => told.push('up'),
    onRejected: ({ id }) => told.push(`rejected ${id}`),
  });
  return { writer, told };
}

const gone = () => new StoreError('unavailable', 'gone');

describe('the writer of the log', () => {
  it('gives many records in one batch', async () => {
    const { store, calls } = storeThat();
    const { writer } = writerOn(store);

    for (const id of ['a', 'b', 'c']) writer.add([entry(id)]);
    const left = await writer.close(1_000);

    expect([calls.map(({ ids }) => ids), left]).toEqual([[['a', 'b', 'c']], []]);
  });

  it('tries a batch again that the database did not answer to, and says that it may have been kept', async () => {
    const { store, calls, kept } = storeThat(gone(), gone());
    const { writer, told } = writerOn(store);

    writer.add([entry('a')]);
    await writer.close(3_000);

    expect(calls.map(({ recovered }) => recovered)).toEqual([undefined, true, true]);
    expect(kept).toEqual(['a']);
    expect(told).toEqual(['down', 'up', 'done 1']);
  });

  it('keeps the others of a batch with one in it that the database does not want', async () => {
    const { store, kept } = storeThat(new Error('strange'), undefined, new Error('strange'));
    const { writer, told } = writerOn(store);

    writer.add(['a', 'b', 'c'].map(entry));
    await writer.close(1_000);

    expect(kept).toEqual(['a', 'c']);
    expect(told).toEqual(['rejected b', 'done 3']);
  });

  it('ends in time though the database is gone, and says what is left', async () => {
    const store = { append: () => Promise.reject(gone()) };
    const { writer } = writerOn(store);
    const started = performance.now();

    writer.add([entry('a'), entry('b')]);
    const left = await writer.close(300);

    expect(left.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
