/** What of a package.json says where its module is. */
export interface EntryManifest {
  readonly main?: string;
  readonly exports?: Exports;
}

/** A file, the first that fits of a list, or conditions in the package's order, within one another as deep as it likes. */
type Exports = string | readonly Exports[] | { readonly [condition: string]: Exports };

/** The conditions that Node goes by when a module is imported; a gateway goes by the same. */
const CONDITIONS: ReadonlySet<string> = new Set(['.', 'import', 'node', 'module-sync', 'default']);

/** The file that a package is imported by, from its folder on. */
export const packageEntry = ({ exports, main }: EntryManifest): string =>
  (exports === undefined ? undefined : target(exports)) ?? main ?? 'index.js';

function target(exports: Exports | null): string | undefined {
  if (typeof exports === 'string') return exports;
  if (typeof exports !== 'object' || exports === null) return undefined;
  if (Array.isArray(exports)) return firstOf(exports as readonly Exports[]);
  return firstOf(
    Object.entries(exports)
      .filter(([condition]) => CONDITIONS.has(condition))
      .map(([, inside]) => inside as Exports),
  );
}

/** A `null` is a way that the package has closed. */
function firstOf(ways: readonly (Exports | null)[]): string | undefined {
  for (const way of ways) {
    const found = target(way);
    if (found !== undefined) return found;
  }
  return undefined;
}
