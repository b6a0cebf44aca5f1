import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { StoredCredential } from '@sluice/store';
import { storedFields } from './field-names.ts';

/** Whether a provider could not be called with this. A server of one's own behind a custom host may well want no key. */
export function lacksKey(provider: ProviderAdapter, { keys, fields, custom_host: host }: StoredCredential): boolean {
  const { credential, otherCredentials } = provider;
  if (credential === undefined || keys.length > 0 || host !== undefined) return false;
  if (provider.fields[credential]?.required === false && otherCredentials.length === 0) return false;
  const given = new Set(storedFields(provider).flatMap(({ key, name }) => (fields[name] === undefined ? [] : [key])));
  return !otherCredentials.some((group) => group.every((name) => given.has(name)));
}
