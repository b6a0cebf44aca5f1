import type { Scope, SessionView } from '@sluice/contract';
import { createContext, useContext } from 'react';
import { may, type Place } from './session.ts';

/** Who is signed in, and where they are. */
export interface Here {
  readonly session: SessionView;
  /** The workspace that is looked at; undefined for all of them. */
  readonly place: Place | undefined;
  readonly goTo: (slug: string | undefined) => void;
}

export const HereContext = createContext<Here | undefined>(undefined);

/** @throws Error outside of the pages that need a session. */
export function useHere(): Here {
  const here = useContext(HereContext);
  if (!here) throw new Error('this page is shown to nobody who is not signed in');
  return here;
}

/** Whether the signed-in user may do this where they are. */
export function useMay(scope: Scope): boolean {
  const { session, place } = useHere();
  return may(session, place, scope);
}

/** The workspace by which lists are narrowed: nothing where all are looked at. */
export function useWorkspaceQuery(): { readonly workspace_id?: string } {
  const { place } = useHere();
  return place ? { workspace_id: place.slug } : {};
}

/** The workspace in which something new is made, or a call is counted: the one that is looked at, else the first. */
export function useWorkPlace(): Place | undefined {
  const { session, place } = useHere();
  return place ?? session.workspaces.find(({ slug }) => slug === 'default') ?? session.workspaces[0];
}
