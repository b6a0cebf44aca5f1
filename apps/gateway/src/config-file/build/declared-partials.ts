import type { Partial, PartialDirectory } from '../../prompts/partials.ts';
import { reaches } from './reaches.ts';

/** A partial of the file, in one of its versions. */
export interface DeclaredPartial extends Partial {
  readonly slug: string;
  /** The ids of the workspaces whose prompts may name it; undefined: all. */
  readonly workspaces: ReadonlySet<string> | undefined;
}

/** By all the names that prompts have for them: `slug`, `slug@2`. */
export type DeclaredPartials = ReadonlyMap<string, DeclaredPartial>;

/** The partials that a prompt of these workspaces may name. */
export const partialsFor = (partials: DeclaredPartials, workspaces: ReadonlySet<string> | undefined): PartialDirectory => ({
  find: (reference) => {
    const found = partials.get(reference);
    return found && reaches(workspaces, found.workspaces) ? found : undefined;
  },
});
