import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { done, reaching } from '../../test/stored/support.ts';
import { call } from '../../test/support/call.ts';
import { ADMIN_KEY, freePort } from '../../test/support/gateway.ts';
import { startUpstream, type Upstream } from '../../test/support/upstream.ts';
import { startClients } from './clients.ts';
import type { Database } from './database.ts';
import { flawsOf } from './flaws.ts';
import { COMMON_KEY, echo } from './kinds.ts';
import { ownGateways } from './own-gateways.ts';
import { settle } from './settle.ts';

const KILLS = 50;

// oxlint-disable jest/valid-title -- The names come from the callers.

/** A gateway that is killed again and again while many write to it. */
export function describeKills(name: string, open: (folder: string) => Promise<Database>): void {
  describe(name, () => {
    let folder: string;
    let upstream: Upstream;
    const gateways = ownGateways();
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'sluice-kills-'));
      upstream = await startUpstream(echo);
    });
    afterAll(async () => {
      await gateways.end();
      await upstream.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('may be killed at any moment: all that was acknowledged is there and works, and nothing is half-written', async () => {
      const database = await open(folder);
      const environment = { ...reaching(upstream), ...database.environment, PORT: String(await freePort()) };
      const start = () => gateways.start({ environment, folder });
      const clients = startClients();
      const wrong: string[] = [];
      const inFlight: number[] = [];

      let gateway = await start();
      await done(
        call(`${gateway.url}/v1/virtual-keys`, {
          headers: { 'x-portkey-api-key': ADMIN_KEY, 'idempotency-key': COMMON_KEY },
          body: { name: COMMON_KEY, slug: COMMON_KEY, provider: 'groq', key: 'gsk-for-all-of-them' },
        }),
      );
      for (let kill = 0; kill < KILLS; kill++) {
        let acknowledged = 0;
        const killed = gateway;
        const writing = clients.write(killed.url, () => {
          // The first of a start come late and together: by now each client is somewhere else in what it does.
          if (++acknowledged !== 10) return;
          setTimeout(() => {
            inFlight.push(clients.inFlight());
            killed.signal('SIGKILL');
          }, kill);
        });
        await killed.exited;
        const dealtWith = await writing;
        gateway = await start();
        const found = await Promise.all(dealtWith.map((thing) => settle(gateway.url, thing, clients)));
        wrong.push(...found.filter((each) => each !== undefined), ...(await flawsOf(database)));
      }
      const found = await Promise.all(clients.things.map((thing) => settle(gateway.url, thing, clients)));
      wrong.push(...found.filter((each) => each !== undefined));
      const told = await changesTold(database);
      await gateway.stop();

      expect(wrong).toEqual([]);
      expect(clients.refused).toEqual([]);
      expect(inFlight).toHaveLength(KILLS);
      expect(Math.min(...inFlight)).toBeGreaterThan(0);
      for (const { id, acknowledged, unanswered } of clients.things) {
        expect(told.get(id!)).toBeGreaterThanOrEqual(acknowledged);
        expect(told.get(id!)).toBeLessThanOrEqual(acknowledged + unanswered);
      }
    }, 400_000);
  });
}

/** How many changes of each thing the audit log has, by the thing's id. */
async function changesTold(database: Database): Promise<ReadonlyMap<string, number>> {
  const lines = await database.ask("select resource_id || ' ' || count(*) from audit_log group by resource_id");
  return new Map(lines.map((line) => line.split(' ')).map(([id, count]) => [id!, Number(count)]));
}
