import type { RouteConfig } from '@sluice/core';
import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { readReference } from '../../../prompts/reference.ts';
import type { Declared } from '../../../stored/declared.ts';

/** Where a config is to be used. */
export interface Surroundings {
  readonly workspaceId: string | null;
  readonly declared: Declared;
  readonly db: Kysely<Schema>;
}

/**
 * What a config names and its workspace does not have, in a sentence each. It is no fault: things are stored in any
 * order, and calls say it again for as long as it is so.
 */
export async function missingIn(config: RouteConfig, { workspaceId, declared, db }: Surroundings): Promise<readonly string[]> {
  const references = referencesOf(config);
  const absent = async (table: 'providers' | 'guardrails' | 'prompts', names: readonly string[], inFile: ReadonlyMap<string, unknown>) => {
    const asked = names.filter((name) => !inFile.has(name));
    if (asked.length === 0) return [];
    const rows = await db
      .selectFrom(table)
      .select(['id', 'slug', 'workspace_id'])
      .where((where) => where.or([where('slug', 'in', asked), where('id', 'in', asked)]))
      .execute();
    const here = rows.filter((row) => row.workspace_id === null || workspaceId === null || row.workspace_id === workspaceId);
    const known = new Set(here.flatMap(({ id, slug }) => [id, slug]));
    return asked.filter((name) => !known.has(name));
  };
  const prompts = references.prompts.map((reference) => readReference(reference).name);
  return [
    ...(await absent('providers', references.virtualKeys, declared.virtualKeys)).map(told('virtual key')),
    ...(await absent('guardrails', references.guardrails, declared.guardrails)).map(told('guardrail')),
    ...(await absent('prompts', prompts, declared.prompts)).map(told('prompt')),
  ];
}

const told = (label: string) => (name: string) =>
  `The config names the ${label} "${name}", which is not here: calls with it are refused until it is`;

/** What a config names, and where its shadow goes. */
function referencesOf({ references, shadow }: RouteConfig): RouteConfig['references'] {
  if (!shadow) return references;
  const { virtualKeys, guardrails, prompts } = shadow.config.references;
  const both = (own: readonly string[], its: readonly string[]) => [...new Set([...own, ...its])];
  return {
    ...references,
    virtualKeys: both(references.virtualKeys, virtualKeys),
    guardrails: both(references.guardrails, guardrails),
    prompts: both(references.prompts, prompts),
  };
}
