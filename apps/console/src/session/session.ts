import type { Scope, SessionView } from '@sluice/contract';

/** A place that the signed-in user may be in. */
export type Place = SessionView['workspaces'][number];

/** Whether somebody may do something: everywhere, or in this place; where all places are looked at, in one of them. */
export const may = (session: SessionView, place: Place | undefined, scope: Scope): boolean =>
  session.scopes.includes(scope) || (place ? [place] : session.workspaces).some(({ scopes }) => scopes.includes(scope));
