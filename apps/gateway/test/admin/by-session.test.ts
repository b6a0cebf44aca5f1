import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AnalyticsGroup, LogExport, LogSummary, PromptVersion } from '@sluice/contract';
import { get } from 'node:http';
import { FILTER_QUERY } from '../../src/admin/resources/logs/filter-query.ts';
import { call } from '../support/call.ts';
import { eventually } from '../support/gateway.ts';
import { ROOT, startPeople, type People, type Who } from './people.ts';

const RANGE = 'time_of_generation_min=2026-01-01&time_of_generation_max=2099-01-01';

let people: People;
let here: string;
/** A manager of the workspace, as the console asks for them. */
let who: Who;

beforeAll(async () => {
  people = await startPeople({}, 'models: { mock: { mock: { price: { input: 1000, output: 1000 } } } }');
  here = await people.addWorkspace('Here');
  who = { ...(await people.add('member', [{ id: here, role: 'manager' }])).who, 'x-sluice-workspace': here };
  await made('/virtual-keys', { name: 'vk', slug: 'vk', provider: 'mock', workspace_id: here });
  await made('/prompts', { ...PROMPT, name: 'greet', slug: 'greet', workspace_id: here });
  await callPrompt(3);
  await people.ask(who, 'PUT', '/prompts/greet', { ...PROMPT, string: '[{"role":"user","content":"Good day"}]' });
  await people.ask(who, 'PUT', '/prompts/greet/makeDefault', { version: 2 });
  await callPrompt(2);
  await eventually(async () => (await ask('/logs')).json.data.length === 5, 'the calls are not on record');
});
afterAll(() => people?.stop());

const PROMPT = { string: '[{"role":"user","content":"Hello"}]', model: 'mock', virtual_key: 'vk' };

async function made(path: string, body: object): Promise<void> {
  const { status, text } = await people.ask(who, 'POST', path, body);
  if (status !== 200) throw new Error(`POST ${path}: ${text}`);
}

const ask = (path: string) => people.ask(who, 'GET', path);

async function callPrompt(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    const { status, text } = await people.ask(who, 'POST', '/prompts/greet/completions', { variables: {}, metadata: {} });
    if (status !== 200) throw new Error(text);
  }
}

describe('the use of a prompt', () => {
  it('is told version by version, with requests, cost and latency', async () => {
    const versions = (await ask('/prompts/greet/versions')).json.data as PromptVersion[];
    const groups = (await ask(`/analytics/groups/prompt-versions?prompt_slug=greet&workspace_slug=${here}&${RANGE}`)).json
      .data as AnalyticsGroup[];

    const idOf = (version: number) => versions.find((each) => each.prompt_version === version)!.id;
    expect(groups).toEqual([
      expect.objectContaining({
        prompt_version_id: idOf(1),
        requests: 3,
        cost: expect.any(Number),
        p50_latency: expect.any(Number),
        success_rate: 100,
      }),
      expect.objectContaining({
        prompt_version_id: idOf(2),
        requests: 2,
        cost: expect.any(Number),
        p50_latency: expect.any(Number),
        success_rate: 100,
      }),
    ]);
    expect(groups[0]!.cost).toBeGreaterThan(0);
  });

  it('is told prompt by prompt, and drawn over time', async () => {
    const groups = (await ask(`/analytics/groups/prompts?${RANGE}`)).json.data as AnalyticsGroup[];
    const graph = await ask(`/analytics/graphs/cost?prompt_slug=greet&${RANGE}`);

    expect(groups).toMatchObject([{ prompt_slug: 'greet', requests: 5 }]);
    expect([graph.status, graph.json.summary.unpriced_requests]).toEqual([200, 0]);
    expect(graph.json.summary.total).toBeGreaterThan(0);
  });
});

/** A value for each member that a filter may have. */
function valueFor(name: string): string {
  if (name.startsWith('time_of')) return name.endsWith('min') ? '2026-01-01' : '2099-01-01';
  if (name === 'metadata') return '{"a":"b"}';
  if (name === 'cache_status') return 'MISS';
  if (name === 'status_code') return '200';
  if (['success', 'streamed', 'aborted', 'rescued'].includes(name)) return 'true';
  if (name === 'workspace_slug' || name === 'workspace_id') return here;
  return /_(?:min|max)$/.test(name) ? '1' : 'x';
}

/** Listens to a tail until it has said this, and hangs up. @returns What it calls itself. */
const untilSaid = (path: string, words: string, headers: Who): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = get(`${people.url}/v1${path}`, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
        if (!text.includes(words)) return;
        resolve(String(response.headers['content-type']));
        request.destroy();
      });
    });
    request.on('error', reject);
  });

describe('a session', () => {
  it.each(Object.keys(FILTER_QUERY).filter((name) => name !== 'text'))(
    'may ask for records, for a tail and for charts by %s',
    async (name) => {
      const filter = `${name}=${encodeURIComponent(valueFor(name))}`;
      const range = name.startsWith('time_of') ? RANGE.replace(new RegExp(`&?${name}=[^&]*`), '').replace(/^&/, '') : RANGE;

      const replies = await Promise.all(
        ['/logs?', '/logs/tail?seconds=0&', `/analytics/graphs/requests?${range}&`, `/analytics/groups/model?${range}&`].map((path) =>
          ask(path + filter),
        ),
      );

      // A tail has no end of its own to be filtered by.
      expect(replies.map(({ status }) => status)).toEqual([200, name.startsWith('time_of') ? expect.any(Number) : 200, 200, 200]);
    },
  );

  it('hears of a request as soon as it is over', async () => {
    const heard = untilSaid('/logs/tail?prompt_slug=greet', '"prompt_slug":"greet"', who);

    await callPrompt(1);

    expect(await heard).toMatch(/^text\/event-stream/);
  });

  it('has records written to a file, and gets it', async () => {
    const { json: job } = await people.ask(who, 'POST', '/logs/exports', {
      filters: { prompt_slug: ['greet'] },
      requested_data: ['id'],
      workspace_id: here,
    });
    const id = (job as LogExport).id;
    await people.ask(who, 'POST', `/logs/exports/${id}/start`, {});
    await eventually(async () => (await ask(`/logs/exports/${id}`)).json.status === 'success', 'the file is not written');

    const { json } = await ask(`/logs/exports/${id}/download`);
    const file = await call(String(json.signed_url));
    const listed = (await ask('/logs?prompt_slug=greet')).json.data as LogSummary[];

    expect(file.status).toBe(200);
    expect(file.text.trim().split('\n')).toHaveLength(listed.length);
  });

  it('of a member gets no file', async () => {
    const member = await people.add('member', [{ id: here, role: 'member' }]);

    expect((await people.ask(member.who, 'POST', '/logs/exports', { workspace_id: here })).status).toBe(403);
    expect((await people.ask(ROOT, 'GET', '/logs/exports')).status).toBe(200);
  });
});
