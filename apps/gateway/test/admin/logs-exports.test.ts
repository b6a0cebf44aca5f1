import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogEntry } from '@sluice/store/logs';
import type { AdminRoute } from '../../src/admin/route.ts';
import { logExportRoutes } from '../../src/admin/resources/log-exports/routes.ts';
import { logRoutes } from '../../src/admin/resources/logs/routes.ts';
import { entry } from './logs-support.ts';
import { mismatch, startAdmin, type AdminAnswer, type AdminStage } from './support.ts';

let stage: AdminStage;
let routes: readonly AdminRoute[];
let elsewhere: string;
beforeAll(async () => {
  stage = await startAdmin({ routes: (means) => (routes = [...logExportRoutes(means), ...logRoutes(means)]) });
  elsewhere = await stage.addWorkspace('elsewhere');
});
afterAll(() => stage?.stop());

const EXPORTS = '/logs/exports';
const replyOf = (method: string, path: string) => routes.find((route) => route.method === method && route.path === path)!.reply as never;
const keep = (changes: readonly Partial<LogEntry>[]) => stage.logs.append(changes.map((change) => entry(change)));
const made = async (body: object) => String((await stage.ask('POST', EXPORTS, body)).body['id']);
const shown = async (id: string) => (await stage.ask('GET', `${EXPORTS}/${id}`)).body;

async function finished(id: string): Promise<AdminAnswer['body']> {
  for (;;) {
    const body = await shown(id);
    if (body['status'] !== 'in_progress') return body;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Started anew, as soon as nobody writes it any more. */
async function again(id: string): Promise<AdminAnswer['body']> {
  while ((await stage.ask('POST', `${EXPORTS}/${id}/start`)).status === 409) await new Promise((resolve) => setTimeout(resolve, 10));
  return finished(id);
}

async function download(id: string) {
  const { body } = await stage.ask('GET', `${EXPORTS}/${id}/download`);
  const response = await fetch(String(body['signed_url']));
  return { response, text: await response.text() };
}

async function written(body: object) {
  const id = await made(body);
  await stage.ask('POST', `${EXPORTS}/${id}/start`);
  expect(await finished(id)).toMatchObject({ status: 'success' });
  return { id, ...(await download(id)) };
}

describe('an export', () => {
  it('is made, read, changed, listed, written and fetched without a key', async () => {
    await keep([
      { trace: 'exported', workspace: stage.workspaceId, model: 'm-9' },
      { trace: 'exported', workspace: stage.workspaceId, at: Date.now() - 5_000 },
      { trace: 'not-exported' },
    ]);

    const created = await stage.ask('POST', EXPORTS, {
      workspace_id: 'default',
      filters: { trace_id: ['not-exported'], cost_min: '0.01' },
      requested_data: ['id'],
      description: 'for a test',
    });
    const id = String(created.body['id']);
    const changed = await stage.ask('PUT', `${EXPORTS}/${id}`, {
      exportId: id,
      filters: { trace_id: 'exported', ai_model: ['m-1', 'm-9'] },
      requested_data: ['id', 'trace_id', 'ai_model', 'cost', 'metadata', 'request'],
    });
    const draft = await stage.ask('GET', `${EXPORTS}/${id}`);
    const list = await stage.ask('GET', `${EXPORTS}?workspace_id=default`);
    expect((await stage.ask('GET', `${EXPORTS}?workspace_id=&page_size=`)).body['total']).toBeGreaterThanOrEqual(
      list.body['total'] as number,
    );
    const started = await stage.ask('POST', `${EXPORTS}/${id}/start`, { exportId: id });
    const done = await finished(id);
    const { response, text } = await download(id);

    expect([created, changed].map(({ body }) => body)).toEqual([
      { id, total: 0, object: 'export' },
      { id, total: 2, object: 'export' },
    ]);
    expect(mismatch(replyOf('POST', EXPORTS), created)).toBeUndefined();
    expect(mismatch(replyOf('GET', `${EXPORTS}/:key`), draft)).toBeUndefined();
    expect(mismatch(replyOf('GET', EXPORTS), list)).toBeUndefined();
    expect(mismatch(replyOf('POST', `${EXPORTS}/:key/start`), started)).toBeUndefined();
    expect(draft.body).toMatchObject({ status: 'draft', workspace_id: stage.workspaceId, description: 'for a test', format: 'jsonl' });
    expect(list.body).toMatchObject({ total: 1, data: [{ id }] });
    expect(done).toMatchObject({ status: 'success', total_records: 2, reason: null });
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { trace_id: 'exported', ai_model: 'm-9', cost: 0.03, metadata: { _user: 'ada' }, request: { body: { model: 'm-1' } } },
      { trace_id: 'exported', ai_model: 'm-1' },
    ]);
    expect(lines.map((line) => Object.keys(line))).toEqual(Array(2).fill(['id', 'trace_id', 'ai_model', 'cost', 'metadata', 'request']));
  });

  it('is a table where that is asked for, in which nothing is a formula', async () => {
    await keep([{ trace: 'tabled', model: '=HYPERLINK("http://x")', prompt: 'a "quoted", thing', metadata: { a: '1' }, cost: undefined }]);

    const { response, text } = await written({
      filters: { trace_id: 'tabled' },
      format: 'csv',
      requested_data: ['ai_model', 'prompt_slug', 'metadata', 'cost', 'is_success'],
    });

    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(text).toBe(
      'ai_model,prompt_slug,metadata,cost,is_success\r\n"\'=HYPERLINK(""http://x"")","a ""quoted"", thing","{""a"":""1""}",,true\r\n',
    );
  });

  it('holds all that there is of a record where nobody says what, and no more records than are wanted', async () => {
    await keep(Array.from({ length: 30 }, (_, index) => ({ trace: 'paged', at: Date.now() - index * 1_000 })));

    const { text } = await written({ filters: { trace_id: 'paged', page_size: 12, current_page: 1 }, requested_data: null });

    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(12);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(12);
    expect(Object.keys(lines[0]!)).toHaveLength(20);
    expect(lines.map(({ created_at: at }) => at)).toEqual(
      lines
        .map(({ created_at: at }) => at)
        .toSorted()
        .toReversed(),
    );
  });

  it('is readable by nobody else on the machine, and made again from the store where this machine has no file of it', async () => {
    await keep([{ trace: 'remade' }, { trace: 'remade' }]);
    const { id, text } = await written({ filters: { trace_id: 'remade' } });
    const file = readdirSync(stage.exportsDir).find((name) => name.startsWith(id))!;
    const mode = statSync(join(stage.exportsDir, file)).mode & 0o777;

    rmSync(join(stage.exportsDir, file));
    await keep([{ trace: 'remade', at: Date.now() + 60_000 }]);
    const again = await download(id);

    expect(mode).toBe(0o600);
    expect(text.trimEnd().split('\n')).toHaveLength(2);
    expect(again.text).toBe(text);
  });

  it('is fetched by its signed address alone, as long as that is valid', async () => {
    const { id } = await written({ filters: { trace_id: 'nothing' } });
    const { body } = await stage.ask('GET', `${EXPORTS}/${id}/download`);
    const address = new URL(String(body['signed_url']));
    const statusAt = async (change: (url: URL) => void) => {
      const url = new URL(address);
      change(url);
      return (await fetch(url)).status;
    };

    expect(address.origin).toBe(new URL(stage.url).origin);
    expect(Number(address.searchParams.get('expires')) - Date.now()).toBeGreaterThan(9 * 60_000);
    expect(Number(address.searchParams.get('expires')) - Date.now()).toBeLessThanOrEqual(10 * 60_000);
    expect(await statusAt(() => {})).toBe(200);
    expect(await statusAt((url) => url.searchParams.set('expires', String(Date.now() + 99 * 60_000)))).toBe(403);
    expect(await statusAt((url) => url.searchParams.set('signature', 'x'.repeat(43)))).toBe(403);
    expect(await statusAt((url) => url.searchParams.delete('signature'))).toBe(400);
    expect(await statusAt((url) => (url.pathname = url.pathname.replace(id, crypto.randomUUID())))).toBe(403);
  });

  it('has no file before it is written, nor after it was stopped', async () => {
    const id = await made({ filters: {} });

    const early = await stage.ask('GET', `${EXPORTS}/${id}/download`);
    const cancelled = await stage.ask('POST', `${EXPORTS}/${id}/cancel`);
    const late = await stage.ask('GET', `${EXPORTS}/${id}/download`);
    const again = await stage.ask('POST', `${EXPORTS}/${id}/cancel`);

    expect([early.status, cancelled.status, late.status, again.status]).toEqual([409, 200, 409, 409]);
    expect(await shown(id)).toMatchObject({ status: 'stopped' });
  });

  it('is written no further once somebody has cancelled it, in whatever process', async () => {
    await keep(Array.from({ length: 60 }, () => ({ trace: 'cancelled' })));
    const id = await made({ filters: { trace_id: 'cancelled' } });
    await stage.ask('POST', `${EXPORTS}/${id}/start`);

    await stage.logs.changeExport(id, ['in_progress'], { status: 'stopped', updatedAt: Date.now() });

    // The one that writes it hears of it, and does not call it done.
    await new Promise((resolve) => setImmediate(resolve));
    expect(await finished(id)).toMatchObject({ status: 'stopped' });
    expect((await stage.ask('GET', `${EXPORTS}/${id}/download`)).status).toBe(409);
  });

  it('has failed where the process that wrote it is gone, and can be started again', async () => {
    const id = await made({ filters: { trace_id: 'nothing' } });
    await stage.logs.changeExport(id, ['draft'], { status: 'in_progress', updatedAt: Date.now() - 61_000 });

    const before = await shown(id);
    await stage.ask('POST', `${EXPORTS}/${id}/start`);

    expect(before).toMatchObject({ status: 'failed', reason: expect.stringContaining('start it again') });
    expect(await finished(id)).toMatchObject({ status: 'success', reason: null });
  });

  it('is started once at a time, and not changed while it is written', async () => {
    const id = await made({ filters: {} });
    await stage.logs.changeExport(id, ['draft'], { status: 'in_progress', updatedAt: Date.now() });

    const started = await stage.ask('POST', `${EXPORTS}/${id}/start`);
    const changed = await stage.ask('PUT', `${EXPORTS}/${id}`, { description: 'x' });

    expect([started.status, changed.status]).toEqual([409, 409]);
  });

  it('loses its file after a week, and says so', async () => {
    const { id } = await written({ filters: { trace_id: 'nothing' } });
    const old = Date.now() - 8 * 24 * 60 * 60 * 1000;
    const file = join(
      stage.exportsDir,
      readdirSync(stage.exportsDir).find((name) => name.startsWith(id))!,
    );
    utimesSync(file, old / 1000, old / 1000);
    await stage.logs.changeExport(id, ['success'], { updatedAt: old });

    const { status, body } = await stage.ask('GET', `${EXPORTS}/${id}/download`);
    await written({ filters: { trace_id: 'nothing' } });

    expect(status).toBe(404);
    expect(body.error?.message).toContain('start it again');
    expect(readdirSync(stage.exportsDir).filter((name) => name.startsWith(id))).toEqual([]);
  });

  it('loses its file when something is erased that it may hold', async () => {
    await keep([
      { trace: 'half-erased', metadata: { _user: 'leaver' } },
      { trace: 'half-erased', metadata: { _user: 'stayer' } },
    ]);
    const { id, text } = await written({ filters: { trace_id: 'half-erased' }, requested_data: ['metadata'] });

    await stage.ask('DELETE', '/logs?user=leaver');

    expect(text).toContain('leaver');
    expect((await download(id)).text).toBe('{"metadata":{"_user":"stayer"}}\n');
  });

  it('keeps its file when another workspace erases, also while it is written', async () => {
    const neighbour = await stage.addWorkspace('neighbour');
    await keep([{ trace: 'erased-elsewhere', workspace: neighbour, metadata: { _user: 'leaver' } }]);
    const body = { filters: { trace_id: 'erased-elsewhere' } };
    const [theirs, theirsRunning, oursRunning] = [
      await made({ ...body, workspace_id: 'neighbour' }),
      crypto.randomUUID(),
      await made(body),
    ];
    await stage.ask('POST', `${EXPORTS}/${theirs}/start`);
    await finished(theirs);
    await stage.logs.saveExport({
      ...(await stage.logs.findExport(theirs))!,
      id: theirsRunning,
      status: 'in_progress',
      updatedAt: Date.now(),
    });
    await stage.logs.changeExport(oursRunning, ['draft'], { status: 'in_progress', updatedAt: Date.now() });
    mkdirSync(stage.exportsDir, { recursive: true });
    for (const id of [theirsRunning, oursRunning]) writeFileSync(join(stage.exportsDir, `${id}.lines.0a.part`), 'x');
    const admin = stage.someone('eraser of one workspace', ['logs.delete'], stage.workspaceId);
    const idsOfFiles = () => readdirSync(stage.exportsDir).map((name) => name.slice(0, theirs.length));

    const erased = await stage.askAs(admin, 'DELETE', '/logs?user=leaver');

    expect(erased.status).toBe(200);
    expect(idsOfFiles()).toEqual(expect.arrayContaining([theirs, theirsRunning]));
    expect(idsOfFiles()).not.toContain(oursRunning);
    expect(await shown(theirsRunning)).toMatchObject({ status: 'in_progress' });
    // That of the whole organisation may hold what was erased.
    expect(await shown(oursRunning)).toMatchObject({ status: 'failed', reason: expect.stringContaining('erased') });
  });

  it('leaves no file where somebody erases while the last of it is written', async () => {
    await keep(Array.from({ length: 60 }, () => ({ trace: 'erased-late', metadata: { _user: 'late leaver' } })));
    const id = await made({ filters: { trace_id: 'erased-late' } });
    await stage.ask('POST', `${EXPORTS}/${id}/start`);

    await stage.logs.changeExport(id, ['in_progress'], { status: 'failed', reason: 'erased', updatedAt: Date.now() });

    await expect(again(id)).resolves.toMatchObject({ status: 'success' });
    expect(readdirSync(stage.exportsDir).filter((name) => name.startsWith(id))).toEqual([`${id}.lines`]);
  });

  it('shares the places of its process with those of others: one asker has two', async () => {
    await keep(Array.from({ length: 200 }, () => ({ trace: 'greedy', workspace: stage.workspaceId })));
    const greedy = stage.someone('greedy exporter', ['logs.export'], stage.workspaceId);
    const other = stage.someone('modest exporter', ['logs.export'], stage.workspaceId);
    const body = { filters: { trace_id: 'greedy' } };
    const ids = await Promise.all(Array.from({ length: 4 }, () => made({ ...body, workspace_id: 'default' })));
    const start = (who: string, id: string) => stage.askAs(who, 'POST', `${EXPORTS}/${id}/start`);

    const [first, second, third, others] = await Promise.all([
      start(greedy, ids[0]!),
      start(greedy, ids[1]!),
      start(greedy, ids[2]!),
      start(other, ids[3]!),
    ]);

    expect([first, second, third].map(({ status }) => status).toSorted()).toEqual([200, 200, 429]);
    expect([first, second, third].map(({ body: { error } }) => error?.code).filter(Boolean)).toEqual(['too_many_exports']);
    expect(others.status).toBe(200);
    await Promise.all(ids.map(finished));
  });

  it('makes room in its workspace: of two hundred the oldest that is done goes, with its file', async () => {
    const workspace = await stage.addWorkspace('full');
    const [oldest, ...more] = Array.from({ length: 200 }, () => crypto.randomUUID());
    const { id: model } = await written({ filters: { trace_id: 'nothing' } });
    const row = { ...(await stage.logs.findExport(model))!, workspace };
    for (const [index, id] of [oldest!, ...more].entries()) await stage.logs.saveExport({ ...row, id, status: 'draft', createdAt: index });
    const full = await stage.ask('POST', EXPORTS, { workspace_id: 'full', filters: {} });
    await stage.logs.changeExport(oldest!, ['draft'], { status: 'success' });
    writeFileSync(join(stage.exportsDir, `${oldest}.lines`), 'x');

    const created = await stage.ask('POST', EXPORTS, { workspace_id: 'full', filters: {} });

    expect([full.status, full.body.error?.code, created.status]).toEqual([409, 'too_many_exports', 200]);
    expect(await stage.logs.findExport(oldest!)).toBeUndefined();
    expect(readdirSync(stage.exportsDir)).not.toContain(`${oldest}.lines`);
    expect((await stage.logs.listExports([workspace], { offset: 0, size: 1 })).total).toBe(200);
  });

  it('is of the asker’s workspace, and not there for others', async () => {
    await keep([
      { trace: 'of-both', workspace: stage.workspaceId },
      { trace: 'of-both', workspace: elsewhere },
    ]);
    const here = stage.someone('exporter', ['logs.export'], stage.workspaceId);
    const there = stage.someone('other exporter', ['logs.export'], elsewhere);

    const created = await stage.askAs(here, 'POST', EXPORTS, { filters: { trace_id: 'of-both' } });
    const id = String(created.body['id']);
    const [own, foreign] = [await stage.askAs(here, 'GET', `${EXPORTS}/${id}`), await stage.askAs(there, 'GET', `${EXPORTS}/${id}`)];
    const tried = [
      (await stage.askAs(here, 'POST', EXPORTS, { workspace_id: 'elsewhere' })).status,
      (await stage.askAs(here, 'POST', EXPORTS, { filters: { workspace_slug: 'elsewhere' } })).status,
      (await stage.askAs(there, 'POST', `${EXPORTS}/${id}/start`)).status,
      (await stage.askAs(there, 'GET', `${EXPORTS}/${id}/download`)).status,
    ];
    const list = await stage.askAs(there, 'GET', EXPORTS);

    expect(created.body).toMatchObject({ total: 1 });
    expect([own.status, foreign.status]).toEqual([200, 404]);
    expect(tried).toEqual([404, 404, 404, 404]);
    expect(list.body).toMatchObject({ total: 0, data: [] });
  });

  it.each([
    [{ filters: { colour: 'blue' } }, 'colour'],
    [{ filters: { page_size: 50_001 } }, 'page_size'],
    [{ filters: { status_code: ['x'] } }, 'status_code'],
    [{ requested_data: ['everything'] }, 'requested_data'],
    [{ requested_data: [] }, 'requested_data'],
    [{ format: 'xml' }, 'format'],
  ])('is refused where something in it is wrong: %j', async (body, name) => {
    const answer = await stage.ask('POST', EXPORTS, body);

    expect(answer.status).toBe(400);
    expect(answer.body.error?.message).toContain(name);
  });

  it('is in the audit log from the beginning', async () => {
    const id = await made({ filters: {} });
    await stage.ask('POST', `${EXPORTS}/${id}/start`);
    await finished(id);

    const actions = await stage.store.db.selectFrom('audit_log').select('action').where('resource_id', '=', id).orderBy('seq').execute();

    expect(actions.map(({ action }) => action)).toEqual(['logs.export.create', 'logs.export.start']);
  });
});
