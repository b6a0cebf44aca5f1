import type { DryRun, DryRunAnswerer, DryRunReport } from '@sluice/contract';
import type { LogFilter, LogRecord } from '@sluice/store/logs';
import Joi from 'joi';
import { setImmediate as turn } from 'node:timers/promises';
import type { Answerer, Judged, NotJudged } from '../../../dry-run/dry-run.ts';
import { tallyOf, type Move, type Tally } from '../../../dry-run/tally.ts';
import { WHY_NOT } from '../../../replay/stored-call.ts';
import { refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { everyPlace, placesToSee } from '../../places.ts';
import { may, type Principal } from '../../principal.ts';
import { route, type AdminRoute } from '../../route.ts';
import { cents } from '../logs/cents.ts';
import { FILTER_BODY, filterOf, placeNamed } from '../logs/filter-query.ts';
import { searching } from '../logs/searching.ts';
import { lessDust } from '../replays/comparison-view.ts';
import { DRY_RUN_REPORT } from './schema.ts';

const MOST = 1_000;
const USUAL = 100;

/** Bodies that are in memory at once. */
const AT_ONCE = 50;

/** How long the process is kept from its requests at a time. */
const SLICE_MS = 2;

const SCOPES = ['logs.view', 'logs.read'] as const;

/** `POST /v1/route/dry-run` */
export const dryRunRoutes = (means: AdminMeans): readonly AdminRoute[] => [
  route<DryRun & { readonly limit: number }>({
    method: 'POST',
    path: '/route/dry-run',
    summary: 'Say where requests of the log would go by a draft of a config, calling nobody',
    tag: 'Routing',
    policy: { kind: 'scopes', scopes: ['completions.write'] },
    body: Joi.object({
      config: Joi.alternatives(Joi.string().max(100_000), Joi.object()).required().description('The draft, or the slug of a saved config'),
      filter: Joi.object(FILTER_BODY).description('As searches of logs have it; lists may be arrays'),
      ids: Joi.array().items(Joi.string().max(100)).min(1).max(MOST).description('These records, in place of a filter'),
      limit: Joi.number().integer().min(1).max(MOST).default(USUAL),
    }).oxor('filter', 'ids'),
    reply: DRY_RUN_REPORT,
    async handle({ principal, body }) {
      const config = typeof body.config === 'string' ? body.config : JSON.stringify(body.config);
      const records = await recordsFor(principal, body, means);
      const judged: Judged[] = [];
      for (let from = 0; from < records.length; from += AT_ONCE) {
        const some = records.slice(from, from + AT_ONCE);
        judged.push(...(await judgeAll(some, { principal, config }, means)));
      }
      const flaw = flawIn(judged);
      if (flaw !== undefined) throw refused('invalid_request', flaw, 'config', 'invalid_config');
      return { body: { ...reportOf(judged) } };
    },
  }),
];

/** @throws FaultError `forbidden` */
async function recordsFor(
  principal: Principal,
  { filter = {}, ids, limit }: DryRun & { readonly limit: number },
  { store, logs }: AdminMeans,
): Promise<readonly LogRecord[]> {
  const given = { ...filter };
  const named = placeNamed(given);
  const workspaces =
    named === undefined ? everyPlace(principal, SCOPES) : await store.read((db) => placesToSee(principal, [...SCOPES], named, db));
  const wanted: LogFilter = ids ? { workspaces, ids: ids.map((id) => id.toLowerCase()) } : filterOf(given, workspaces);
  const { records } = await searching(() => logs.search({ filter: wanted, size: ids ? MOST : limit }));
  return records.filter(({ workspace }) => may(principal, 'completions.write', workspace));
}

async function judgeAll(
  records: readonly LogRecord[],
  { principal, config }: { readonly principal: Principal; readonly config: string },
  { logs, again }: AdminMeans,
): Promise<readonly Judged[]> {
  const bodies = await logs.bodies(records.map(({ id }) => id));
  const judged: Judged[] = [];
  let began = performance.now();
  for (const [index, record] of records.entries()) {
    judged.push(await again.judge({ record, bodies: bodies[index], config, caller: again.callerFor(principal, record.workspace) }));
    if (performance.now() - began < SLICE_MS) continue;
    await turn();
    began = performance.now();
  }
  return judged;
}

/** Why no request can follow a draft: said once, it says more than a count of refusals. */
function flawIn(judged: readonly Judged[]): string | undefined {
  const messages = judged.flatMap((each) => (each.ok ? [undefined] : each.reason === 'refused' ? [each.message] : []));
  return messages.every((message) => message === messages[0]) ? messages[0] : undefined;
}

function reportOf(all: readonly Judged[]): DryRunReport {
  const tally = tallyOf(all);
  return {
    object: 'route.dry-run',
    judged: tally.judged,
    moved: tally.moved,
    moves: tally.moves.map(({ from, to, requests }) => ({ from: sideView(from), to: sideView(to), requests })),
    targets: [...tally.targets].map(([target, requests]) => ({ target, requests })),
    cost: costView(tally.cost),
    not_judged: [...tally.notJudged].map(([reason, requests]) => ({ reason, message: wordsFor(reason, all), requests })),
    data: all.flatMap((each) => {
      if (!each.ok) return [];
      const { id, before, after, why } = each;
      const moves = before.provider !== after.provider || before.model !== after.model;
      return [{ id, answered: answererView(before), would: answererView(after), moves, why }];
    }),
  };
}

const sideView = ({ provider, model }: Move['from']) => ({ provider: provider ?? null, model: model ?? null });

const answererView = ({ target, provider, model, virtualKey, cost }: Answerer): DryRunAnswerer => ({
  target: target ?? null,
  provider: provider ?? null,
  model: model ?? null,
  virtual_key: virtualKey ?? null,
  cost: cents(cost),
});

const costView = ({ requests, before, after, unknown }: Tally['cost']): DryRunReport['cost'] => ({
  requests,
  before: lessDust(before * 100),
  after: lessDust(after * 100),
  difference: lessDust((after - before) * 100),
  unknown,
});

/** Of refusals, the first is told: others may be others. */
function wordsFor(reason: NotJudged, all: readonly Judged[]): string {
  if (reason !== 'refused') return WHY_NOT[reason];
  const first = all.find((each) => !each.ok && each.message !== undefined);
  return (first && !first.ok && first.message) || 'it would be refused';
}
