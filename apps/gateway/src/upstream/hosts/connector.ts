import { buildConnector } from 'undici';
import { withAddressGuard } from './address-guard.ts';
import { withConnectTimeout, type Dial } from './connect-timeout.ts';
import { createGuardedLookup, type ResolveHost } from './guarded-lookup.ts';

export interface ConnectorSettings {
  /** Whether only public addresses may be reached: for every host that a caller chose and the operator did not name. */
  readonly guarded: boolean;
  /** How long a connection may take, name resolution and TLS included; 0 is forever. */
  readonly connectTimeoutMs: number;
  /** Resolves names for a guarded connector, in place of `dns.lookup`. */
  readonly resolve?: ResolveHost;
}

// Node's 250 ms gives up on an address that is merely far away, and the next one may be an IPv6 that leads nowhere.
const ATTEMPT_TIMEOUT_MS = 1_000;

/** Makes the connector of an undici `Agent` or `Pool`. */
export function createConnector({ guarded, connectTimeoutMs, resolve }: ConnectorSettings): buildConnector.connector {
  const dial: Dial = buildConnector({
    // undici's timer ticks once a second, too coarse for ours.
    timeout: 0,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ATTEMPT_TIMEOUT_MS,
    // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 cannot turn it off; a private authority goes into NODE_EXTRA_CA_CERTS.
    rejectUnauthorized: true,
    ...(guarded && { lookup: createGuardedLookup(resolve) }),
  });
  const connect = withConnectTimeout(dial, connectTimeoutMs);
  return guarded ? withAddressGuard(connect) : connect;
}
