import type { Store } from '@sluice/store';

/** What stored things are called in a file, which knows no ids. */
export interface Names {
  /** The slug of a workspace; undefined where there is only one, so that nobody need be told apart. */
  readonly workspace: (id: string | null) => string | undefined;
  /** The slug of a workspace that is in use. */
  readonly slugOf: (workspaceId: string) => string;
  /** A text in which something is named by its id, with its slug instead: `@id/model`, `id@latest`. */
  readonly withSlugs: (text: string) => string;
}

const REFERENCE = /^(@?)([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?=$|[@/])/;

export async function readNames({ db }: Store): Promise<Names> {
  const workspaces = await db.selectFrom('workspaces').select(['id', 'slug', 'status']).execute();
  const slugs = new Map(workspaces.map(({ id, slug }) => [id, slug]));
  const active = workspaces.filter(({ status }) => status === 'active');
  const things = new Map<string, string>();
  for (const table of ['providers', 'configs', 'prompts', 'guardrails', 'partials'] as const)
    for (const { id, slug } of await db.selectFrom(table).select(['id', 'slug']).execute()) things.set(id, slug);
  const slugOf = (id: string) => slugs.get(id) ?? id;
  return {
    slugOf,
    workspace: (id) => (id === null || active.length === 1 ? undefined : slugOf(id)),
    withSlugs: (text) => text.replace(REFERENCE, (whole, at: string, id: string) => (things.has(id) ? `${at}${things.get(id)!}` : whole)),
  };
}
