import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LogEntry } from '@sluice/store/logs';
import { logRoutes } from '../../src/admin/resources/logs/routes.ts';
import { entry } from './logs-support.ts';
import { startAdmin, type AdminStage } from './support.ts';

let stage: AdminStage;
let elsewhere: string;
beforeAll(async () => {
  stage = await startAdmin({ routes: logRoutes });
  elsewhere = await stage.addWorkspace('elsewhere');
});
afterAll(() => stage?.stop());

interface Seen {
  readonly id: string;
  readonly metrics: { readonly ai_model: string };
}

/** A tail that is open: its greeting has come. */
async function opened(query: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
  const leaving = new AbortController();
  const response = await fetch(`${stage.url}/logs/tail?${new URLSearchParams(query).toString()}`, { headers, signal: leaving.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (enough: () => boolean) => {
    while (!enough()) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
    }
  };
  const records = () => [...text.matchAll(/^data: (.*)\n\n/gm)].map(([, data]) => JSON.parse(data!) as Seen);
  if (response.status === 200) await until(() => text.includes('\n\n'));
  return {
    response,
    records,
    text: () => text,
    until,
    ended: () => until(() => false),
    leave: () => leaving.abort(),
  };
}

const keep = (changes: readonly Partial<LogEntry>[]) => stage.logs.append(changes.map((change) => entry(change)));

describe('a live tail', () => {
  it('tells of what is kept from now on, the oldest first, and of nothing that it is not asked for', async () => {
    await keep([{ model: 'before', provider: 'tailed' }]);
    const tail = await opened({ ai_org: 'tailed' });

    const now = Date.now();
    await keep([
      { model: 'first', provider: 'tailed', at: now - 10 },
      { model: 'second', provider: 'tailed', at: now },
      { model: 'other', provider: 'not-tailed' },
    ]);
    await tail.until(() => tail.records().length >= 2);
    await keep([{ model: 'third', provider: 'tailed' }]);
    await tail.until(() => tail.records().length >= 3);
    tail.leave();

    expect(tail.response.headers.get('content-type')).toBe('text/event-stream');
    expect(tail.records().map(({ metrics }) => metrics.ai_model)).toEqual(['first', 'second', 'third']);
    expect(tail.text()).toContain(`id: ${tail.records()[0]!.id}\n`);
  });

  it('tells of a request that began long before others and ended after them', async () => {
    const tail = await opened({ ai_org: 'slow' });

    await keep([{ model: 'quick', provider: 'slow' }]);
    await tail.until(() => tail.records().length >= 1);
    await keep([{ model: 'long', provider: 'slow', at: Date.now() - 5 * 60_000 }]);
    await tail.until(() => tail.records().length >= 2);
    tail.leave();

    expect(tail.records().map(({ metrics }) => metrics.ai_model)).toEqual(['quick', 'long']);
  });

  it('tells of all where several pages were written between two looks', async () => {
    const tail = await opened({ ai_org: 'busy' });

    await keep(Array.from({ length: 450 }, () => ({ provider: 'busy' })));
    await tail.until(() => tail.records().length >= 450);
    tail.leave();

    expect(new Set(tail.records().map(({ id }) => id)).size).toBe(450);
    expect(tail.text()).not.toContain('event: gap');
  });

  it('says that there was more where there was too much', async () => {
    const tail = await opened({ ai_org: 'flood' });

    await keep(Array.from({ length: 1_300 }, () => ({ provider: 'flood' })));
    await tail.until(() => tail.text().includes('event: gap'));
    tail.leave();

    expect(tail.text()).toContain('event: gap');
  });

  it('shows what the asker may see', async () => {
    const reader = stage.someone('tail reader', ['logs.list'], stage.workspaceId);
    const tail = await opened({ ai_org: 'shared' }, { 'x-test-as': reader });

    await keep([
      { provider: 'shared', workspace: elsewhere, model: 'theirs', at: Date.now() - 10 },
      { provider: 'shared', workspace: stage.workspaceId, model: 'ours' },
    ]);
    await tail.until(() => tail.records().length >= 1);
    tail.leave();

    expect(tail.records().map(({ metrics }) => metrics.ai_model)).toEqual(['ours']);
  });

  it('shares the places of its process with those of others: one asker has eight', async () => {
    const [greedy, other] = ['greedy reader', 'modest reader'].map((name) => stage.someone(name, ['logs.list'], stage.workspaceId));
    const eight = await Promise.all(Array.from({ length: 8 }, () => opened({}, { 'x-test-as': greedy! })));

    const ninth = await opened({}, { 'x-test-as': greedy! });
    const others = await opened({}, { 'x-test-as': other! });

    expect(eight.map(({ response }) => response.status)).toEqual(Array(8).fill(200));
    expect([ninth.response.status, others.response.status]).toEqual([429, 200]);
    for (const each of [...eight, others]) each.leave();
    let status: number;
    do {
      const next = await opened({}, { 'x-test-as': greedy! });
      next.leave();
      ({ status } = next.response);
    } while (status === 429);
    expect(status).toBe(200);
  });

  it('ends by itself where that is wished for, and when the process begins to stop', async () => {
    const short = await opened({ seconds: '0' });
    const long = await opened({});

    await short.ended();
    stage.end();
    await long.ended();

    expect(short.records()).toEqual([]);
  });
});

describe('a live tail that cannot be', () => {
  it('is refused as all else is', async () => {
    const nobody = stage.someone('no reader', ['logs.write'], stage.workspaceId);

    const statuses = [
      (await opened({ text: 'words' })).response.status,
      (await opened({ colour: 'blue' })).response.status,
      (await opened({}, { 'x-test-as': nobody })).response.status,
    ];

    expect(statuses).toEqual([400, 400, 403]);
  });
});
