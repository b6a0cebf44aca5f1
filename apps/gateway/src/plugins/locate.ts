import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { PluginSource } from './source.ts';

/** Where a plugin's module is, and the folder of the package that it belongs to. */
export interface Located {
  readonly file: string;
  /** Undefined for a module on its own, with no `package.json` beside it or above. */
  readonly manifest: string | undefined;
}

/** The module that a name means: a file, a folder's entry, or an installed package's. Undefined where there is none. */
export function locate({ name, from }: Pick<PluginSource, 'name' | 'from'>): Located | undefined {
  const file = name.startsWith('.') || isAbsolute(name) ? atPath(resolve(from, name)) : installed(name, from);
  return file === undefined ? undefined : { file, manifest: manifestAbove(file) };
}

function atPath(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const file = statSync(path).isDirectory() ? entryOf(path) : path;
  return existsSync(file) ? file : undefined;
}

function installed(name: string, from: string): string | undefined {
  try {
    return createRequire(join(from, 'package.json')).resolve(name);
  } catch {
    // Not installed there, or for `import` alone, which cannot be resolved from somewhere else.
    return packageAbove(name, from);
  }
}

function packageAbove(name: string, from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const found = atPath(join(folder, 'node_modules', name));
    if (found !== undefined || dirname(folder) === folder) return found;
  }
}

interface Manifest {
  readonly main?: string;
  readonly exports?: Exports;
}

type Exports = string | null | readonly Exports[] | { readonly [condition: string]: Exports };

function entryOf(folder: string): string {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return join(folder, 'index.js');
  const { exports, main } = readManifest(file);
  return join(folder, (exports === undefined ? undefined : target(exports)) ?? main ?? 'index.js');
}

/** A package that cannot be read is one without a word about itself; importing its `index.js` says what is wrong, or works. */
function readManifest(file: string): Manifest {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  } catch {
    return {};
  }
}

/** The conditions that Node itself would go by, in the order of the package. */
const CONDITIONS: ReadonlySet<string> = new Set(['.', 'import', 'node', 'module-sync', 'default']);

function target(exports: Exports): string | undefined {
  if (typeof exports === 'string') return exports;
  // What a package closes to the world is null.
  if (exports === null) return undefined;
  if (Array.isArray(exports)) return (exports as readonly Exports[]).map(target).find((each) => each !== undefined);
  for (const [condition, inside] of Object.entries(exports as { readonly [condition: string]: Exports })) {
    const found = CONDITIONS.has(condition) ? target(inside) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function manifestAbove(file: string): string | undefined {
  for (let folder = dirname(file); dirname(folder) !== folder; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return manifest;
  }
  return undefined;
}
