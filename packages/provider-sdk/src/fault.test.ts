import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { FAULTS, FaultError, faultKindFor, isFaultError } from './fault.ts';

const page = readFileSync(new URL('../../../docs/faults.md', import.meta.url), 'utf8');

const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );

const answer = (word: string | undefined) => (word === 'yes' ? true : word === 'no' ? false : undefined);

describe('the table of docs/faults.md', () => {
  it('has every fault of the code, in its order, and no other', () => {
    expect(rows.map(([kind]) => kind)).toEqual(Object.keys(FAULTS));
  });

  it('says of each what the code says', () => {
    const table = rows.map(([kind, status, type, retry, failover]) => [
      kind,
      { status: Number(status), type, retry: answer(retry), failover: answer(failover) },
    ]);

    expect(Object.fromEntries(table)).toEqual(FAULTS);
  });

  it('tells each one’s meaning and cure', () => {
    expect(rows.filter(([, , , , , meaning]) => !meaning || meaning.length < 20)).toEqual([]);
  });

  it('says what a status means where the body says no more', () => {
    const text = page.slice(page.indexOf('## What a status means')).replaceAll(/\s+/g, ' ');
    const said = [...text.matchAll(/((?:\d{3}(?:, | and |))+) `(\w+)`/g)].flatMap(([, statuses, kind]) =>
      statuses!.match(/\d{3}/g)!.map((status) => [status, kind]),
    );
    const meant = Array.from({ length: 200 }, (_, index) => 400 + index)
      .map((status) => [String(status), faultKindFor(status)] as const)
      .filter(
        ([status, kind]) => kind !== (Number(status) < 500 ? 'invalid_request' : 'upstream_error') || status === '400' || status === '422',
      );

    expect(said.toSorted()).toEqual(meant.toSorted());
  });
});

describe('a fault error', () => {
  it('is known by its mark, from whichever copy of this package it comes', () => {
    const error = new FaultError({ kind: 'overloaded', message: 'too much to do' });
    const ofAnotherCopy = { [Symbol.for('sluice.fault')]: true, fault: error.fault };

    expect(error.message).toBe('too much to do');
    expect([error, ofAnotherCopy, new Error('no'), undefined, 'text'].map(isFaultError)).toEqual([true, true, false, false, false]);
  });
});
