import type { ApiKey } from '@sluice/core';
import type { Directories } from '../directories.ts';

/**
 * The same directories with the workspaces of the file known by the ids that the store has for workspaces of the same slugs:
 * what is one workspace to people is one here. Where the store has none of a slug, the file's is a workspace of its own.
 */
export function withStoredWorkspaces(directories: Directories, storedId: (slug: string) => string | undefined): Directories {
  const known = (id: string) => (id.startsWith('file:') ? (storedId(id.slice('file:'.length)) ?? id) : id);
  const placed = <T extends { readonly workspaces: ReadonlySet<string> | undefined }>(things: ReadonlyMap<string, T>) =>
    mapped(things, (thing) => (thing.workspaces ? { ...thing, workspaces: new Set([...thing.workspaces].map(known)) } : thing));
  return {
    ...directories,
    apiKeys: mapped(directories.apiKeys, (key): ApiKey =>
      key.workspace === undefined ? key : { ...key, workspace: known(key.workspace) },
    ),
    virtualKeys: placed(directories.virtualKeys),
    configs: placed(directories.configs),
    prompts: placed(directories.prompts),
    partials: placed(directories.partials),
    guardrails: placed(directories.guardrails),
  };
}

/** Values that are under several names stay one. */
function mapped<T extends object>(things: ReadonlyMap<string, T>, change: (thing: T) => T): ReadonlyMap<string, T> {
  const made = new Map<T, T>();
  const once = (thing: T) => {
    const known = made.get(thing) ?? change(thing);
    made.set(thing, known);
    return known;
  };
  return new Map([...things].map(([name, thing]) => [name, once(thing)]));
}
