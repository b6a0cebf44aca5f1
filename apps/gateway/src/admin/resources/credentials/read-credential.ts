import type { HostVerdict } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { StoredCredential } from '@sluice/store';
import { refused } from '../../admin-fault.ts';
import { readCustomHeaders } from './custom-headers.ts';
import type { GivenCredential } from './given-credential.ts';
import { hostsOf, judged } from './hosts-of.ts';
import { lacksKey } from './lacks-key.ts';
import { readDeployments } from './read-deployments.ts';
import { readFields } from './read-fields.ts';
import { secretsIn } from './secrets-in.ts';

/** What a credential is read with. */
export interface CredentialMeans {
  readonly provider: ProviderAdapter;
  readonly judgeHost: (text: string) => HostVerdict;
}

/** What a credential is before anybody has said anything. */
export const NO_CREDENTIAL: StoredCredential = { keys: [], fields: {} };

/**
 * Reads what somebody sends of a credential: over what is kept of it, which stays where nothing is said.
 *
 * @throws FaultError `invalid_request` naming what the provider does not have, or cannot do without, or where it must not go.
 */
export function readCredential(given: GivenCredential, before: StoredCredential, means: CredentialMeans): StoredCredential {
  const { provider, judgeHost } = means;
  const written = over(given, before, provider);
  const known = hostsOf(provider, before).map(({ text }) => text);
  for (const host of hostsOf(provider, written)) {
    const { trusted } = judged(host, judgeHost);
    if (!trusted && !known.includes(host.text)) requireOwnSecrets(host.param, given, { before, after: written, provider });
  }
  const credential =
    written.custom_host === undefined
      ? written
      : { ...written, custom_host: judged({ param: 'custom_host', text: written.custom_host }, judgeHost).base };
  requireKey(provider, credential);
  return credential;
}

function over(given: GivenCredential, before: StoredCredential, provider: ProviderAdapter): StoredCredential {
  const fields: Record<string, string> = { ...before.fields };
  for (const [name, value] of Object.entries(readFields(provider, given.fields))) {
    if (value === null) delete fields[name];
    else fields[name] = value;
  }
  const host = given.custom_host === undefined ? before.custom_host : given.custom_host || undefined;
  const headers = given.custom_headers === undefined ? before.custom_headers : readCustomHeaders(given.custom_headers ?? {});
  const deployments = given.deployment_config === undefined ? before.deployments : readDeployments(provider, given.deployment_config ?? []);
  return {
    keys: readKeys(given, before),
    fields,
    ...(host !== undefined && { custom_host: host }),
    ...(headers && Object.keys(headers).length > 0 && { custom_headers: headers }),
    ...(deployments && deployments.length > 0 && { deployments }),
  };
}

function readKeys({ key, keys }: GivenCredential, before: StoredCredential): readonly string[] {
  if (key !== undefined && key !== null && key !== '' && keys !== undefined && keys !== null)
    throw refused('invalid_request', 'Send "key" or "keys", not both', 'keys', 'invalid_value');
  if (keys !== undefined && keys !== null) return keys;
  if (key === undefined) return keys === null ? [] : before.keys;
  return key === null || key === '' ? [] : [key];
}

/**
 * Whoever may change a credential need not know it, and would learn it by sending it to a host of its own: a new host takes
 * new secrets with it, unless the operator trusts it.
 */
function requireOwnSecrets(
  param: string,
  given: GivenCredential,
  { before, after, provider }: { readonly before: StoredCredential; readonly after: StoredCredential; readonly provider: ProviderAdapter },
): void {
  const fresh = secretsIn(provider, over(given, NO_CREDENTIAL, provider));
  const kept = secretsIn(provider, before);
  const carried = [...secretsIn(provider, after)].some((secret) => kept.has(secret) && !fresh.has(secret));
  if (!carried) return;
  throw refused(
    'invalid_request',
    `Invalid custom host: a stored credential does not go to another host by itself. Send the key and other secrets again with "${param}", or have the host added to TRUSTED_CUSTOM_HOSTS`,
    param,
    'untrusted_custom_host',
  );
}

function requireKey(provider: ProviderAdapter, credential: StoredCredential): void {
  if (lacksKey(provider, credential))
    throw refused('invalid_request', `${provider.name} needs a key: send it as "key"`, 'key', 'missing_credential');
}
