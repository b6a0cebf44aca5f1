import { SettingsError } from '../../settings/environment.ts';
import { isItem, KINDS, listIn, type Item, type Snapshot } from './snapshot.ts';

/**
 * Takes an export: an object that has for each kind a list, or what Portkey's API answers to the request for that list. A config,
 * a prompt, a partial and a guardrail are as the API answers them one by one; a prompt or partial may have its `versions`.
 *
 * @throws SettingsError where it is none, or nothing is in it.
 */
export function readExport(text: string, place: string): Snapshot {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SettingsError(place, `it is not JSON (${(error as Error).message})`);
  }
  if (!isItem(value)) throw new SettingsError(place, `it must be an object with lists: ${KINDS.join(', ')}`);
  const unread: string[] = [];
  const items = Object.fromEntries(
    KINDS.map((kind): [string, readonly Item[]] => {
      const given = value[kind];
      const list = listIn(given);
      if (given !== undefined && !list) unread.push(`${kind}: it is neither a list nor {"data": […]}`);
      return [kind, (list ?? []).map(unwrapped)];
    }),
  ) as Snapshot['items'];
  for (const name of Object.keys(value))
    if (!(KINDS as readonly string[]).includes(name)) unread.push(`${name}: it is none of ${KINDS.join(', ')}`);
  if (KINDS.every((kind) => items[kind].length === 0))
    throw new SettingsError(place, `there is nothing in it to take: ${unread.join('; ') || 'no list'}`);
  return { items, unread };
}

/** One thing is answered with an envelope now and then: `{"success": true, "data": {…}}`. */
const unwrapped = (item: Item): Item => (isItem(item['data']) && item['success'] !== undefined ? item['data'] : item);
