import type { Database } from './database.ts';
import { applied } from './migrations/history.ts';
import { lockSchema } from './migrations/lock.ts';
import { planMigrations, refuseNewer, takeSteps } from './migrations/steps.ts';
import { keepKeyring, newKeyring, readKeyring, type EncryptionKey } from './secrets/keyring.ts';

/** What a database needs to become a store. */
export interface Preparation {
  readonly encryptionKey: EncryptionKey;
  /** The secret that keys of ours were hashed with before there was a key ring; without it a new one is made. */
  readonly hashSecret?: Buffer | undefined;
}

/** Whether nothing is left to do, so that most starts take no lock. @throws StoreError `too_new` */
export async function isPrepared({ engine, reading }: Database): Promise<boolean> {
  const plan = planMigrations(await applied(reading, engine));
  refuseNewer(plan);
  return plan.pending.length === 0;
}

/**
 * Takes the steps that are left and makes the key ring, in one transaction: of several processes that start at once one
 * does it, and the others find it done.
 *
 * @returns the steps' names.
 * @throws StoreError `too_new`, `wrong_key`, `unavailable`
 */
export async function prepare({ engine, writing }: Database, { encryptionKey, hashSecret }: Preparation): Promise<readonly string[]> {
  return writing.transaction().execute(async (tx) => {
    await lockSchema(tx, engine);
    const now = Date.now();
    const taken = await takeSteps(tx, { engine, now });
    const keyring = await readKeyring(tx, encryptionKey);
    if (keyring === undefined) await keepKeyring(tx, newKeyring(hashSecret), encryptionKey, now);
    return taken;
  });
}
