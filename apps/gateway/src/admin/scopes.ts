import { OTHER_SCOPES, SCOPE_VERBS, SCOPED_RESOURCES, type Scope } from '@sluice/contract';

export type { Scope };

/** A thing that a scope can be about. */
export type ScopedResource = (typeof SCOPED_RESOURCES)[number];

/** What can be done to a thing. */
export type Verb = (typeof SCOPE_VERBS)[number];

/** All that a key's entry may name. A slip of the hand here would lock somebody out, so it is an error. */
export const SCOPES: ReadonlySet<string> = new Set<Scope>([
  ...OTHER_SCOPES,
  ...SCOPED_RESOURCES.flatMap((resource) => SCOPE_VERBS.map((verb) => `${resource}.${verb}` as const)),
]);

/** Whether a text is a scope. */
export const isScope = (text: string): text is Scope => SCOPES.has(text);

/** What a key may do when nobody says: call providers. */
export const CALLING: ReadonlySet<Scope> = new Set(['completions.write', 'prompts.render', 'logs.write']);
