import { randomUUID } from 'node:crypto';
import type { MigrationStep } from './migration.ts';

/** The labels that every workspace has. */
export const UNIVERSAL_LABELS = ['production', 'staging', 'development'] as const;

/** What an installation begins with. */
export async function seed({ tx, now }: MigrationStep): Promise<void> {
  const dated = { created_at: now, updated_at: now };
  const workspace = randomUUID();
  await tx.insertInto('revision').values({ id: 1, n: 0 }).execute();
  await tx
    .insertInto('workspaces')
    .values({
      id: workspace,
      slug: 'default',
      name: 'Default',
      description: null,
      status: 'active',
      defaults: '{}',
      usage_limits: '[]',
      rate_limits: '[]',
      ...dated,
    })
    .execute();
  await tx
    .insertInto('collections')
    .values({
      id: randomUUID(),
      slug: 'default',
      name: 'Default',
      workspace_id: workspace,
      parent_collection_id: null,
      is_default: 1,
      ...dated,
    })
    .execute();
  await tx
    .insertInto('labels')
    .values(
      UNIVERSAL_LABELS.map((name) => ({
        id: randomUUID(),
        name,
        description: null,
        color_code: null,
        workspace_id: null,
        is_universal: 1 as const,
        ...dated,
      })),
    )
    .execute();
}
