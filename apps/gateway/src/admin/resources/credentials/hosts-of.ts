import type { HostVerdict } from '@sluice/core';
import { isFaultError, type ProviderAdapter } from '@sluice/provider-sdk';
import type { StoredCredential } from '@sluice/store';
import { refused } from '../../admin-fault.ts';
import { storedFields } from './field-names.ts';

/** Where a credential goes that is not the provider's own address: by what somebody wrote in it. */
export interface ChosenHost {
  /** The member that says so. */
  readonly param: string;
  /** As it was written, or as the provider makes an address of it. */
  readonly text: string;
}

/** All the hosts that a credential names, itself or by a part of an address. */
export function hostsOf(
  provider: ProviderAdapter,
  { custom_host: host, fields, deployments = [] }: StoredCredential,
): readonly ChosenHost[] {
  const inFields = [fields, ...deployments.map((each) => ({ ...fields, ...each.fields }))].flatMap((each) => hostInFields(provider, each));
  return [...(host === undefined ? [] : [{ param: 'custom_host', text: host }]), ...inFields];
}

function hostInFields(provider: ProviderAdapter, fields: Readonly<Record<string, string>>): readonly ChosenHost[] {
  const given = storedFields(provider).filter(({ name }) => fields[name] !== undefined);
  const placing = given.find(({ field }) => field.host === true);
  if (!placing) return [];
  const base = addressOf(provider, Object.fromEntries(given.map(({ key, name }) => [key, fields[name]!])), placing.name);
  return base === undefined ? [] : [{ param: placing.name, text: base }];
}

/** @throws FaultError `invalid_request` with the provider's own words for a part that is no part of an address. */
function addressOf(provider: ProviderAdapter, settings: Readonly<Record<string, string>>, param: string): string | undefined {
  try {
    return provider.baseURL(settings);
  } catch (error) {
    if (isFaultError(error)) throw refused('invalid_request', error.fault.message, param, 'invalid_custom_host');
    throw error;
  }
}

/**
 * Judges a host that is to be stored. Whoever may use the admin API is not the operator of the machine: its private network
 * is open to nobody here but by TRUSTED_CUSTOM_HOSTS, the first key included.
 *
 * @returns Its base, in the spelling that paths are put behind, and whether the operator trusts it.
 * @throws FaultError `invalid_request`
 */
export function judged(
  { param, text }: ChosenHost,
  judgeHost: (text: string) => HostVerdict,
): { readonly base: string; readonly trusted: boolean } {
  const verdict = judgeHost(text);
  if (verdict.ok) return verdict;
  throw refused('invalid_request', `Invalid custom host: ${verdict.reason}`, param, 'invalid_custom_host');
}
