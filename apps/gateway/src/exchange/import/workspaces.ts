import type { Importing } from './importing.ts';
import { limitsOf } from './limits.ts';
import { isItem, textIn, type Item } from './snapshot.ts';

export async function importWorkspaces(importing: Importing): Promise<void> {
  for (const item of importing.items.workspaces) {
    const id = textIn(item, 'id');
    const slug = textIn(item, 'slug') ?? id;
    if (slug === undefined) {
      importing.say('workspaces', textIn(item, 'name') ?? '?', 'left', 'it has neither slug nor id');
      continue;
    }
    await importing.take('workspaces', slug, async () => {
      const here = await importing.find(`/admin/workspaces/${encodeURIComponent(slug)}`);
      if (!here)
        await importing.send('POST', '/admin/workspaces', {
          slug,
          name: textIn(item, 'name') ?? slug,
          ...(textIn(item, 'description') !== undefined && { description: textIn(item, 'description') }),
          ...(isItem(item['defaults']) && isItem(item['defaults']['metadata']) && { defaults: { metadata: item['defaults']['metadata'] } }),
          ...limitsOf(item),
        });
      importing.workspaces.set(slug, slug);
      if (id !== undefined) importing.workspaces.set(id, slug);
      return here ? 'kept' : [];
    });
  }
}

/** What a workspace enforces, once that is here. */
export async function importDefaults(importing: Importing): Promise<void> {
  for (const item of importing.items.workspaces) {
    const slug = textIn(item, 'slug') ?? textIn(item, 'id') ?? '';
    const said = enforcedBy(item, importing);
    if (
      said === undefined ||
      !importing.outcomes.some(({ kind, name, outcome }) => kind === 'workspaces' && name === slug && outcome === 'made')
    )
      continue;
    try {
      const metadata = isItem(item['defaults']) ? item['defaults']['metadata'] : undefined;
      await importing.send('PUT', `/admin/workspaces/${encodeURIComponent(slug)}`, {
        defaults: { ...(isItem(metadata) && { metadata }), ...said },
      });
    } catch (error) {
      importing.say('workspaces', `${slug}: its defaults`, 'left', (error as Error).message);
    }
  }
}

function enforcedBy({ defaults }: Item, { items }: Importing): Item | undefined {
  if (!isItem(defaults)) return undefined;
  const slugs = (list: unknown) =>
    Array.isArray(list) ? list.map((each) => slugIn(items.guardrails, String(isItem(each) ? (each['slug'] ?? each['id']) : each))) : [];
  const [input, output] = [slugs(defaults['input_guardrails']), slugs(defaults['output_guardrails'])];
  const config = textIn(defaults, 'config', 'config_id', 'config_slug');
  const said = {
    ...(input.length > 0 && { input_guardrails: input }),
    ...(output.length > 0 && { output_guardrails: output }),
    ...(config !== undefined && { config: slugIn(items.configs, config) }),
  };
  return Object.keys(said).length > 0 ? said : undefined;
}

/** The slug of what is named by its slug or its id there. */
export const slugIn = (items: readonly Item[], named: string): string => {
  const found = items.find((item) => item['id'] === named || item['slug'] === named);
  return (found && textIn(found, 'slug')) ?? named;
};
