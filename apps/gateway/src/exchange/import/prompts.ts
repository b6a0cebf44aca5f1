import { Refused, type Importing } from './importing.ts';
import { listIn, textIn, type Item } from './snapshot.ts';

/** Texts that prompts put into theirs, with all their versions. */
export async function importPartials(importing: Importing): Promise<void> {
  for (const item of importing.items.partials)
    await importVersions(item, importing, {
      kind: 'partials',
      path: '/prompts/partials',
      first: (version) => ({
        string: textOf(version),
        ...said('version_description', textIn(version, 'version_description', 'description')),
      }),
      next: (version) => ({ string: textOf(version), ...said('description', textIn(version, 'version_description', 'description')) }),
    });
}

/** Prompts, with all their versions and labels. */
export async function importPrompts(importing: Importing): Promise<void> {
  const members = (version: Item) => ({
    string: textOf(version),
    parameters: version['parameters'] ?? {},
    ...said('virtual_key', textIn(version, 'virtual_key')),
    ...said('model', textIn(version, 'model')),
    ...Object.fromEntries(['functions', 'tools', 'tool_choice'].flatMap((name) => (isSaid(version[name]) ? [[name, version[name]]] : []))),
    ...said('version_description', textIn(version, 'prompt_version_description', 'prompt_description', 'version_description')),
    ...(isSaid(version['template_metadata']) && { template_metadata: version['template_metadata'] }),
    ...(version['is_raw_template'] === 1 && { is_raw_template: 1 }),
  });
  for (const item of importing.items.prompts)
    await importVersions(item, importing, { kind: 'prompts', path: '/prompts', first: members, next: members });
}

interface Versioned {
  readonly kind: 'partials' | 'prompts';
  readonly path: string;
  /** What the first version says, and what a later one does. */
  readonly first: (version: Item) => Item;
  readonly next: (version: Item) => Item;
}

async function importVersions(item: Item, importing: Importing, { kind, path, first, next }: Versioned): Promise<void> {
  const slug = textIn(item, 'slug', 'id') ?? '?';
  const versions = versionsOf(item);
  const [oldest, ...later] = versions;
  if (!oldest || textOf(oldest) === undefined) {
    importing.say(kind, slug, 'left', `its template is not told: a list does not have it, GET ${path}/{slug} does`);
    return;
  }
  const address = `${path}/${encodeURIComponent(slug)}`;
  const counts = (version: Item) =>
    numberOf(item) === undefined
      ? version['status'] === 'active' || version['prompt_version_status'] === 'active'
      : numberOf(version) === numberOf(item);
  // A list of versions may tell them shortly; the one that counts is told whole with its prompt.
  const whole = (version: Item): Item => ({ ...(counts(version) ? item : inherited(item)), ...version, string: textOf(version) });
  await importing.take(kind, slug, async () => {
    if (await importing.find(address)) return 'kept';
    const notes: string[] = [];
    const collection = importing.ids.get(textIn(item, 'collection_id') ?? '');
    const place = { ...importing.placeOf(item), ...(collection !== undefined && !importing.dryRun && { collection_id: collection }) };
    await withoutLostKey(first(whole(oldest)), notes, (body) =>
      importing.send('POST', path, { slug, name: textIn(item, 'name') ?? slug, ...place, ...body }),
    );
    for (const version of later) await withoutLostKey(next(whole(version)), notes, (body) => importing.send('PUT', address, body));
    const published = versions.findIndex(counts);
    if (published > 0) await importing.send('PUT', `${address}/makeDefault`, { version: published + 1 });
    for (const [index, version] of versions.entries()) {
      const theirs = textIn(version, 'label_id', 'prompt_version_label_id');
      const label = theirs === undefined ? undefined : importing.ids.get(theirs);
      if (label !== undefined) await importing.send('PUT', `${address}/versions/${index + 1}`, { label_id: label });
      else if (theirs !== undefined && !importing.dryRun) notes.push(`version ${index + 1} bears a label that was not taken`);
      const number = numberOf(version);
      if (number !== undefined && number !== index + 1) notes.push(`version ${number} there is version ${index + 1} here`);
    }
    return [...new Set(notes)];
  });
}

/** What a version that is told shortly has from its prompt. */
const inherited = ({ parameters, virtual_key: key, model, template_metadata: metadata }: Item): Item => ({
  ...(isSaid(parameters) && { parameters }),
  ...(isSaid(key) && { virtual_key: key }),
  ...(isSaid(model) && { model }),
  ...(isSaid(metadata) && { template_metadata: metadata }),
});

/** A prompt whose virtual key could not be taken is worth having without it. */
async function withoutLostKey(body: Item, notes: string[], send: (body: Item) => Promise<unknown>): Promise<void> {
  try {
    await send(body);
  } catch (error) {
    const { virtual_key: lost, ...rest } = body;
    if (!(error instanceof Refused) || typeof lost !== 'string' || !error.message.includes('virtual key')) throw error;
    await send(rest);
    notes.push(`the virtual key "${lost}" is not here, so it goes without`);
  }
}

/** The oldest first; one that is told alone is its only one. */
function versionsOf(item: Item): readonly Item[] {
  const told = listIn(item['versions']) ?? [];
  return told.length === 0 ? [item] : told.toSorted((one, other) => (numberOf(one) ?? 0) - (numberOf(other) ?? 0));
}

const numberOf = (version: Item): number | undefined => {
  const number = version['prompt_version'] ?? version['version'];
  return typeof number === 'number' ? number : undefined;
};

const textOf = (version: Item): string | undefined => textIn(version, 'string', 'prompt_template');
const isSaid = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
const said = (name: string, value: string | undefined): Item => (value === undefined ? {} : { [name]: value });
