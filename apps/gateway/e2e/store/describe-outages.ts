import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admin, chat, done, reaching, said, storeOf, timeUntil } from '../../test/stored/support.ts';
import { eventually, type Gateway } from '../../test/support/gateway.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../../test/support/upstream.ts';
import type { Database } from './database.ts';
import { knownCalls } from './known-calls.ts';
import { ownGateways } from './own-gateways.ts';
import { startLoad, type Figures } from './steady-load.ts';

/** A way in which a database is gone for a while. */
export interface Outage {
  readonly name: string;
  /** Whether what is in it can still be read. */
  readonly readable: boolean;
  begin(): void | Promise<void>;
  end(): void | Promise<void>;
}

/** Each of an engine's two outages takes so long, which makes a minute of both. */
const OUTAGE_MS = 30_000;
const BEFORE_MS = 4_000;

/** A change may wait behind another one, five seconds each, and a busy machine adds to it. */
const BOUND_MS = 13_000;

/** The second or two in which another process' change counts after the return. */
const CAUGHT_UP_MS = 2_500;

// oxlint-disable jest/valid-title -- The names come from the callers.

/** Gateways whose database goes away under load. */
export function describeOutages(
  name: string,
  open: (folder: string) => Promise<{ readonly database: Database; readonly outages: readonly Outage[] }>,
): void {
  describe(name, () => {
    let folder: string;
    let upstream: Upstream;
    const gateways = ownGateways();
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'sluice-outages-'));
      upstream = await startUpstream(json(COMPLETION));
    });
    afterAll(async () => {
      await gateways.end();
      await upstream.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('is gone for a minute in all: no known call fails or waits, changes are refused in time and told, and all is caught up with', async () => {
      const { database, outages } = await open(folder);
      const environment = { ...reaching(upstream), ...database.environment };
      const gateway = await gateways.start({ environment });
      const other = await gateways.start({ environment });
      const load = startLoad(await knownCalls(gateway.url));

      await pause(BEFORE_MS);
      const before = load.figures();
      const stories: Story[] = [];
      for (const outage of outages) stories.push(await liveThrough(outage, gateway, other, load.figures));
      await load.stop();
      const rest = load.figures();
      await other.stop();
      await gateway.stop();

      for (const { outage, during, refusals, seen, caughtUpMs, changed } of stories) {
        expect([outage.name, during.failed]).toEqual([outage.name, []]);
        expect(during.answered).toBeGreaterThan(before.answered * (OUTAGE_MS / BEFORE_MS) * 0.4);
        expect(during.p50Ms).toBeLessThan(before.p50Ms * 3 + 5);
        expect(during.p99Ms).toBeLessThan(before.p99Ms * 3 + 50);
        expect(refusals.map(({ method, status }) => `${method} ${status}`)).toEqual(
          refusals.map(({ method }) => `${method} ${method === 'GET' && outage.readable ? 200 : 503}`),
        );
        expect(refusals.length).toBeGreaterThanOrEqual(4);
        expect(Math.max(...refusals.map(({ ms }) => ms))).toBeLessThan(BOUND_MS);
        expect(seen).toEqual({
          status: 200,
          ready: 'ready',
          store: outage.readable ? 'read_only' : 'unavailable',
          up: outage.readable ? 1 : 0,
          writable: 0,
        });
        expect(changed).toBe(true);
        expect(caughtUpMs).toBeLessThan(CAUGHT_UP_MS);
      }
      expect(rest.failed).toEqual([]);
      const spoken = (words: string) => said(gateway, words);
      const gone = outages.filter(({ readable }) => !readable).length;
      expect([spoken('the database does not answer'), spoken('the database answers again')]).toEqual([gone, gone]);
      const held = outages.length - gone;
      expect([spoken('the database takes no changes'), spoken('the database takes changes again')]).toEqual([held, held]);
    }, 200_000);
  });
}

interface Story {
  readonly outage: Outage;
  readonly during: Figures;
  readonly refusals: readonly Refusal[];
  readonly seen: object;
  /** From the first change that was taken by the other gateway, until it counted here. */
  readonly caughtUpMs: number;
  readonly changed: boolean;
}

interface Refusal {
  readonly method: string;
  readonly status: number;
  readonly ms: number;
}

async function liveThrough(outage: Outage, gateway: Gateway, other: Gateway, figures: () => Figures): Promise<Story> {
  const named = { name: 'app', slug: `made-after-${slugOf(outage)}`, provider: 'mock' };
  const { key } = await done(
    admin(gateway.url, 'POST', '/api-keys/organisation/service', { name: 'other', scopes: ['completions.write'] }),
  );
  figures();
  await outage.begin();
  const until = performance.now() + OUTAGE_MS;
  const refusals: Refusal[] = [];
  let seen = {};
  while (performance.now() < until) {
    refusals.push(await ask(gateway, 'GET', '/configs'), await ask(gateway, 'POST', '/labels', { name: `during-${slugOf(outage)}` }));
    const { status, ready, up, writable } = await storeOf(gateway);
    seen = { status, ready: ready.status, store: ready.store.status, up, writable };
    await pause(500);
  }
  const during = figures();
  await outage.end();
  const began = performance.now();
  // Tried again as its client would: the other gateway has to find its way back, too.
  await eventually(async () => (await admin(other.url, 'POST', '/virtual-keys', named)).status === 200, 'the other took no change');
  const takenMs = performance.now() - began;
  const countedMs = await timeUntil(
    async () => (await chat(gateway.url, key, { 'x-portkey-virtual-key': named.slug })).status === 200,
    'it was never known here',
  );
  await eventually(async () => (await storeOf(gateway)).ready.store.status === 'ok', 'it was not told that all is well again');
  const changed = (await admin(gateway.url, 'POST', '/labels', { name: `after-${slugOf(outage)}` })).status === 200;
  return { outage, during, refusals, seen, caughtUpMs: Math.round(takenMs + countedMs), changed };
}

async function ask({ url }: Gateway, method: string, path: string, body?: object): Promise<Refusal> {
  const began = performance.now();
  const { status } = await admin(url, method, path, body);
  return { method, status, ms: Math.round(performance.now() - began) };
}

const slugOf = ({ name }: Outage) => name.replaceAll(' ', '-');

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
