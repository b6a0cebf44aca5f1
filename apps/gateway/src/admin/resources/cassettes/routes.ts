import type { StartCassette } from '@sluice/contract';
import Joi from 'joi';
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { joined, type CassetteFiles } from '../../../cassettes/places.ts';
import type { Recording } from '../../../cassettes/recording.ts';
import { forbidden, notFound, refused } from '../../admin-fault.ts';
import { audit } from '../../audit.ts';
import type { AdminMeans } from '../../means.ts';
import { workspaceId } from '../../place.ts';
import { everyPlace, placesFor } from '../../places.ts';
import { PAGE, type Page } from '../../page.ts';
import { may, type Principal } from '../../principal.ts';
import { route, type AdminRoute, type Asked } from '../../route.ts';
import { SHOWN_CASSETTE, START_CASSETTE } from './schema.ts';
import { cassetteView, workspaceOf } from './view.ts';

const PATH = '/cassettes';
const ONE = `${PATH}/:name`;
const TAG = 'Cassettes';
const BASE = { tag: TAG, policy: { kind: 'scopes', scopes: ['logs.export'] } } as const;

/** What was asked, with what its schema puts in where nothing is said. */
type Started = StartCassette & Required<Pick<StartCassette, 'filter' | 'share' | 'most' | 'most_bytes' | 'minutes'>>;

/** The addresses of recorded traffic. docs/cassettes.md */
export function cassetteRoutes({ store, cassettes, now }: AdminMeans): readonly AdminRoute[] {
  const shown = (cassette: CassetteFiles) => cassetteView(cassette, cassettes.leftOut(cassette.name));

  const found = async ({ params, principal }: Pick<Asked, 'params' | 'principal'>, scope: 'logs.export' | 'logs.delete') => {
    const name = params['name']!;
    const cassette = await cassettes.find(name);
    const places = everyPlace(principal, [scope]);
    const workspace = cassette && (await workspaceOf(cassette));
    const isSeen = places === 'all' || (typeof workspace === 'string' && places.includes(workspace));
    if (!cassette || !isSeen) throw notFound('cassette', name);
    return cassette;
  };
  const note = async ({ principal }: Pick<Asked, 'principal'>, verb: string, cassette: CassetteFiles, gone = false) => {
    const view = await shown(cassette);
    await store.write((writing) =>
      audit(writing, principal, {
        action: `cassettes.${verb}`,
        resource: 'cassette',
        id: cassette.name,
        workspaceId: view.workspace_id,
        before: gone ? view : undefined,
        after: gone ? undefined : view,
      }),
    );
    return view;
  };

  return [
    route<Started>({
      ...BASE,
      method: 'POST',
      path: PATH,
      summary: 'Begin to record requests and their answers, with their timing',
      body: START_CASSETTE,
      reply: SHOWN_CASSETTE,
      async handle(asked) {
        const { body, principal } = asked;
        const workspace = await placeOf(body.workspace_id, principal, store);
        const startedAt = now();
        const recording: Recording = {
          // Names are all that players know: that of a workspace's own can be guessed by nobody.
          name: workspace === null ? body.name : `${body.name}-${randomBytes(6).toString('hex')}`,
          workspace,
          filter: body.filter,
          share: body.share,
          most: body.most,
          mostBytes: body.most_bytes,
          startedAt,
          startedBy: principal.actor,
          endsAt: startedAt + body.minutes * 60_000,
        };
        const fault = await cassettes.start(recording);
        if (fault === 'taken')
          throw refused('conflict', `There is a cassette "${recording.name}" already: choose another name`, 'name', 'name_taken');
        if (fault) throw refused('conflict', 'Too many cassettes are being recorded: stop one first', undefined, 'too_many_recordings');
        return { body: { ...(await note(asked, 'record', { name: recording.name, files: [], recording })) } };
      },
    }),
    route<unknown, Page & { readonly workspace_id?: string }>({
      ...BASE,
      method: 'GET',
      path: PATH,
      summary: 'All cassettes that the asker may see, by name',
      query: Joi.object({ ...PAGE, workspace_id: Joi.string() }),
      reply: Joi.object({
        object: Joi.string().valid('list').required(),
        total: Joi.number().integer().required(),
        data: Joi.array().items(SHOWN_CASSETTE).required(),
      }),
      async handle({ principal, query }) {
        const places = await store.read((db) => placesFor(principal, ['logs.export'], query.workspace_id, db));
        const all = await Promise.all(
          (await cassettes.list()).map(async (cassette) => ({ cassette, workspace: await workspaceOf(cassette) })),
        );
        const seen = all.filter(({ workspace }) => places === 'all' || (workspace !== null && places.includes(workspace)));
        const start = query.current_page * query.page_size;
        const page = seen.slice(start, start + query.page_size);
        return { body: { object: 'list', total: seen.length, data: await Promise.all(page.map(({ cassette }) => shown(cassette))) } };
      },
    }),
    route({
      ...BASE,
      method: 'GET',
      path: ONE,
      summary: 'One cassette',
      reply: SHOWN_CASSETTE,
      async handle(asked) {
        return { body: { ...(await shown(await found(asked, 'logs.export'))) } };
      },
    }),
    route({
      ...BASE,
      method: 'POST',
      path: `${ONE}/stop`,
      summary: 'End a recording; requests under way are left out',
      body: Joi.object({}),
      reply: SHOWN_CASSETTE,
      async handle(asked) {
        const { name } = await found(asked, 'logs.export');
        await cassettes.stop(name);
        return { body: { ...(await note(asked, 'stop', await found(asked, 'logs.export'))) } };
      },
    }),
    route({
      ...BASE,
      method: 'GET',
      path: `${ONE}/download`,
      summary: 'The cassette as one file of lines',
      reply: Joi.string().description('A line of JSON each: what it is, then an exchange each'),
      replyType: 'application/x-ndjson',
      async handle(asked) {
        const { name } = await found(asked, 'logs.export');
        await cassettes.flush(name);
        const cassette = await found(asked, 'logs.export');
        await note(asked, 'download', cassette);
        return { write: (response) => sendCassette(cassette, response) };
      },
    }),
    route({
      tag: TAG,
      policy: { kind: 'scopes', scopes: ['logs.delete'] },
      method: 'DELETE',
      path: ONE,
      summary: 'Remove a cassette; one that is being recorded is stopped first',
      reply: Joi.object({}),
      async handle(asked) {
        const cassette = await found(asked, 'logs.delete');
        await note(asked, 'delete', cassette, true);
        await cassettes.remove(cassette);
        return { body: {} };
      },
    }),
  ];
}

/** Whose requests are recorded: of one workspace, or everybody's for whoever may see all. */
async function placeOf(named: string | undefined, principal: Principal, store: AdminMeans['store']): Promise<string | null> {
  const id = named === undefined ? (principal.home ?? null) : await store.read((db) => workspaceId(named, principal, db));
  if (!may(principal, 'logs.export', id))
    throw forbidden('logs.export', id === null ? 'for all workspaces' : `in the workspace "${named ?? id}"`);
  return id;
}

async function sendCassette(cassette: CassetteFiles, response: ServerResponse): Promise<void> {
  response.writeHead(200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': `attachment; filename="${cassette.name}.jsonl"`,
    'cache-control': 'no-store',
  });
  // Whoever has gone in the middle knows it.
  await pipeline(Readable.from(joined(cassette)), response).catch(() => response.destroy());
}
