import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DatabaseSync } from '@photostructure/sqlite';
import { openLogStore } from '@sluice/store/logs';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordsIn } from '../../test/logs/records-in.ts';
import { chat, said } from '../../test/stored/support.ts';
import { call } from '../../test/support/call.ts';
import { ADMIN_KEY, eventually, startGateway, type Gateway } from '../../test/support/gateway.ts';
import { describeOnPostgres } from '../../test/support/postgres.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../../test/support/upstream.ts';

jest.setTimeout(120_000);

/** How long the database is away. */
const AWAY_MS = Number(process.env['SLUICE_LOG_AWAY_MS'] ?? 8_000);

/** Longer than a busy machine takes for a call, and far less than anybody waits for a database. */
const SOON_MS = 1_000;

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream(json(COMPLETION));
});
afterAll(() => upstream.close());

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const folderOf = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-outage-'));
  folders.push(folder);
  return folder;
};

const start = (folder: string, environment: Readonly<Record<string, string>> = {}) =>
  startGateway({
    folder,
    environment: {
      GROQ_BASE_URL: `${upstream.origin}/v1`,
      TRUSTED_CUSTOM_HOSTS: '127.0.0.1',
      SLUICE_DRAIN_TIMEOUT_MS: '3000',
      ...environment,
    },
  });

/** Calls one after another until it is enough. @returns How long each took, in milliseconds; those that failed take for ever. */
async function callUntil({ url }: Gateway, isEnough: () => boolean | Promise<boolean>): Promise<number[]> {
  const took: number[] = [];
  while (!(await isEnough())) {
    const began = performance.now();
    const { status } = await chat(url, ADMIN_KEY, { 'x-portkey-provider': 'groq', authorization: 'Bearer gsk-caller-0123456789' });
    took.push(status === 200 ? performance.now() - began : Infinity);
  }
  return took;
}

const after = (ms: number) => {
  const until = performance.now() + ms;
  return () => performance.now() > until;
};

const median = (values: readonly number[]) => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)]!;

const stateOf = async ({ url }: Gateway) => {
  const ready = await call(`${url}/ready`);
  const { text } = await call(`${url}/metrics`);
  const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return {
    status: ready.status,
    log: ready.json.log?.status,
    waiting: figure('sluice_log_records_waiting'),
    lag: figure('sluice_log_lag_seconds'),
  };
};

const DOWN = 'the log database takes no records';
const UP = 'the log database takes records again';

/** Calls before, during and after an outage, and what was said of it. */
async function through(gateway: Gateway, begin: () => void | Promise<void>, end: () => void | Promise<void>, count: () => Promise<number>) {
  const before = await callUntil(gateway, after(1_000));
  await begin();
  const isDown = async () => (await stateOf(gateway)).log === 'unavailable';
  const away = after(AWAY_MS);
  const during = await callUntil(gateway, async () => away() && (await isDown()));
  const state = await stateOf(gateway);
  await end();
  const later = await callUntil(gateway, async () => !(await isDown()));
  const all = before.length + during.length + later.length;
  await eventually(async () => (await count()) >= all, `there are ${await count()} records of ${all} calls`, 30_000);
  return { before, during, state, all, kept: await count(), down: said(gateway, DOWN), up: said(gateway, UP) };
}

type Through = Awaited<ReturnType<typeof through>>;

/** What is to be seen of an outage, from its figures. */
const calm = ({ before, during, state, all, kept, down, up }: Through) => ({
  allSoon: Math.max(...during) < SOON_MS,
  asFastAsBefore: median(during) < 3 * median(before) + 5,
  ready: [state.status, state.log],
  waiting: state.waiting > during.length / 2,
  ageIsTold: state.lag > 1,
  missing: all - kept,
  said: [down, up],
});

const CALM = {
  allSoon: true,
  asFastAsBefore: true,
  ready: [200, 'unavailable'],
  waiting: true,
  ageIsTold: true,
  missing: 0,
  said: [1, 1],
};

describe('the file of the log', () => {
  const countIn = (folder: string) => async () => (await recordsIn(join(folder, '.sluice'))).length;

  const lock = (folder: string) => {
    const other = new DatabaseSync(join(folder, '.sluice', 'logs.db'));
    other.exec('begin immediate');
    return () => {
      other.exec('commit');
      other.close();
    };
  };

  it('is held by another program: calls go on as before, it is told, and afterwards all records are there', async () => {
    const folder = folderOf();
    const gateway = await start(folder);
    let release = () => {};

    const seen = await through(
      gateway,
      () => void (release = lock(folder)),
      () => release(),
      countIn(folder),
    );

    expect(calm(seen)).toEqual(CALM);
    await gateway.stop();
  });

  it.each([
    { spool: 'off', lost: true },
    { spool: 'on', lost: false },
  ])('is held while the gateway stops, with the spool $spool: it ends in time and says what it could not keep', async ({ spool, lost }) => {
    const folder = folderOf();
    const gateway = await start(folder, { SLUICE_LOG_SPOOL: spool });
    const release = lock(folder);
    const { length: calls } = await callUntil(gateway, after(500));

    const began = performance.now();
    gateway.signal('SIGTERM');
    const status = await gateway.exited;
    const tookMs = performance.now() - began;
    release();

    expect([status, tookMs < 10_000]).toEqual([0, true]);
    expect(gateway.output().includes('before the end: these are lost')).toBe(lost);
    const records = /before the end: these are lost".*"records":(\d+)/.exec(gateway.output())?.[1];
    if (lost) expect(Number(records)).toBe(calls);
    const again = await start(folder, { SLUICE_LOG_SPOOL: spool });
    const expected = lost ? 0 : calls;
    await eventually(async () => (await countIn(folder)()) === expected, `there are ${await countIn(folder)()} records of ${calls}`);
    await again.stop();
  });

  it('is moved away and put back: no call notices, and no record is lost', async () => {
    const folder = folderOf();
    const gateway = await start(folder);
    const state = join(folder, '.sluice');
    const aside = join(folder, 'aside');
    const move = (from: string, to: string) => {
      mkdirSync(to, { recursive: true });
      for (const name of readdirSync(from).filter((each) => each.startsWith('logs.db'))) renameSync(join(from, name), join(to, name));
    };
    const before = await callUntil(gateway, after(300));

    move(state, aside);
    const during = await callUntil(gateway, after(1_000));
    move(aside, state);
    const later = await callUntil(gateway, after(300));

    expect(Math.max(...during)).toBeLessThan(SOON_MS);
    const all = before.length + during.length + later.length;
    await eventually(async () => (await countIn(folder)()) === all, `there are ${await countIn(folder)()} records of ${all}`);
    await gateway.stop();
  });
});

describeOnPostgres('the PostgreSQL of the log', (cluster) => {
  const startOn = async (folder: string) => {
    const url = await cluster()!.schema();
    const gateway = await start(folder, { SLUICE_LOG_DATABASE_URL: url });
    const count = async () => {
      const store = await openLogStore({ url: url as `postgres://${string}` });
      const found = await store.count({ workspaces: 'all' }, 1_000_000);
      await store.close();
      return found;
    };
    return { gateway, count };
  };

  it.each([
    {
      how: 'stands still',
      begin: async () => cluster()!.pause(),
      end: async () => cluster()!.resume(),
    },
    {
      how: 'is killed and started again',
      begin: () => cluster()!.kill(),
      end: () => cluster()!.start(),
    },
  ])('$how: calls go on as before, it is told, and afterwards each record is there once', async ({ begin, end }) => {
    const { gateway, count } = await startOn(folderOf());

    const seen = await through(gateway, begin, end, count);

    expect(calm(seen)).toEqual(CALM);
    await gateway.stop();
  });

  it('is gone while the gateway stops: it ends in time and says what is lost', async () => {
    const { gateway } = await startOn(folderOf());
    await cluster()!.kill();
    const { length: calls } = await callUntil(gateway, after(500));

    gateway.signal('SIGTERM');
    const status = await gateway.exited;
    await cluster()!.start();

    expect(status).toBe(0);
    expect(gateway.output()).toMatch(new RegExp(`before the end: these are lost".*"records":${calls}\\b`));
  });
});
