import type { HostVerdict } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { StoredCredential } from '@sluice/store';
import { refused } from '../../admin-fault.ts';
import { judged } from '../credentials/hosts-of.ts';
import { secretsIn } from '../credentials/secrets-in.ts';

const PARAM = 'models.configurations.custom_host';

/**
 * The host of one model, to which the integration's credential goes without being sent again: so it is the integration's own,
 * or one that the operator trusts, unless there is no secret to be lost.
 *
 * @throws FaultError `invalid_request`
 */
export function modelHost(
  text: string,
  {
    provider,
    credential,
    judgeHost,
  }: {
    readonly provider: ProviderAdapter | undefined;
    readonly credential: StoredCredential;
    readonly judgeHost: (text: string) => HostVerdict;
  },
): string {
  const { base, trusted } = judged({ param: PARAM, text }, judgeHost);
  const own = credential.custom_host !== undefined && new URL(credential.custom_host).origin === new URL(base).origin;
  if (trusted || own || (provider !== undefined && secretsIn(provider, credential).size === 0)) return base;
  throw refused(
    'invalid_request',
    'Invalid custom host: a stored credential goes to the host of its integration, or to one that the operator trusts. Make an integration with this host and its key, or have the host added to TRUSTED_CUSTOM_HOSTS',
    PARAM,
    'untrusted_custom_host',
  );
}
