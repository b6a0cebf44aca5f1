import type { Fields, ProviderAdapter } from '@sluice/provider-sdk';
import { cellsOf, surfacesOf, type CellPlan } from './cells.ts';
import { conductAt } from './conduct/index.ts';
import type { Bench } from './exchange/ask.ts';
import { baseOf, replaySettings } from './exchange/settings.ts';
import { problemsOf } from './problems.ts';
import { repliesIn, type Folder, type Replies } from './replies/folder.ts';
import type { Report } from './report.ts';
import { runCell } from './run-cell.ts';

/** What a run is given besides the adapter. */
export interface KitOptions {
  /** The folder of reply files; without it only what needs no reply is tried. */
  readonly replies?: Folder | undefined;
  /** Settings of the right form, where those that the kit makes up are refused. They go before those of `replies/kit.json`. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
  /** Models by surface (`embeddings`) or by cell (`chat/vision`). Default: what each reply was recorded with, then the catalogue's. */
  readonly models?: Readonly<Record<string, string>> | undefined;
}

/** A replay before it is run: the bench that adapters stand on, and all that will be asked of one. */
export interface Replaying {
  readonly bench: Bench;
  readonly replies: Replies;
  readonly cells: readonly CellPlan[];
}

/** How long one answer may take where nothing is further away than this process. */
const LIMIT_MS = 10_000;

/** Makes ready for a replay; reads files, asks nothing. */
export function prepareReplay(adapter: ProviderAdapter, { replies: folder, settings: given, models = {} }: KitOptions): Replaying {
  const replies = repliesIn(folder);
  const settings = replaySettings(adapter, { ...replies.kit.settings, ...given });
  const bench = { adapter, settings, ...baseOf(adapter, settings), limitMs: LIMIT_MS };
  return { bench, replies, cells: cellsOf(adapter, { replies, models, live: false }) };
}

/** Tries all that a provider has, by its recorded replies, and how it behaves whatever it is asked. Nothing leaves the machine. */
export async function runKit<F extends Fields>(given: ProviderAdapter<F>, options: KitOptions = {}): Promise<Report> {
  // The kit makes up settings by the fields' declarations, whatever their names are.
  const adapter = given as unknown as ProviderAdapter;
  const { bench, replies, cells: plans } = prepareReplay(adapter, options);
  const cells = [];
  for (const plan of plans) cells.push(await runCell(plan, bench));
  const conduct = [];
  for (const surface of surfacesOf(adapter)) conduct.push(...(await conductAt(surface, plans, bench)));
  return { provider: adapter.id, cells, conduct, problems: problemsOf(cells, conduct, replies.problems) };
}
