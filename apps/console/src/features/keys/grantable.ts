import type { Scope, SessionView } from '@sluice/contract';
import { may, type Place } from '../../session/session.ts';
import type { Owner } from './api-key-draft.ts';

const MAKING: Readonly<Record<Owner, Scope>> = {
  'workspace-service': 'workspace_service_api_keys.create',
  'workspace-user': 'workspace_user_api_keys.create',
  'organisation-service': 'organisation_service_api_keys.create',
};

/** Whose keys somebody may make, the commonest first. */
export const ownersFor = (session: SessionView, place: Place | undefined): readonly Owner[] =>
  (Object.keys(MAKING) as Owner[]).filter((owner) => {
    // A key of a person is somebody's; who signs in by a key alone is nobody.
    if (owner === 'workspace-user' && session.user === null) return false;
    return may(session, owner === 'organisation-service' ? undefined : place, MAKING[owner]);
  });

/** The scopes that somebody may give to such a key: those that they have themselves where it counts. */
export const grantableFor = (session: SessionView, place: Place | undefined, owner: Owner): readonly string[] =>
  owner === 'organisation-service' ? session.scopes : [...new Set([...session.scopes, ...(place?.scopes ?? [])])];
