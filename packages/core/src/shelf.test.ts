import { describe, expect, it } from '@jest/globals';
import { isFaultError } from '@sluice/provider-sdk';
import type { Caller } from './caller.ts';
import { KEY } from './house.test.support.ts';
import { Shelf, type Kept } from './shelf.ts';

interface Thing extends Kept {
  readonly name: string;
}

const everybodys: Thing = { name: 'open', workspaces: undefined };
const shared: Thing = { name: 'shared', workspaces: new Set(['red', 'blue']) };
const nobodys: Thing = { name: 'shut', workspaces: new Set() };

const stock = new Map([everybodys, shared, nobodys].map((thing) => [thing.name, thing]));
const shelf = new Shelf<Thing>('The thing', { find: (name) => stock.get(name), all: () => stock.values() });

const of = (workspace: string | undefined): Caller => ({ key: { ...KEY, workspace }, credential: undefined, secrets: [] });
const nobody: Caller = { key: undefined, credential: 'own', secrets: [] };

describe('what is on a shelf', () => {
  it.each([
    ['a workspace that may use it', 'blue', ['open', 'shared']],
    ['another workspace', 'green', ['open']],
    ['the organisation', undefined, ['open', 'shared', 'shut']],
  ])('is there for %s', (_, workspace, names) => {
    const caller = of(workspace);

    expect(shelf.all(caller).map(({ name }) => name)).toEqual(names);
    for (const name of stock.keys()) expect(shelf.find(name, caller)?.name).toBe(names.includes(name) ? name : undefined);
  });

  it('is for nobody without a key, who is told so', () => {
    expect(shelf.all(nobody)).toEqual([]);
    for (const name of stock.keys()) {
      let thrown: unknown;
      try {
        shelf.find(name, nobody);
      } catch (error) {
        thrown = error;
      }
      expect(isFaultError(thrown) && thrown.fault).toMatchObject({ kind: 'unauthenticated', code: '03' });
      expect((thrown as Error).message).toContain(`The thing "${name}" needs a valid Sluice key`);
    }
    expect(shelf.find('missing', nobody)).toBeUndefined();
  });
});
