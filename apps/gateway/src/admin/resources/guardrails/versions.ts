import type { GuardrailActions, GuardrailCheck, GuardrailVersion } from '@sluice/contract';
import type { GuardrailsTable, GuardrailVersionsTable, Schema, Vault, Writing } from '@sluice/store';
import type { Kysely } from 'kysely';
import { shownTime } from '../../shown-time.ts';
import { maskedChecks } from './masked-checks.ts';

const place = (id: string) => ({ table: 'guardrail_versions', id, column: 'checks' }) as const;

/** The version that counts. */
export const currentVersion = ({ version_id: id }: GuardrailsTable, db: Kysely<Schema>): Promise<GuardrailVersionsTable> =>
  db.selectFrom('guardrail_versions').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** All of them, newest first. */
export const versionsOf = ({ id }: GuardrailsTable, db: Kysely<Schema>): Promise<readonly GuardrailVersionsTable[]> =>
  db.selectFrom('guardrail_versions').selectAll().where('guardrail_id', '=', id).orderBy('version', 'desc').execute();

/** A version's checks, their secrets included. */
export const openChecks = ({ id, checks }: GuardrailVersionsTable, vault: Vault): readonly GuardrailCheck[] =>
  JSON.parse(vault.open(checks, place(id))) as readonly GuardrailCheck[];

export const actionsOf = ({ actions }: GuardrailVersionsTable): GuardrailActions => JSON.parse(actions) as GuardrailActions;

/** What a guardrail says. */
export interface GuardrailWords {
  readonly checks: readonly GuardrailCheck[];
  readonly actions: GuardrailActions;
}

/** Writes down what a guardrail is from now on; the guardrail itself names this version already. */
export async function addVersion(
  { id: guardrailId, version_id: id }: GuardrailsTable,
  { checks, actions }: GuardrailWords,
  vault: Vault,
  { tx, now }: Writing,
  actor: string,
): Promise<void> {
  const last = await tx
    .selectFrom('guardrail_versions')
    .select((each) => each.fn.max('version').as('version'))
    .where('guardrail_id', '=', guardrailId)
    .executeTakeFirst();
  await tx
    .insertInto('guardrail_versions')
    .values({
      id,
      guardrail_id: guardrailId,
      version: Number(last?.version ?? 0) + 1,
      checks: vault.seal(JSON.stringify(checks), place(id)),
      actions: JSON.stringify(actions),
      created_at: now,
      created_by: actor,
    })
    .execute();
}

/** How a version is shown. */
export const viewVersion = (version: GuardrailVersionsTable, current: string, vault: Vault): GuardrailVersion => ({
  id: version.id,
  guardrail_id: version.guardrail_id,
  version: version.version,
  status: version.id === current ? 'active' : 'archived',
  checks: maskedChecks(openChecks(version, vault)),
  actions: actionsOf(version),
  created_at: shownTime(version.created_at),
  created_by: version.created_by,
  object: 'guardrail-version',
});
