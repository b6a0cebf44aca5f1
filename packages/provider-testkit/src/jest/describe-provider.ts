import { describe, it } from '@jest/globals';
import type { Fields, ProviderAdapter } from '@sluice/provider-sdk';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSame } from '../judge/same.ts';
import { cellName, surfacesOf, type CellPlan } from '../cells.ts';
import { conductAt } from '../conduct/index.ts';
import { prepareReplay, type KitOptions, type Replaying } from '../kit.ts';
import { manifestOf } from '../manifest.ts';
import { problemOf, problemsOf } from '../problems.ts';
import { folderPath, type Folder } from '../replies/folder.ts';
import { CONDUCT_RULES, type Cell, type Conduct, type Problem } from '../report.ts';
import { refusedUnsent, runCell } from '../run-cell.ts';
import type { Surface } from '../surfaces/index.ts';
import { holds } from './holds.ts';

/** Where the recorded replies of a provider are, and what it has to be asked with. */
export interface ProviderTests extends KitOptions {
  /** The folder of reply files: `new URL('../replies', import.meta.url)`. */
  readonly replies: Folder;
  /** The capability manifest. Default: `capabilities.json` beside the folder of replies. */
  readonly manifest?: Folder;
}

/**
 * One test for each feature of each surface that the provider has, one for each rule of conduct, and one that holds the
 * capability manifest to what was found. A feature without a recorded reply is a todo, and not a pass.
 */
export function describeProvider<F extends Fields>(given: ProviderAdapter<F>, options: ProviderTests): void {
  // The kit makes up settings by the fields' declarations, whatever their names are.
  const adapter = given as unknown as ProviderAdapter;
  const kit = prepareReplay(adapter, options);
  const found = once((plan: CellPlan) => runCell(plan, kit.bench));
  describe(`provider ${adapter.name}`, () => {
    for (const surface of surfacesOf(adapter)) {
      describe(`in ${surface.operation}`, () => {
        for (const plan of kit.cells.filter((cell) => cell.surface === surface)) cellTest(plan, kit, found);
        conductTests(surface, kit);
      });
    }
    holds('has a folder of replies in which every file is of use', () => sentences(problemsOf([], [], kit.replies.problems)));
    holds('has a capability manifest that says what was found', async () => {
      const cells = await Promise.all(kit.cells.map(found));
      return staleness(adapter.id, cells, manifestFile(options));
    });
  });
}

function cellTest(plan: CellPlan, { bench }: Replaying, found: (plan: CellPlan) => Promise<Cell>): void {
  const name = `${plan.feature.name}: ${plan.feature.shows}`;
  const canBeTried = plan.reply !== undefined || bench.adapter.answer !== undefined || refusedUnsent(plan, bench) !== undefined;
  if (!canBeTried) it.todo(`${name} (no reply is recorded: provider-testkit --live --record --only ${cellName(plan)})`);
  else {
    holds(name, async () => {
      const problem = problemOf(await found(plan));
      return problem && sentences([problem]);
    });
  }
}

function conductTests(surface: Surface, { cells, bench }: Replaying): void {
  const conduct = once(() => conductAt(surface, cells, bench));
  for (const rule of CONDUCT_RULES) {
    holds(`${rule}: ${RULES[rule]}`, async () => {
      const broken = (await conduct(surface)).find((each) => each.rule === rule);
      return sentences(problemsOf([], broken ? [broken] : [], []));
    });
  }
}

const RULES: Readonly<Record<Conduct['rule'], string>> = {
  pure: 'what it is given is not changed, and the same is asked for the same',
  odd_calls: 'whatever a caller asks raises faults and nothing else',
  odd_replies: 'whatever a provider answers raises faults and nothing else',
  secrets: 'no fault has a credential in it',
};

function staleness(slug: string, cells: readonly Cell[], file: string): string | undefined {
  if (!existsSync(file)) return `${file} is not there: run provider-testkit to write it`;
  const { providers } = manifestOf({ provider: slug, cells, conduct: [], problems: [] });
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<ReturnType<typeof manifestOf>>;
  return isSame(kept.providers?.[slug], providers[slug]) ? undefined : `${file} is not what was found: run provider-testkit to write it`;
}

const manifestFile = ({ replies, manifest }: ProviderTests): string =>
  manifest === undefined ? join(folderPath(replies), '..', 'capabilities.json') : folderPath(manifest);

const sentences = (problems: readonly Problem[]): string | undefined =>
  problems.length === 0 ? undefined : problems.map(({ place, said, cure }) => `${place}: ${said}. To do: ${cure}.`).join('\n');

/** Each is worked out when it is first asked for, and then kept: a test may be run alone. */
function once<Key extends object, Value>(make: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const kept = new Map<Key, Promise<Value>>();
  return (key) => {
    const made = kept.get(key) ?? make(key);
    kept.set(key, made);
    return made;
  };
}
