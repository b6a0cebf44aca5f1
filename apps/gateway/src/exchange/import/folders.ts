import type { Importing } from './importing.ts';
import { textIn, type Item } from './snapshot.ts';

/** Labels, which versions of prompts bear. */
export async function importLabels(importing: Importing): Promise<void> {
  const here = await importing.client.all('/labels');
  for (const item of importing.items.labels) {
    const name = textIn(item, 'name') ?? '?';
    const place = importing.placeOf(item);
    await importing.take('labels', name, async () => {
      const same = here.find((label) => label['name'] === name && (label['workspace_id'] === null || place['workspace_id'] !== undefined));
      const { id } =
        same ?? (await importing.send('POST', '/labels', { name, ...told(item, 'description'), ...told(item, 'color_code'), ...place }));
      const theirs = textIn(item, 'id');
      if (theirs !== undefined && typeof id === 'string') importing.ids.set(theirs, id);
      return same ? 'kept' : [];
    });
  }
}

/** Folders, those around others first. */
export async function importCollections(importing: Importing): Promise<void> {
  let waiting = importing.items.collections.filter((item) => item['is_default'] !== 1 && item['is_default'] !== true);
  const known = new Set(waiting.map((item) => textIn(item, 'id')));
  for (let turn = 0; waiting.length > 0 && turn <= known.size; turn++) {
    const later: Item[] = [];
    for (const item of waiting) {
      const parent = textIn(item, 'parent_collection_id');
      if (parent !== undefined && known.has(parent) && !importing.ids.has(parent) && turn < known.size) later.push(item);
      else await importCollection(item, parent, importing);
    }
    waiting = later;
  }
}

async function importCollection(item: Item, parent: string | undefined, importing: Importing): Promise<void> {
  const slug = textIn(item, 'slug', 'id') ?? '?';
  await importing.take('collections', slug, async () => {
    const here = await importing.find(`/collections/${encodeURIComponent(slug)}`);
    const around = parent === undefined ? undefined : importing.ids.get(parent);
    const made =
      here ??
      (await importing.send('POST', '/collections', {
        slug,
        name: textIn(item, 'name') ?? slug,
        ...importing.placeOf(item),
        ...(around !== undefined && { parent_collection_id: around }),
      }));
    const theirs = textIn(item, 'id');
    // In a dry run it has no id yet, and what lies in it is told to lie there all the same.
    if (theirs !== undefined) importing.ids.set(theirs, textIn(made, 'id') ?? slug);
    return here ? 'kept' : [];
  });
}

const told = (item: Item, name: string): Item => (textIn(item, name) === undefined ? {} : { [name]: textIn(item, name) });
