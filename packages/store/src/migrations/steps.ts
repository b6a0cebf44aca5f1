import type { Transaction } from 'kysely';
import type { Engine } from '../database.ts';
import type { Schema } from '../schema.ts';
import { StoreError } from '../store-error.ts';
import { applied, ensureHistory, remember, type Applied, type History } from './history.ts';
import type { Migration } from './migration.ts';
import { MIGRATIONS } from './migrations.ts';

/** Which steps a database has taken, and which it has yet to take. */
export interface MigrationPlan {
  readonly applied: readonly Applied[];
  readonly pending: readonly string[];
  /** Steps of a later version of Sluice: this one must leave the database alone. */
  readonly unknown: readonly string[];
}

/** What is to be done to a database that has taken these steps. */
export function planMigrations(taken: readonly Applied[], migrations: readonly Pick<Migration, 'name'>[] = MIGRATIONS): MigrationPlan {
  const names = new Set(taken.map(({ name }) => name));
  const known = new Set(migrations.map(({ name }) => name));
  return {
    applied: taken,
    pending: migrations.map(({ name }) => name).filter((name) => !names.has(name)),
    unknown: [...names].filter((name) => !known.has(name)),
  };
}

/** @throws StoreError `too_new` */
export function refuseNewer({ unknown }: MigrationPlan): void {
  if (unknown.length === 0) return;
  throw new StoreError(
    'too_new',
    `The database has been through ${unknown.join(', ')}, which this version of Sluice does not know: use a later one`,
  );
}

/** What is to be done to a schema, and where it is written down. */
export interface Steps<S = Schema> {
  readonly history: History;
  readonly migrations: readonly Migration<S>[];
}

/** The control plane's. */
const CONTROL_PLANE: Steps = { history: 'schema_migrations', migrations: MIGRATIONS };

/** Takes the steps that are left, as far as `upTo`. @returns their names. @throws StoreError `too_new` */
export async function takeSteps(
  tx: Transaction<Schema>,
  { migrations = MIGRATIONS, ...when }: { engine: Engine; now: number; upTo?: string; migrations?: readonly Migration[] },
): Promise<readonly string[]> {
  return takeStepsOf(tx, { ...CONTROL_PLANE, migrations }, when);
}

/** The same for any schema. */
export async function takeStepsOf<S>(
  tx: Transaction<S>,
  { history, migrations }: Steps<S>,
  { engine, now, upTo }: { engine: Engine; now: number; upTo?: string },
): Promise<readonly string[]> {
  await ensureHistory(tx, history);
  const plan = planMigrations(await applied(tx, engine, history), migrations);
  refuseNewer(plan);
  const wanted = upTo === undefined ? migrations : migrations.slice(0, migrations.findIndex(({ name }) => name === upTo) + 1);
  const left = wanted.filter(({ name }) => plan.pending.includes(name));
  for (const { name, run } of left) {
    await run({ tx, engine, now });
    await remember(tx, history, { name, at: now });
  }
  return left.map(({ name }) => name);
}
