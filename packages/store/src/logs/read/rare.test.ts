import { expect, it } from '@jest/globals';
import { onBothEngines } from '../../testing/engines.ts';
import { entry } from '../../testing/entries.ts';
import { openLogStore } from '../open-log-store.ts';
import type { LogFilter } from '../query.ts';

const HOUR_MS = 3_600_000;

onBothEngines('what few of very many records are', (makeUrl) => {
  it('is found page by page in both directions, with a metadata pair and ranges or without', async () => {
    const end = Date.now() - HOUR_MS;
    const entries = Array.from({ length: 900 }, (_, n) =>
      entry(end - (900 - n) * 10_000, n, {
        model: n % 30 === 0 ? `rare-${n % 4}` : 'common',
        metadata: { team: n % 60 === 0 ? 'a' : 'b', all: 'same' },
        cost: n % 90 === 0 ? undefined : n / 100,
        workspace: n % 120 === 0 ? 'w2' : 'w1',
        bodies: undefined,
      }),
    );
    const store = await openLogStore({ url: await makeUrl() });
    for (let at = 0; at < entries.length; at += 300) await store.append(entries.slice(at, at + 300));
    const rare = entries.filter(({ model }) => model !== 'common');
    const models = ['rare-0', 'rare-2'];
    const cases: readonly (readonly [Partial<LogFilter>, (n: number) => boolean])[] = [
      [{ models }, () => true],
      [{ models, metadata: { all: 'same' } }, () => true],
      [{ models, metadata: { all: 'same', team: 'b' } }, (n) => n % 60 !== 0],
      [{ models, metadata: { all: 'same' }, cost: { max: 6 } }, (n) => n % 90 !== 0 && n <= 600],
      [{ models, cost: { min: 3, max: 6 } }, (n) => n % 90 !== 0 && n >= 300 && n <= 600],
      [{ models, metadata: { team: 'a' }, workspaces: ['w2'] }, (n) => n % 120 === 0],
      [{ models, metadata: { team: 'b' }, workspaces: ['w2'] }, () => false],
      [{ models, metadata: { all: 'same' }, from: entries[200]!.at, to: entries[700]!.at }, (n) => n >= 200 && n < 700],
    ];
    for (const [filter, isWanted] of cases)
      for (const forwards of [true, undefined] as const) {
        const found: string[] = [];
        for (let after: string | undefined, begun = false; !begun || after !== undefined; begun = true) {
          const page = await store.search({
            filter: { workspaces: 'all', ...filter },
            size: 4,
            ...(forwards && { forwards }),
            ...(after !== undefined && { after }),
          });
          found.push(...page.records.map(({ id }) => id));
          after = page.next;
        }

        const wanted = rare.filter((one) => isWanted(entries.indexOf(one))).map(({ id }) => id);
        expect([filter, found]).toEqual([filter, forwards ? wanted : wanted.toReversed()]);
      }
    await store.close();
  }, 60_000);
});
