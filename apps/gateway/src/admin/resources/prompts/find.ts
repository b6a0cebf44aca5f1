import type { PromptsTable, PromptVersionsTable, Schema, Vault } from '@sluice/store';
import type { Kysely } from 'kysely';
import { openVersion } from '../../../prompts/sealed-version.ts';
import { notFound } from '../../admin-fault.ts';

/** A prompt, and what of its published version stands in lists. */
export interface PromptRow extends PromptsTable {
  readonly model: PromptVersionsTable['model'];
  /** Sealed. */
  readonly parameters: PromptVersionsTable['parameters'];
  readonly published_version: PromptVersionsTable['version'];
}

/** Prompts, each with its published version. */
export const selectPrompts = (db: Kysely<Schema>) =>
  db
    .selectFrom('prompts')
    .innerJoin('prompt_versions', 'prompt_versions.id', 'prompts.version_id')
    .selectAll('prompts')
    .select(['prompt_versions.model', 'prompt_versions.parameters', 'prompt_versions.version as published_version']);

/** A prompt by its id or slug. */
export const findPrompt = (key: string, db: Kysely<Schema>): Promise<PromptRow | undefined> =>
  selectPrompts(db)
    .where((where) => where.or([where('prompts.id', '=', key), where('prompts.slug', '=', key)]))
    .executeTakeFirst();

/** The newest version of a prompt, opened. */
export async function latestVersion(promptId: string, db: Kysely<Schema>, vault: Vault): Promise<PromptVersionsTable> {
  const latest = await db
    .selectFrom('prompt_versions')
    .selectAll()
    .where('prompt_id', '=', promptId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return openVersion(latest, vault);
}

/** A version of a prompt by its id or number, still sealed. @throws FaultError `not_found` */
export async function findVersion({ id, slug }: PromptRow, key: string, db: Kysely<Schema>): Promise<PromptVersionsTable> {
  const number = /^[1-9]\d{0,8}$/.test(key) ? Number(key) : undefined;
  const found = await db
    .selectFrom('prompt_versions')
    .selectAll()
    .where('prompt_id', '=', id)
    .where((where) => (number === undefined ? where('id', '=', key) : where('version', '=', number)))
    .executeTakeFirst();
  if (!found) throw notFound(`version of the prompt "${slug}" called`, key);
  return found;
}
