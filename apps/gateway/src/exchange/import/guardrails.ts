import type { Importing } from './importing.ts';
import { isItem, textIn, type Item } from './snapshot.ts';

export async function importGuardrails(importing: Importing): Promise<void> {
  for (const item of importing.items.guardrails) {
    const slug = textIn(item, 'slug', 'id') ?? '?';
    const { checks, actions } = item;
    if (!Array.isArray(checks)) {
      importing.say('guardrails', slug, 'left', 'its checks are not told: a list does not have them, GET /guardrails/{slug} does');
      continue;
    }
    await importing.take('guardrails', slug, async () => {
      if (await importing.find(`/guardrails/${encodeURIComponent(slug)}`)) return 'kept';
      await importing.send('POST', '/guardrails', {
        slug,
        name: textIn(item, 'name') ?? slug,
        checks: checks.filter(isItem).map((check) => only(check, ['id', 'parameters', 'name', 'is_enabled', 'isEnabled'])),
        ...(isItem(actions) && { actions }),
        ...importing.placeOf(item),
      });
      return [];
    });
  }
}

const only = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(Object.entries(item).filter(([name, value]) => names.includes(name) && value !== null));
