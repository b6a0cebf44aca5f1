import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore, rotateSecrets, SEALED_COLUMNS, type Place, type SealedTable, type Store } from '@sluice/store';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admin, reaching } from '../../test/stored/support.ts';
import { eventually, launch } from '../../test/support/gateway.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../../test/support/upstream.ts';
import { ENCRYPTION_KEY, type Database } from './database.ts';
import { ownGateways } from './own-gateways.ts';
import { ALL_WELL, makeSealed } from './sealed-things.ts';

const NEW_KEY = 'another encryption key for these tests alone';

// oxlint-disable jest/valid-title -- The names come from the callers.

/** A store whose secrets get another key. */
export function describeRotation(name: string, open: (folder: string) => Promise<Database>): void {
  describe(name, () => {
    let folder: string;
    let upstream: Upstream;
    const gateways = ownGateways();
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'sluice-rotation-'));
      upstream = await startUpstream((response, received) =>
        json(received.url === '/hook' ? { verdict: true } : COMPLETION)(response, received),
      );
    });
    afterAll(async () => {
      await gateways.end();
      await upstream.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('works with the new encryption key as it did, and the old one decrypts nothing any more', async () => {
      const database = await open(folder);
      const environment = { ...reaching(upstream), ...database.environment };
      const gateway = await gateways.start({ environment, folder });
      const things = await makeSealed(gateway.url, upstream);
      const before = await things.tryAll(gateway.url);
      // Whoever has the old key, and all that was in the database while it was good.
      const holder = await openStore({ url: database.url, encryptionKey: ENCRYPTION_KEY });
      const sealedBefore = await sealedIn(holder);
      const ringBefore = await database.ask('select wrapped from keyring');

      await rotateSecrets({ url: database.url, encryptionKey: ENCRYPTION_KEY, newEncryptionKey: NEW_KEY });
      const stale = await admin(gateway.url, 'POST', '/labels', { name: 'by-a-gateway-with-the-old-key' });
      const served = await things.tryAll(gateway.url).catch(() => 'the admin API refuses');
      await eventually(() => gateway.output().includes('the database does not answer'), 'the gateway with the old key did not say so');
      gateway.signal('SIGTERM');
      await gateway.exited;
      const next = await openStore({ url: database.url, encryptionKey: NEW_KEY });
      const sealedAfter = await sealedIn(next);
      const tables = new Set(sealedAfter.map(({ place }) => `${place.table}.${place.column}`));
      const opened = (vault: Store['vault'], sealed: readonly SealedText[]) =>
        sealed.map(({ place, text }) => openedBy(vault, text, place));
      const [oldBefore, oldAfter, newAfter] = [
        opened(holder.vault, sealedBefore),
        opened(holder.vault, sealedAfter),
        opened(next.vault, sealedAfter),
      ];
      await holder.close();
      await next.close();
      const refused = await launch({ environment, folder });
      const status = await refused.exited;
      const again = await gateways.start({ environment: { ...environment, SLUICE_ENCRYPTION_KEY: NEW_KEY }, folder });
      const after = await things.tryAll(again.url);
      again.signal('SIGTERM');
      await again.exited;

      expect(before).toEqual(ALL_WELL);
      expect([...tables].toSorted()).toEqual(
        Object.entries(SEALED_COLUMNS)
          .flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`))
          .toSorted(),
      );
      expect(oldBefore).not.toContain(undefined);
      expect(oldAfter).toEqual(sealedAfter.map(() => undefined));
      expect(newAfter.toSorted()).toEqual(oldBefore.toSorted());
      expect([status, refused.output().includes('SLUICE_ENCRYPTION_KEY')]).toEqual([1, true]);
      expect(after).toEqual(ALL_WELL);
      expect([stale.status, served]).toEqual([503, 'the admin API refuses']);
      expect(remainsIn(folder, [...sealedBefore.map(({ text }) => text), ...ringBefore])).toEqual([]);
    }, 120_000);
  });
}

interface SealedText {
  readonly place: Place;
  readonly text: string;
}

async function sealedIn({ db }: Store): Promise<readonly SealedText[]> {
  const found: SealedText[] = [];
  for (const [table, columns] of Object.entries(SEALED_COLUMNS)) {
    const rows: readonly Readonly<Record<string, unknown>>[] = await db
      .selectFrom(table as SealedTable)
      .selectAll()
      .execute();
    for (const row of rows)
      for (const column of columns) {
        const text = row[column];
        if (typeof text === 'string') found.push({ place: { table, column, id: String(row['id']) } as Place, text });
      }
  }
  return found;
}

function openedBy(vault: Store['vault'], text: string, place: Place): string | undefined {
  try {
    return vault.open(text, place);
  } catch {
    // Why it does not open makes no difference.
    return undefined;
  }
}

/** Which of these texts are still in a file of a folder, deleted or not. */
function remainsIn(folder: string, texts: readonly string[]): readonly string[] {
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('sluice.db'))
    : [];
  const bytes = files.map((name) => readFileSync(join(folder, name)));
  return texts.filter((text) => bytes.some((each) => each.includes(text)));
}
