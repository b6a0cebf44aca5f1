import { FAULTS, type Fault, type FaultKind, type ProviderAdapter } from '@sluice/provider-sdk';
import { withoutEnd } from '../problems.ts';
import { addressVariable, credentialVariables } from './settings.ts';

const REFUSED: ReadonlySet<FaultKind> = new Set(['credential_refused', 'unauthenticated']);
const NOT_FOUND: ReadonlySet<FaultKind> = new Set(['unreachable', 'connect_timeout']);
const CLOSED: ReadonlySet<FaultKind> = new Set(['forbidden', 'quota_exhausted']);

/** With these nothing more can be found out by asking on. */
export const isShutOut = ({ kind }: Fault): boolean => REFUSED.has(kind) || CLOSED.has(kind);

/** Whether nobody was there to answer. */
export const isNowhere = ({ kind }: Fault): boolean => NOT_FOUND.has(kind);

/** Whether a first call that ends so says that a setting is wrong, and nothing of the provider. */
export const isOfSettings = ({ kind }: Fault): boolean => REFUSED.has(kind) || NOT_FOUND.has(kind);

/** What to do about a failure that is none of the feature that was asked for; undefined for any other. */
export function wayIn({ kind }: Fault, adapter: ProviderAdapter): string | undefined {
  const credential = credentialVariables(adapter);
  if (REFUSED.has(kind)) return credential === undefined ? 'see what credential it wants' : `set ${credential} to one that it takes`;
  if (NOT_FOUND.has(kind)) return `set ${addressVariable(adapter)} to an address that answers`;
  if (CLOSED.has(kind)) return 'ask with a key that may, or see to its limits';
  return FAULTS[kind].retry ? 'ask again later' : undefined;
}

/** Why a live run ends before it has begun. */
export const shutOut = (adapter: ProviderAdapter, fault: Fault): string =>
  `${adapter.id} cannot be asked live: ${withoutEnd(fault.message)}.\n  To do: ${wayIn(fault, adapter)}.`;
