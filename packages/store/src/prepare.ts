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

/**
 * What is left to do: mostly nothing, so that a start takes no lock. Making all tables is quick; steps through tables with
 * something in them may take their time.
 *
 * @throws StoreError `too_new`
 */
export async function leftToDo({ engine, reading }: Database): Promise<'nothing' | 'everything' | 'some'> {
  const plan = planMigrations(await applied(reading, engine));
  refuseNewer(plan);
  if (plan.pending.length === 0) return 'nothing';
  return plan.applied.length === 0 ? 'everything' : 'some';
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
