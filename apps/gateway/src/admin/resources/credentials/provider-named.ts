import type { ProviderAdapter } from '@sluice/provider-sdk';
import { refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';

/** @throws FaultError `invalid_request` for a provider that is not loaded, or that is known and not served. */
export function providerNamed(named: string, param: string, { findProvider }: Pick<AdminMeans, 'findProvider'>): ProviderAdapter {
  const provider = findProvider(named);
  if (!provider) throw refused('invalid_request', `Invalid provider passed: "${named}" is not loaded`, param, 'unknown_provider');
  if (provider.notServed === undefined) return provider;
  throw refused(
    'invalid_request',
    `${provider.id} (${provider.name}) is not served by this gateway: ${provider.notServed}`,
    param,
    'provider_not_served',
  );
}
