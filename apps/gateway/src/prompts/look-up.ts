import type { Path } from './read-template.ts';

/** A value that names are looked up in, and what stands around it. */
export interface Scope {
  readonly view: unknown;
  readonly outer: Scope | undefined;
}

/**
 * The value that a path leads to: from the innermost scope outwards, the first that has it.
 *
 * Only what was given is found. No prototype is looked at, so `constructor` and its like lead nowhere.
 *
 * @param step Called for each value that is looked into.
 */
export function lookUp(path: Path, innermost: Scope, step: () => void): unknown {
  if (path.length === 0) return innermost.view;
  for (let scope: Scope | undefined = innermost; scope; scope = scope.outer) {
    const found = path.length === 1 ? member(scope.view, path[0]!) : within(scope.view, path, step);
    step();
    if (found) return found.value;
  }
  return undefined;
}

type Found = { readonly value: unknown } | undefined;

/** A word by itself is no member of a text or a number: in `{{#length}}{{length}}{{/length}}` the inner one is the outer one. */
const member = (view: unknown, name: string): Found => (typeof view === 'object' ? own(view, name) : undefined);

function within(view: unknown, path: Path, step: () => void): Found {
  let found: Found = { value: view };
  for (const name of path) {
    step();
    found = own(found.value, name);
    if (!found) return undefined;
  }
  return found;
}

function own(value: unknown, name: string): Found {
  if (value === null || value === undefined || !Object.hasOwn(value, name)) return undefined;
  return { value: (value as Readonly<Record<string, unknown>>)[name] };
}
