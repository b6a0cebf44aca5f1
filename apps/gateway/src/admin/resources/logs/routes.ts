import type { EraseLogsQuery, Log, LogsQuery, LogTailQuery, TellLogQuery, ToldLog } from '@sluice/contract';
import type { LogRecord } from '@sluice/store/logs';
import Joi from 'joi';
import { forbidden, notFound } from '../../admin-fault.ts';
import { emptyIsAbsent } from '../../empty-is-absent.ts';
import { etagOf } from '../../etag.ts';
import type { AdminMeans } from '../../means.ts';
import { workspaceId } from '../../place.ts';
import { everyPlace, placesToSee } from '../../places.ts';
import { may, type Principal } from '../../principal.ts';
import { route, type AdminRoute } from '../../route.ts';
import { entryOfTold } from './entry-of-told.ts';
import { eraseLogs } from './erase.ts';
import { FILTER_QUERY, filterOf, placeNamed } from './filter-query.ts';
import { readTold } from './read-told.ts';
import { SHOWN_LOG, SHOWN_LOG_SUMMARY } from './schema.ts';
import { searching } from './searching.ts';
import { tail } from './tail.ts';
import { TOLD_LOG } from './told-schema.ts';
import { requireTellable } from './told-time.ts';
import { logOf, summaryOf } from './view.ts';
import { workspaceSlugs } from './workspace-slugs.ts';

const TAG = 'Logs';

/** At one go. */
const MOST_TOLD = 1_000;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The addresses of records, but for exports. Wire spec §17. */
export const logRoutes = (means: AdminMeans): readonly AdminRoute[] => [list(means), follow(means), one(means), tell(means), erase(means)];

const list = ({ store, logs }: AdminMeans) =>
  route<unknown, LogsQuery & { readonly page_size: number }>({
    method: 'GET',
    path: '/logs',
    summary: 'Records of requests, the newest first',
    tag: TAG,
    policy: { kind: 'scopes', scopes: ['logs.list'] },
    query: Joi.object(
      emptyIsAbsent({
        ...FILTER_QUERY,
        cursor: Joi.string().max(200).description('"next_cursor" of the page before'),
        page_size: Joi.number().integer().min(1).max(1000).default(100),
      }),
    ),
    reply: Joi.object({
      object: Joi.string().valid('list').required(),
      data: Joi.array().items(SHOWN_LOG_SUMMARY).required(),
      next_cursor: Joi.string().allow(null).required().description('Null at the end'),
    }),
    async handle({ principal, query }) {
      const workspaces = await store.read((db) => placesToSee(principal, ['logs.list'], placeNamed({ ...query }), db));
      const { cursor, page_size: size } = query;
      const filter = filterOf({ ...query }, workspaces);
      const page = await searching(() => logs.search({ filter, size, ...(cursor !== undefined && { after: cursor }) }));
      const slugs = await store.read((db) => workspaceSlugs(page.records, db));
      return {
        body: { object: 'list', data: page.records.map((record) => summaryOf(record, slugs)), next_cursor: page.next ?? null },
      };
    },
  });

const follow = (means: AdminMeans) =>
  route<unknown, LogTailQuery>({
    method: 'GET',
    path: '/logs/tail',
    summary: 'Records as they are written, as server-sent events',
    tag: TAG,
    policy: { kind: 'scopes', scopes: ['logs.list'] },
    query: Joi.object(
      emptyIsAbsent({
        ...FILTER_QUERY,
        seconds: Joi.number().min(0).max(3600).description('It ends by itself after so long; default: after an hour'),
      }),
    ),
    reply: Joi.string(),
    replyType: 'text/event-stream',
    async handle({ principal, query }) {
      const { store } = means;
      const workspaces = await store.read((db) => placesToSee(principal, ['logs.list'], placeNamed({ ...query }), db));
      const filter = filterOf({ ...query }, workspaces);
      const lastsMs = query.seconds === undefined ? undefined : query.seconds * 1000;
      const show = async (records: readonly LogRecord[]) => {
        const slugs = await store.read((db) => workspaceSlugs(records, db));
        return records.map((record) => summaryOf(record, slugs));
      };
      return { write: (response) => searching(() => tail(filter, lastsMs, { ...means, by: principal.actor, show }, response)) };
    },
  });

const one = ({ store, logs }: AdminMeans) =>
  route({
    method: 'GET',
    path: '/logs/:key',
    summary: 'One record, with what was said',
    tag: TAG,
    policy: { kind: 'scopes', scopes: ['logs.view', 'logs.read'] },
    reply: SHOWN_LOG,
    async handle({ principal, params }) {
      const key = params['key']!;
      const found = UUID.test(key) ? await logs.find(key.toLowerCase(), everyPlace(principal, ['logs.view', 'logs.read'])) : undefined;
      if (!found) throw notFound('log', key);
      const { record, bodies } = found;
      const given = await logs.feedbackOn([...new Set([record.trace, record.id])]);
      const feedback = given.filter(({ workspace }) => workspace === null || workspace === record.workspace);
      const slugs = await store.read((db) => workspaceSlugs([record], db));
      const view = logOf(record, { bodies, feedback, slugs }) satisfies Log;
      return { body: { ...view }, etag: etagOf(view) };
    },
  });

const tell = (means: AdminMeans) =>
  route<ToldLog, TellLogQuery>({
    method: 'POST',
    path: '/logs',
    summary: 'Tell of calls that the gateway did not make',
    tag: TAG,
    policy: { kind: 'scopes', scopes: ['logs.write', 'completions.write'] },
    query: Joi.object(emptyIsAbsent({ workspace_id: Joi.string().max(200).description('Id or slug; default: the asker’s own') })),
    body: TOLD_LOG,
    many: MOST_TOLD,
    reply: Joi.string(),
    replyType: 'text/plain',
    async handle({ principal, query, bodies }) {
      const workspace = await placeToTell(principal, query.workspace_id, means);
      const time = { now: means.now(), logAgeMs: means.logAgeMs };
      const told = bodies.map((body, index) => {
        const call = readTold(body, time.now);
        requireTellable(call.at, bodies.length === 1 ? undefined : `[${index}]`, time);
        return entryOfTold(call, { workspace, principal }, means);
      });
      await means.logs.append(told);
      return { text: 'ok' };
    },
  });

const erase = (means: AdminMeans) =>
  route<unknown, EraseLogsQuery>({
    method: 'DELETE',
    path: '/logs',
    summary: 'Erase all records under a metadata value, with what was said and the feedback on them',
    tag: TAG,
    policy: { kind: 'scopes', scopes: ['logs.delete'] },
    query: Joi.object({
      metadata: Joi.string().max(2_000).description('JSON: an object with one name and its value'),
      user: Joi.string().max(500).description('The same as `metadata={"_user": …}`'),
      workspace_id: Joi.string().max(200).description('Of this workspace alone, by id or slug'),
    }),
    reply: Joi.object({ object: Joi.string().valid('log-erasure').required(), records: Joi.number().integer().required() }),
    handle: (asked) => eraseLogs(asked, means),
  });

/**
 * The workspace that told records go to: the one that is named, else the teller's own; null is the organisation itself.
 *
 * @throws FaultError `forbidden`
 */
export async function placeToTell(
  principal: Principal,
  named: string | undefined,
  { store }: Pick<AdminMeans, 'store'>,
): Promise<string | null> {
  const place = named === undefined ? (principal.home ?? null) : await store.read((db) => workspaceId(named, principal, db));
  if (may(principal, 'logs.write', place) || may(principal, 'completions.write', place)) return place;
  throw forbidden(
    'logs.write',
    place === null ? 'without a workspace: name one in "workspace_id"' : `in the workspace "${named ?? place}"`,
  );
}
