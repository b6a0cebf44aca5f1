import type { WorkspaceEntry } from '../../config-file/entries.ts';
import { escaped, telling } from './escaped.ts';
import type { Source } from './source.ts';

/** The workspaces that say something, or that something belongs to. @param named Slugs that other entries name. */
export async function exportWorkspaces({ store: { db }, names }: Source, named: ReadonlySet<string>): Promise<readonly WorkspaceEntry[]> {
  const rows = await db.selectFrom('workspaces').selectAll().where('status', '=', 'active').orderBy('created_at').orderBy('id').execute();
  const marked = await db
    .selectFrom('configs')
    .select(['slug', 'workspace_id'])
    .where('is_default', '=', 1)
    .where('status', '=', 'active')
    .execute();
  return rows
    .map((row) => {
      const defaults = JSON.parse(row.defaults) as {
        config?: string;
        input_guardrails?: readonly string[];
        output_guardrails?: readonly string[];
      };
      // A config may be marked as its workspace's, in place of being named by it.
      const config = defaults.config ?? marked.find(({ workspace_id: id }) => id === row.id)?.slug;
      const slugs = (list: readonly string[] = []) => list.map(names.withSlugs);
      return telling({
        slug: row.slug,
        name: escaped(row.name),
        defaults: telling({
          ...escaped(defaults),
          config: config && names.withSlugs(config),
          input_guardrails: slugs(defaults.input_guardrails),
          output_guardrails: slugs(defaults.output_guardrails),
        }),
        usage_limits: limits(row.usage_limits),
        rate_limits: limits(row.rate_limits),
      }) as unknown as WorkspaceEntry;
    })
    .filter((entry) => named.has(entry.slug) || Object.keys(entry).some((name) => !['slug', 'name'].includes(name)));
}

/** Limits as they are kept, without what they do not say. */
export const limits = (kept: string): readonly Readonly<Record<string, unknown>>[] =>
  (JSON.parse(kept) as readonly Readonly<Record<string, unknown>>[]).map(telling);
