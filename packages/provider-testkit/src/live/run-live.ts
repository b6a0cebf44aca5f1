import { FAULTS, type Fault, type ProviderAdapter } from '@sluice/provider-sdk';
import { cellName, cellsOf, type CellPlan } from '../cells.ts';
import { ask, type Bench } from '../exchange/ask.ts';
import { replaying } from '../exchange/replay.ts';
import { baseOf, replaySettings } from '../exchange/settings.ts';
import type { Outcome } from '../judge/outcome.ts';
import { problemsOf } from '../problems.ts';
import { folderPath, repliesIn, type Folder } from '../replies/folder.ts';
import type { AskedRequest } from '../replies/reply-file.ts';
import type { Cell, Report } from '../report.ts';
import { judged, questionOf, unsent } from '../run-cell.ts';
import { listening } from './network.ts';
import { record, type Recorder } from './record.ts';
import { scrubber } from './scrub.ts';
import { missingIn, wrongKey } from './settings.ts';
import { isNowhere, isOfSettings, isShutOut, shutOut, wayIn } from './shut-out.ts';

/** What a live run is given besides the adapter. */
export interface LiveOptions {
  /** The folder of reply files; read for `kit.json`, and written to where `record` says so. */
  readonly replies?: Folder | undefined;
  /** The operator's own settings. None of their values is ever written. */
  readonly settings: Readonly<Record<string, string>>;
  /** In place of the provider's own address. */
  readonly baseURL?: string | undefined;
  /** Models by surface or by cell. Default: the first of the catalogue that can do it. */
  readonly models?: Readonly<Record<string, string>> | undefined;
  /** Surfaces (`chat`) or cells (`chat/tools`); all where it is empty. */
  readonly only?: readonly string[] | undefined;
  /** Whether answers are written down for replays. Default: no. */
  readonly record?: boolean | undefined;
}

/** As long as the slowest models think. */
const LIMIT_MS = 120_000;

/**
 * Asks a provider itself, one cell after another: it costs what such calls cost.
 *
 * @throws Error with a sentence, where settings are missing or are wrong as the first call shows, or cannot be kept out of a recording.
 */
export async function runLive(adapter: ProviderAdapter, options: LiveOptions): Promise<Report> {
  const { settings, baseURL, models = {}, only = [] } = options;
  const missing = missingIn(adapter, settings, baseURL !== undefined);
  if (missing !== undefined) throw new Error(missing);
  const replies = repliesIn(options.replies);
  const made = replaySettings(adapter, replies.kit.settings);
  const place: Place = {
    live: { adapter, settings, ...baseOf(adapter, settings, baseURL), limitMs: LIMIT_MS },
    dry: { adapter, settings: made, ...baseOf(adapter, made), limitMs: LIMIT_MS },
    recorder:
      options.record && options.replies !== undefined
        ? { folder: folderPath(options.replies), scrubber: scrubber(adapter, settings, made) }
        : undefined,
  };
  const plans = cellsOf(adapter, { replies, models, live: true }).filter(
    (plan) => only.length === 0 || only.includes(plan.surface.operation) || only.includes(cellName(plan)),
  );
  const cells: Cell[] = [];
  let closed: string | undefined;
  let begun = false;
  for (const plan of plans) {
    const { cell, asked, fault }: Tried = closed === undefined ? await tryLive(plan, place) : { cell: untested(plan, closed) };
    if (fault && !begun && isOfSettings(fault)) throw new Error(shutOut(adapter, fault));
    begun ||= asked === true;
    if (fault && isShutOut(fault)) closed = `not asked, for ${fault.message}`;
    cells.push(cell);
  }
  return { provider: adapter.id, cells, conduct: [], problems: problemsOf(cells, [], replies.problems) };
}

interface Place {
  readonly live: Bench;
  /** The same adapter with made-up settings, and nobody behind it. */
  readonly dry: Bench;
  readonly recorder: Recorder | undefined;
}

interface Tried {
  readonly cell: Cell;
  /** Whether anything left the machine. */
  readonly asked?: boolean;
  /** What the provider failed with, where that was not what was asked for. */
  readonly fault?: Fault;
}

async function tryLive(plan: CellPlan, { live, dry, recorder }: Place): Promise<Tried> {
  const { surface, feature, model } = plan;
  if (model === undefined && !surface.bodiless)
    return { cell: untested(plan, `no model is known for it: name one with --model ${surface.operation}=…`) };
  const asked = await askedDry(plan, dry);
  if ('outcome' in asked) return { cell: unsent(plan, dry, asked.outcome) };
  const network = listening(live.base, globalThis.fetch);
  const bench = feature.wrong === 'key' ? { ...live, settings: wrongKey(live.adapter, live.settings) } : live;
  const outcome = await ask(bench, questionOf(plan), network.fetch);
  // Whoever asks with a wrong key or model is to be refused.
  const fault = outcome.kind === 'fault' && (!feature.wrong || isNowhere(outcome.fault)) ? outcome.fault : undefined;
  const cure = fault && wayIn(fault, live.adapter);
  const cell = { ...judged(plan, live, outcome), ...(cure !== undefined && { cure }) };
  const found: Tried = { cell, asked: true, ...(fault && { fault }) };
  if (!recorder || (fault && isShutOut(fault))) return found;
  // What may go well the next time is nothing to keep.
  if (outcome.kind === 'hung' || (outcome.kind === 'fault' && FAULTS[outcome.fault.kind].retry)) return found;
  const answer = await network.answer();
  const unwritten = answer && record(plan, asked.request, answer, recorder);
  if (unwritten === undefined) return found;
  return { ...found, cell: { ...cell, status: 'failed', why: unwritten, cure: 'ask with another key or model' } };
}

/** What would be asked with settings that are nobody's. */
async function askedDry(plan: CellPlan, dry: Bench): Promise<{ readonly request: AskedRequest } | { readonly outcome: Outcome }> {
  const network = replaying({ status: 200, headers: { 'content-type': 'application/json' }, body: {} }, dry.base, Infinity);
  const outcome = await ask(dry, questionOf(plan), network.fetch);
  const [request] = network.asked;
  return request ? { request } : { outcome };
}

function untested({ surface, feature }: CellPlan, why: string): Cell {
  return { surface: surface.operation, feature: feature.name, status: 'untested', why };
}
