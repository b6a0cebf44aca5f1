import type { AnalyticsColumnsQuery, AnalyticsGroupQuery, MetadataGroup } from '@sluice/contract';
import type { Group } from '@sluice/store/logs';
import Joi from 'joi';
import { emptyIsAbsent } from '../../empty-is-absent.ts';
import { notFound } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { PAGE } from '../../page.ts';
import { route, type AdminReply, type AdminRoute } from '../../route.ts';
import { shownTime } from '../../shown-time.ts';
import { workspaceSlugs } from '../logs/workspace-slugs.ts';
import { COST, COUNT, MEASURED, UNPRICED } from './graph.ts';
import { columnsNamed, GROUP_NUMBERS } from './group-columns.ts';
import { GROUP_KINDS, groupNumbers, type GroupKind } from './groups.ts';
import { USER } from './graphs-of-users.ts';
import { centsOf, mean } from './numbers.ts';
import { QUESTION, questionOf } from './question.ts';

const TAG = 'Analytics';
const POLICY = { kind: 'scopes', scopes: ['analytics.view'] } as const;
const GROUP = { object: Joi.string().valid('analytics-group').required() };

const listOf = (item: Joi.PartialSchemaMap, isOpen = false) =>
  Joi.object({
    object: Joi.string().valid('list').required(),
    total: COUNT,
    data: Joi.array().items(Joi.object(item).unknown(isOpen)).required(),
  });

/** The addresses of groups: sums by who asked, whom, and with what. Wire spec §19. */
export const groupRoutes = (means: AdminMeans): readonly AdminRoute[] => [
  route<unknown, AnalyticsGroupQuery>({
    method: 'GET',
    path: '/analytics/groups/users',
    summary: 'What each user asked for, those with the most requests first',
    tag: TAG,
    policy: POLICY,
    query: Joi.object({ ...QUESTION, ...emptyIsAbsent(PAGE) }),
    reply: listOf({ user: Joi.string().allow('').required(), requests: COUNT, cost: COST, unpriced_requests: UNPRICED, ...GROUP }),
    handle: async (asked) => {
      const { analytics, filter } = await questionOf(asked, means);
      const { total, groups } = await analytics.metadataGroups(filter, USER, pageOf(asked.query));
      return list(
        total,
        groups.map((group) => ({
          user: group.value,
          requests: group.requests,
          cost: centsOf(group),
          unpriced_requests: group.unpriced,
          object: 'analytics-group',
        })),
      );
    },
  }),
  route<unknown, AnalyticsGroupQuery>({
    method: 'GET',
    path: '/analytics/groups/metadata/:name',
    summary: 'Sums by the values under a metadata name, those with the most requests first',
    tag: TAG,
    policy: POLICY,
    query: Joi.object({ ...QUESTION, ...emptyIsAbsent(PAGE) }),
    reply: listOf({
      metadata_value: Joi.string().allow('').required(),
      requests: COUNT,
      cost: COST,
      unpriced_requests: UNPRICED,
      avg_tokens: MEASURED,
      avg_weighted_feedback: MEASURED,
      requests_with_feedback: COUNT,
      last_seen: Joi.string().isoDate().required(),
      ...GROUP,
    }),
    handle: async (asked) => {
      const { analytics, filter } = await questionOf(asked, means);
      const { total, groups } = await analytics.metadataGroups(filter, asked.params['name']!, pageOf(asked.query));
      return list(
        total,
        groups.map((group): MetadataGroup => ({
          metadata_value: group.value,
          requests: group.requests,
          cost: centsOf(group),
          unpriced_requests: group.unpriced,
          avg_tokens: mean(group.tokens, group.requests),
          avg_weighted_feedback: group.weightedFeedback ?? null,
          requests_with_feedback: group.requestsWithFeedback,
          last_seen: shownTime(group.lastSeen),
          object: 'analytics-group',
        })),
      );
    },
  }),
  route<unknown, AnalyticsColumnsQuery>({
    method: 'GET',
    path: '/analytics/groups/:by',
    summary: `Sums by one of ${Object.keys(GROUP_KINDS).join(', ')}; those with the most requests first`,
    tag: TAG,
    policy: POLICY,
    query: Joi.object({
      ...QUESTION,
      ...emptyIsAbsent(PAGE),
      columns: Joi.string()
        .max(1_000)
        .empty('')
        .description(`Some of ${Object.keys(GROUP_NUMBERS).join(', ')}; default: all`),
      include_total: Joi.boolean().description('The total is always there'),
    }),
    reply: listOf({ ...optional(GROUP_NUMBERS), ...GROUP }, true),
    handle: async (asked) => {
      const { by } = asked.params;
      const kind = Object.hasOwn(GROUP_KINDS, by!) ? GROUP_KINDS[by!]! : undefined;
      if (!kind) throw notFound('group', by!);
      const columns = columnsNamed(asked.query.columns);
      const { analytics, filter } = await questionOf(asked, means);
      const { total, groups } = await analytics.groups(filter, kind.by, pageOf(asked.query));
      const named = await namesOf(groups, kind, means);
      return list(
        total,
        groups.map((group) => ({ [kind.member]: named(group.value), ...chosen(group, columns), object: 'analytics-group' })),
      );
    },
  }),
];

const optional = (schemas: Readonly<Record<string, Joi.Schema>>) =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schema.optional()]));

const pageOf = ({ current_page: page = 0, page_size: size = 100 }: AnalyticsGroupQuery) => ({ offset: page * size, size });

const list = (total: number, data: readonly object[]): AdminReply => ({ body: { object: 'list', total, data } });

const chosen = (group: Group, columns: readonly string[]) =>
  Object.fromEntries(Object.entries(groupNumbers(group)).filter(([name]) => columns.includes(name)));

/** How values are shown: workspaces by their slugs (none is empty), statuses as numbers. */
async function namesOf(groups: readonly Group[], { by }: GroupKind, { store }: AdminMeans): Promise<(value: string) => string | number> {
  if (by === 'status') return Number;
  if (by !== 'workspace') return (value) => value;
  const slugs = await workspaceSlugs(
    groups.map(({ value }) => ({ workspace: value })),
    store.db,
  );
  return (value) => slugs.get(value) ?? value;
}
