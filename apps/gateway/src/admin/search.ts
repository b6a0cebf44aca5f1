import Joi from 'joi';

/** The query member by which lists are searched. */
export const SEARCH = Joi.string()
  .allow('')
  .max(200)
  .description('In names and slugs, whatever the case; every character stands for itself');

/**
 * Whether a thing is one that is searched for. Lists are in memory by then, and asking here, not in SQL, means the same on
 * every database and leaves no wildcard to anybody.
 */
export function isSought({ name, slug = '' }: { readonly name: string; readonly slug?: string }, search: unknown): boolean {
  if (typeof search !== 'string' || search === '') return true;
  const sought = search.toLowerCase();
  return name.toLowerCase().includes(sought) || slug.toLowerCase().includes(sought);
}
