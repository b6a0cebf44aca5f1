/** A model by a name that a call can give. */
export interface ModelChoice {
  readonly name: string;
  /** Whose it is. */
  readonly group: string;
}

/** More than these no list offers at once, and no browser draws; any name can be typed. */
const MOST = 2_000;

/** What can be chosen, each name once: the models, the aliases, and the keys whose provider lists nothing. Names, and slugs of keys. */
export function choicesOf(models: readonly ModelChoice[], aliases: readonly string[], keys: readonly string[]): readonly ModelChoice[] {
  // Each is gone through once: a gateway may have a hundred thousand keys.
  const listed = new Set(models.flatMap(({ name }) => (name.startsWith('@') ? [name.slice(1).split('/')[0]!] : [])));
  const all = [
    ...aliases.map((name) => ({ name, group: 'Aliases' })),
    ...models,
    // Any model of theirs may be called: the name only has to be finished.
    ...keys.filter((slug) => !listed.has(slug)).map((slug) => ({ name: `@${slug}/`, group: 'Keys without a list: finish the name' })),
  ];
  const byName = new Map<string, ModelChoice>();
  for (const choice of all) {
    if (byName.size === MOST) break;
    if (!byName.has(choice.name)) byName.set(choice.name, choice);
  }
  return [...byName.values()];
}
