import type { Importing } from './importing.ts';
import { textIn } from './snapshot.ts';

export async function importConfigs(importing: Importing): Promise<void> {
  for (const item of importing.items.configs) {
    const slug = textIn(item, 'slug', 'id') ?? '?';
    const { config } = item;
    if (config === undefined || config === null) {
      importing.say('configs', slug, 'left', 'the config itself is not told: a list does not have it, GET /configs/{slug} does');
      continue;
    }
    await importing.take('configs', slug, async () => {
      if (await importing.find(`/configs/${encodeURIComponent(slug)}`)) return 'kept';
      const made = await importing.send('POST', '/configs', {
        slug,
        name: textIn(item, 'name') ?? slug,
        config,
        ...importing.placeOf(item),
        ...((item['is_default'] === 1 || item['is_default'] === true) && { is_default: 1 }),
      });
      return Array.isArray(made['warnings']) ? made['warnings'].map(String) : [];
    });
  }
}
