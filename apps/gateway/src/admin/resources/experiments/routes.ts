import type { ExperimentQuery, Experiments, ExperimentsQuery, ExperimentView } from '@sluice/contract';
import type { LogFilter, SeenVariant } from '@sluice/store/logs';
import { notFound, refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { placesToSee } from '../../places.ts';
import { route, type AdminRoute, type Asked } from '../../route.ts';
import { shownTime, shownTimeOrNull } from '../../shown-time.ts';
import { experimentReport } from '../../../experiments/report.ts';
import { warningsOf } from '../../../experiments/warnings.ts';
import { filterOf, OF_CALLERS } from '../logs/filter-query.ts';
import { designOf, type Design } from './design.ts';
import { sampleRatioView } from './sample-ratio-view.ts';
import { REPORT, REPORT_QUERY, SEEN, SEEN_QUERY } from './schema.ts';

const TAG = 'Experiments';
const POLICY = { kind: 'scopes', scopes: ['analytics.view'] } as const;

/** The addresses of experiments: what came of the variants of a `split`. */
export const experimentRoutes = (means: AdminMeans): readonly AdminRoute[] => [
  route<unknown, ExperimentsQuery>({
    method: 'GET',
    path: '/experiments',
    summary: 'Experiments that requests were part of, the last seen first',
    tag: TAG,
    policy: POLICY,
    query: SEEN_QUERY,
    reply: SEEN,
    handle: async (asked) => {
      const seen = await means.logs.experiments.seen(await wantedOf(asked, means));
      const names = [...new Set(seen.map(({ experiment }) => experiment))];
      const body: Experiments = { object: 'list', total: names.length, data: names.map((name) => viewOf(name, seen)) };
      return { body: { ...body } };
    },
  }),
  route<unknown, ExperimentQuery>({
    method: 'GET',
    path: '/experiments/:name',
    summary: 'The variants of an experiment, compared',
    tag: TAG,
    policy: POLICY,
    query: REPORT_QUERY,
    reply: REPORT,
    handle: async (asked) => {
      const { query } = asked;
      const name = asked.params['name']!;
      const filter: LogFilter = { ...(await wantedOf(asked, means)), experiments: [name] };
      const design = await designOf(name, query, filter, means);
      const [moments, crossed] = await Promise.all([
        means.logs.experiments.moments(filter, design.units),
        means.logs.experiments.crossed(filter, design.units),
      ]);
      if (moments.length === 0) throw notFound('experiment', name);
      const control = controlAmong(
        moments.map(({ variant }) => variant),
        query.control,
        design.weights,
      );
      const sampleRatio = sampleRatioView(moments, design.weights);
      const mismatch = sampleRatio.verdict === 'mismatch';
      const report = experimentReport({
        name,
        from: shownTimeOrNull(filter.from ?? null),
        to: shownTimeOrNull(filter.to ?? null),
        unit: design.units,
        control,
        moments,
        sampleRatio,
        warnings: warningsOf({ variants: moments, units: design.units, crossed, unseen: design.unseen, mismatch }),
      });
      return { body: { ...report } };
    },
  }),
];

async function wantedOf(
  { principal, query }: Pick<Asked<unknown, ExperimentsQuery>, 'principal' | 'query'>,
  { store }: AdminMeans,
): Promise<LogFilter> {
  const { from, to, workspace_slug: named } = query;
  if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to))
    throw refused('invalid_request', '"from" is not before "to"', 'from', 'invalid_value');
  return {
    sources: OF_CALLERS,
    ...filterOf({ ...query }, await placesToSee(principal, ['analytics.view'], named, store.db)),
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
  };
}

function viewOf(name: string, seen: readonly SeenVariant[]): ExperimentView {
  const variants = seen.filter(({ experiment }) => experiment === name);
  return {
    object: 'experiment',
    name,
    requests: variants.reduce((sum, { requests }) => sum + requests, 0),
    variants: variants
      .map(({ variant, requests }) => ({ variant, requests }))
      .toSorted((left, right) => (left.variant < right.variant ? -1 : 1)),
    first_seen: shownTime(Math.min(...variants.map(({ firstSeen }) => firstSeen))),
    last_seen: shownTime(Math.max(...variants.map(({ lastSeen }) => lastSeen))),
  };
}

/** @throws FaultError `invalid_request` for one that has no requests. */
function controlAmong(variants: readonly string[], asked: string | undefined, weights: Design['weights']): string {
  if (asked !== undefined && !variants.includes(asked))
    throw refused(
      'invalid_request',
      `"control" names "${asked}": there are requests of ${variants.join(', ')}`,
      'control',
      'invalid_value',
    );
  const first = 'reason' in weights ? undefined : [...weights.keys()].find((each) => variants.includes(each));
  return asked ?? variants.find((each) => each === 'control') ?? first ?? variants[0]!;
}
