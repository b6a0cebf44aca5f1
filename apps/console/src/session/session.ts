import type { Scope, SessionView } from '@sluice/contract';

/** A place that the signed-in user may be in. */
export type Place = SessionView['workspaces'][number];

/** Whether somebody may do something: everywhere, or in this place. */
export const may = (session: SessionView, place: Place | undefined, scope: Scope): boolean =>
  session.scopes.includes(scope) || (place?.scopes.includes(scope) ?? false);
