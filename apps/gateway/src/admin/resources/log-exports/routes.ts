import { EXPORT_FIELDS, type CreateLogExport, type LogExportFileQuery, type UpdateLogExport } from '@sluice/contract';
import type { ExportRow } from '@sluice/store/logs';
import Joi from 'joi';
import { emptyIsAbsent } from '../../empty-is-absent.ts';
import { forbidden, notFound, refused } from '../../admin-fault.ts';
import { audit } from '../../audit.ts';
import { etagOf, requireUnchanged } from '../../etag.ts';
import type { AdminMeans } from '../../means.ts';
import { ORGANISATION } from '../../organisation-members.ts';
import { PAGE, type Page } from '../../page.ts';
import { workspaceId } from '../../place.ts';
import { everyPlace, placesFor } from '../../places.ts';
import { may, type Principal } from '../../principal.ts';
import { route, type AdminRoute, type Asked } from '../../route.ts';
import { placeNamed } from '../logs/filter-query.ts';
import { searching } from '../logs/searching.ts';
import { FILES_KEPT_MS, removeExportFile } from './export-files.ts';
import { ExportJobs } from './export-jobs.ts';
import { makeRoom } from './make-room.ts';
import { CREATE_EXPORT, MADE_EXPORT, NO_WORDS, SHOWN_EXPORT, TOLD_EXPORT, UPDATE_EXPORT } from './schema.ts';
import { sendFile } from './send-file.ts';
import { requireSigned, signedAddress } from './signed-address.ts';
import { exportView } from './view.ts';
import { checkFilters, wantedBy } from './wanted-records.ts';

const PATH = '/logs/exports';
const ONE = `${PATH}/:key`;
const BASE = { tag: 'Log exports', policy: { kind: 'scopes', scopes: ['logs.export'] } } as const;
const WHERE = Joi.object(emptyIsAbsent({ workspace_id: Joi.string(), ...ORGANISATION }));

/** The addresses of exports of records. Wire spec §17.4. */
export function logExportRoutes(means: AdminMeans): readonly AdminRoute[] {
  const jobs = new ExportJobs(means);
  const { store, logs, now } = means;

  const found = async ({
    params,
    principal,
    query,
  }: Pick<Asked<unknown, unknown>, 'params' | 'principal' | 'query'>): Promise<ExportRow> => {
    const key = params['key']!;
    const row = await logs.findExport(key);
    const places = everyPlace(principal, ['logs.export']);
    const named = (query as { readonly workspace_id?: string }).workspace_id;
    const isThere = row && (places === 'all' || (row.workspace !== null && places.includes(row.workspace)));
    if (!isThere) throw notFound('export', key);
    if (named !== undefined && row.workspace !== (await store.read((db) => workspaceId(named, principal, db))))
      throw notFound('export', key);
    return jobs.judged(row);
  };
  const note = ({ principal }: Pick<Asked, 'principal'>, verb: string, row: ExportRow, before?: ExportRow) =>
    store.write((writing) =>
      audit(writing, principal, {
        action: `logs.export.${verb}`,
        resource: 'export',
        id: row.id,
        workspaceId: row.workspace,
        before: before && exportView(before),
        after: exportView(row),
      }),
    );
  const counted = async (row: ExportRow) => {
    const { filter, skip, most } = wantedBy(row);
    const there = await searching(() => logs.count(filter, skip + most));
    return { id: row.id, total: Math.max(0, there - skip), object: 'export' };
  };

  return [
    route<CreateLogExport>({
      ...BASE,
      method: 'POST',
      path: PATH,
      summary: 'Make an export of records, as a draft',
      body: CREATE_EXPORT,
      reply: MADE_EXPORT,
      async handle(asked) {
        const { body, principal } = asked;
        const filters = checkFilters(body.filters);
        const row: ExportRow = {
          id: crypto.randomUUID(),
          workspace: await placeOf(body.workspace_id ?? placeNamed(filters), principal, means),
          filters,
          requested: body.requested_data ?? EXPORT_FIELDS,
          format: body.format ?? 'jsonl',
          description: body.description ?? '',
          status: 'draft',
          total: 0,
          reason: null,
          createdBy: principal.actor,
          createdAt: now(),
          updatedAt: now(),
        };
        const reply = await counted(row);
        await makeRoom(row.workspace, means);
        await logs.saveExport(row);
        await note(asked, 'create', row);
        return { body: reply };
      },
    }),
    route<unknown, Page & { readonly workspace_id?: string }>({
      ...BASE,
      method: 'GET',
      path: PATH,
      summary: 'All exports that the asker may see, the newest first',
      query: Joi.object(emptyIsAbsent({ ...PAGE, workspace_id: Joi.string() })),
      reply: Joi.object({
        object: Joi.string().valid('list').required(),
        total: Joi.number().integer().required(),
        data: Joi.array().items(SHOWN_EXPORT).required(),
      }),
      async handle({ principal, query }) {
        const places = await store.read((db) => placesFor(principal, ['logs.export'], query.workspace_id, db));
        const { total, rows } = await logs.listExports(places, { offset: query.current_page * query.page_size, size: query.page_size });
        return { body: { object: 'list', total, data: (await Promise.all(rows.map((row) => jobs.judged(row)))).map(exportView) } };
      },
    }),
    route({
      ...BASE,
      method: 'GET',
      path: ONE,
      summary: 'One export',
      query: WHERE,
      reply: SHOWN_EXPORT,
      async handle(asked) {
        const view = exportView(await found(asked));
        return { body: { ...view }, etag: etagOf(view) };
      },
    }),
    route<UpdateLogExport>({
      ...BASE,
      method: 'PUT',
      path: ONE,
      summary: 'Change an export, which is a draft again by that',
      query: WHERE,
      body: UPDATE_EXPORT,
      reply: MADE_EXPORT,
      async handle(asked) {
        const { body } = asked;
        const before = await found(asked);
        requireUnchanged(asked.ifMatch, exportView(before));
        const change = {
          ...(body.filters !== undefined && { filters: checkFilters(body.filters) }),
          ...(body.requested_data !== undefined && { requested: body.requested_data ?? EXPORT_FIELDS }),
          ...(body.format !== undefined && { format: body.format ?? 'jsonl' }),
          ...(body.description !== undefined && { description: body.description ?? '' }),
          status: 'draft',
          total: 0,
          reason: null,
          updatedAt: now(),
        } as const;
        const row = { ...before, ...change };
        const reply = await counted(row);
        if (!(await logs.changeExport(row.id, ['draft', 'failed', 'stopped', 'success'], change))) throw busy(row.id);
        await removeExportFile(means.exportsDir, row.id);
        await note(asked, 'update', row, before);
        return { body: reply, etag: etagOf(exportView(row)) };
      },
    }),
    route({
      ...BASE,
      method: 'POST',
      path: `${ONE}/start`,
      summary: 'Have an export written',
      body: NO_WORDS,
      reply: TOLD_EXPORT,
      async handle(asked) {
        const row = await found(asked);
        await note(asked, 'start', row);
        await jobs.start(row, asked.principal.actor);
        return { body: { message: `The export ${row.id} is being written`, object: 'export' } };
      },
    }),
    route({
      ...BASE,
      method: 'POST',
      path: `${ONE}/cancel`,
      summary: 'Have an export written no further',
      body: NO_WORDS,
      reply: TOLD_EXPORT,
      async handle(asked) {
        const row = await found(asked);
        if (!(await logs.changeExport(row.id, ['draft', 'in_progress'], { status: 'stopped', updatedAt: now() })))
          throw refused('conflict', `The export "${row.id}" is not being written: it is ${row.status}`, undefined, 'not_in_progress');
        await note(asked, 'cancel', { ...row, status: 'stopped' }, row);
        return { body: { message: `The export ${row.id} is stopped`, object: 'export' } };
      },
    }),
    route({
      ...BASE,
      method: 'GET',
      path: `${ONE}/download`,
      summary: 'Where the file of an export can be fetched, for ten minutes',
      reply: Joi.object({ signed_url: Joi.string().required() }),
      async handle(asked) {
        const row = await found(asked);
        requireFinished(row, now());
        return { body: { signed_url: signedAddress(row.id, { baseURL: asked.baseURL, now: now(), hash: means.hash }) } };
      },
    }),
    route<unknown, LogExportFileQuery>({
      method: 'GET',
      path: `${ONE}/file`,
      summary: 'The file of an export',
      tag: BASE.tag,
      policy: { kind: 'public', why: 'the address is signed, and given to whoever may have the file' },
      query: Joi.object({ expires: Joi.number().integer().required(), signature: Joi.string().max(200).required() }),
      reply: Joi.string(),
      replyType: 'application/x-ndjson',
      async handle({ params, query }) {
        const key = params['key']!;
        requireSigned(key, query, { now: now(), hash: means.hash });
        const row = await logs.findExport(key);
        if (!row) throw notFound('export', key);
        requireFinished(row, now());
        return { write: (response) => sendFile(row, means, response) };
      },
    }),
  ];
}

/** @throws FaultError `conflict` where there is no file, `not_found` where it is gone. */
function requireFinished({ id, status, reason, updatedAt }: ExportRow, nowMs: number): void {
  if (status !== 'success')
    throw refused(
      'conflict',
      `The export "${id}" has no file: it is ${status}${reason === null ? '' : ` (${reason})`}`,
      undefined,
      'not_finished',
    );
  if (updatedAt < nowMs - FILES_KEPT_MS)
    throw refused('not_found', `The file of the export "${id}" was kept for seven days: start it again`, undefined, 'expired');
}

const busy = (id: string) => refused('conflict', `The export "${id}" is being written: cancel it first`, undefined, 'in_progress');

/** The workspace whose records an export holds; null: all there are. @throws FaultError `forbidden` */
async function placeOf(named: string | undefined, principal: Principal, { store }: Pick<AdminMeans, 'store'>): Promise<string | null> {
  const place = named === undefined ? (principal.home ?? null) : await store.read((db) => workspaceId(named, principal, db));
  if (may(principal, 'logs.export', place)) return place;
  throw forbidden(
    'logs.export',
    place === null ? 'for all workspaces: name one in "workspace_id"' : `in the workspace "${named ?? place}"`,
  );
}
