import { SettingsError } from '../../settings/environment.ts';

interface Numbered {
  readonly version?: number;
  readonly labels?: readonly string[];
}

/** Something with one version or several; the members at the top are those of the version that counts. */
type Versioned<V extends Numbered> = V & { readonly slug: string; readonly other_versions?: readonly (V & { readonly version: number })[] };

/** One version, where it stands in the file, and all the names that it is asked for by: `slug`, `slug@2`, `slug@latest`, `slug@label`. */
export interface NamedVersion<V> {
  readonly entry: V;
  readonly number: number;
  readonly place: string;
  readonly references: readonly string[];
}

/** @throws SettingsError where two versions have the same number or label. */
export function namedVersions<V extends Numbered>(thing: Versioned<V>, place: string): readonly NamedVersion<V>[] {
  const all = [
    { entry: thing as V, place },
    ...(thing.other_versions ?? []).map((entry, index) => ({ entry: entry as V, place: `${place}.other_versions[${index}]` })),
  ].map((each) => ({ ...each, number: each.entry.version ?? 1 }));
  const latest = Math.max(...all.map(({ number }) => number));
  const taken = new Set<string>();
  return all.map(({ entry, number, place: at }, index) => {
    const suffixes = [String(number), ...(number === latest ? ['latest'] : []), ...(entry.labels ?? [])];
    const twice = suffixes.find((suffix) => taken.has(suffix));
    if (twice !== undefined) throw new SettingsError(at, `another version is "${thing.slug}@${twice}" already`);
    for (const suffix of suffixes) taken.add(suffix);
    return {
      entry,
      number,
      place: at,
      references: [...(index === 0 ? [thing.slug] : []), ...suffixes.map((suffix) => `${thing.slug}@${suffix}`)],
    };
  });
}
