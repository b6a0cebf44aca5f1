import type { WorkspaceDefaults } from '@sluice/contract';
import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { refused } from '../../admin-fault.ts';
import type { Declared } from '../../../stored/declared.ts';

/**
 * Sees that what a workspace enforces is there for it.
 *
 * @returns What is kept: whatever is null was not said.
 * @throws FaultError `invalid_request` naming what is not there, or is another workspace's.
 */
export async function readDefaults(
  given: WorkspaceDefaults | null | undefined,
  workspaceId: string,
  { declared, db }: { readonly declared: Declared; readonly db: Kysely<Schema> },
): Promise<string> {
  const defaults = Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== null)) as WorkspaceDefaults;
  const { config, input_guardrails: input = [], output_guardrails: output = [] } = defaults;
  if (config && !declared.configs.has(config) && !(await isThere('configs', config, workspaceId, db)))
    throw unknown('config', config, 'defaults.config');
  for (const [member, slugs] of Object.entries({ input_guardrails: input ?? [], output_guardrails: output ?? [] }))
    for (const slug of slugs)
      if (!declared.guardrails.has(slug) && !(await isThere('guardrails', slug, workspaceId, db)))
        throw unknown('guardrail', slug, `defaults.${member}`);
  return JSON.stringify(defaults);
}

async function isThere(table: 'configs' | 'guardrails', slug: string, workspaceId: string, db: Kysely<Schema>): Promise<boolean> {
  const row = await db
    .selectFrom(table)
    .select('id')
    .where('slug', '=', slug)
    .where('status', '=', 'active')
    .where((where) => where.or([where('workspace_id', 'is', null), where('workspace_id', '=', workspaceId)]))
    .executeTakeFirst();
  return row !== undefined;
}

const unknown = (noun: string, slug: string, param: string) =>
  refused('invalid_request', `There is no ${noun} "${slug}" that this workspace could use`, param, `unknown_${noun}`);
