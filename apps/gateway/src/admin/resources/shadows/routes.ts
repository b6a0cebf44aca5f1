import type { ShadowCapView, ShadowPair, ShadowPairsQuery, ShadowReport, ShadowsQuery, ShadowSummary } from '@sluice/contract';
import type { ShadowPeriod } from '@sluice/core';
import type { LogFilter, LogRecord, LogStore } from '@sluice/store/logs';
import { comparedIn, type ComparedStep } from '../../../comparison/compared-step.ts';
import { periodStart } from '../../../shadow/shadow-period.ts';
import { notFound, refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { placesToSee } from '../../places.ts';
import { route, type AdminRoute, type Asked } from '../../route.ts';
import { shownTime, shownTimeOrNull } from '../../shown-time.ts';
import { cents } from '../logs/cents.ts';
import { searching } from '../logs/searching.ts';
import { comparisonView } from '../replays/comparison-view.ts';
import { reportOfPairs } from './report.ts';
import { PAIRS, PAIRS_QUERY, SHADOW_REPORT, SHADOWS, SHADOWS_QUERY } from './schema.ts';

const TAG = 'Experiments';
const POLICY = { kind: 'scopes', scopes: ['analytics.view'] } as const;

/** Pairs that a report looks at. */
const MOST_PAIRS = 10_000;
const PAGE = 1_000;

/** The addresses of shadows: what came of the copies of requests. */
export const shadowRoutes = (means: AdminMeans): readonly AdminRoute[] => [list(means), one(means), pairs(means)];

const list = (means: AdminMeans) =>
  route<unknown, ShadowsQuery>({
    method: 'GET',
    path: '/shadows',
    summary: 'Shadows that requests were copied to, the last seen first',
    tag: TAG,
    policy: POLICY,
    query: SHADOWS_QUERY,
    reply: SHADOWS,
    async handle(asked) {
      const filter = await filterFor(asked, means);
      const seen = await means.logs.experiments.seen(filter);
      const names = [...new Set(seen.filter(({ variant }) => variant === 'shadow').map(({ experiment }) => experiment))];
      const found: ShadowSummary[] = [];
      for (const name of names) {
        const { total } = await means.logs.analytics.graph({ ...filter, experiments: [name] });
        // A variant of a split may be called that, too.
        if (total.requests === 0) continue;
        const lastSeen = Math.max(...seen.filter(({ experiment }) => experiment === name).map((each) => each.lastSeen));
        found.push({ object: 'shadow', name, copies: total.requests, cost: cents(total.cost)!, last_seen: shownTime(lastSeen) });
      }
      return { body: { object: 'list', total: found.length, data: found } };
    },
  });

const one = (means: AdminMeans) =>
  route<unknown, ShadowsQuery>({
    method: 'GET',
    path: '/shadows/:name',
    summary: 'How the copies of requests differ from the originals',
    tag: TAG,
    policy: POLICY,
    query: SHADOWS_QUERY,
    reply: SHADOW_REPORT,
    async handle(asked) {
      const { logs, now } = means;
      const name = asked.params['name']!;
      const filter: LogFilter = { ...(await filterFor(asked, means)), experiments: [name] };
      const { total } = await logs.analytics.graph(filter);
      if (total.requests === 0) throw notFound('shadow', name);
      const compared = await newestPairs(filter, logs);
      const newest = compared[0];
      const report: ShadowReport = {
        object: 'shadow-report',
        name,
        from: shownTimeOrNull(filter.from ?? null),
        to: shownTimeOrNull(filter.to ?? null),
        copies: total.requests,
        cost: { total: cents(total.cost)!, unpriced: total.unpriced },
        cap: newest?.cap ? await capView(newest.cap, filter, logs, now()) : null,
        share: newest?.share ?? null,
        ...reportOfPairs(compared),
      };
      return { body: { ...report } };
    },
  });

const pairs = (means: AdminMeans) =>
  route<unknown, ShadowPairsQuery & { readonly page_size: number }>({
    method: 'GET',
    path: '/shadows/:name/pairs',
    summary: 'Requests and their copies, the newest first',
    tag: TAG,
    policy: POLICY,
    query: PAIRS_QUERY,
    reply: PAIRS,
    async handle(asked) {
      const { cursor, page_size: size } = asked.query;
      const filter: LogFilter = { ...(await filterFor(asked, means)), experiments: [asked.params['name']!] };
      const page = await searching(() => means.logs.search({ filter, size, ...(cursor !== undefined && { after: cursor }) }));
      return { body: { object: 'list', data: page.records.flatMap(pairOf), next_cursor: page.next ?? null } };
    },
  });

async function filterFor(
  { principal, query: { from, to, workspace_slug: named } }: Pick<Asked<unknown, ShadowsQuery>, 'principal' | 'query'>,
  { store }: AdminMeans,
): Promise<LogFilter> {
  const workspaces = await store.read((db) => placesToSee(principal, ['analytics.view'], named, db));
  if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to))
    throw refused('invalid_request', '"from" is not before "to"', 'from', 'invalid_value');
  return {
    workspaces,
    sources: ['shadow'],
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
  };
}

async function newestPairs(filter: LogFilter, logs: LogStore): Promise<readonly ComparedStep[]> {
  const found: ComparedStep[] = [];
  for (let after: string | undefined; found.length < MOST_PAIRS;) {
    const page = await logs.search({ filter, size: PAGE, ...(after !== undefined && { after }) });
    found.push(...page.records.flatMap((record) => comparedIn(record) ?? []));
    if (page.next === undefined) break;
    after = page.next;
  }
  return found;
}

async function capView(
  { cost, period }: NonNullable<ComparedStep['cap']>,
  { workspaces, experiments, sources }: LogFilter,
  { analytics }: LogStore,
  now: number,
): Promise<ShadowCapView> {
  const from = periodStart(period as ShadowPeriod, now);
  const { total } = await analytics.graph({ workspaces, from, ...(experiments && { experiments }), ...(sources && { sources }) });
  return { cost: cents(cost)!, period: period as ShadowPeriod, spent: cents(total.cost)!, since: shownTime(from) };
}

function pairOf(record: LogRecord): readonly ShadowPair[] {
  const compared = comparedIn(record);
  if (!compared) return [];
  return [
    {
      object: 'shadow-pair',
      original_id: compared.with,
      shadow_id: record.id,
      trace_id: record.trace,
      created_at: shownTime(record.at),
      provider: record.provider ?? null,
      model: record.model ?? null,
      comparison: comparisonView(compared),
    },
  ];
}
