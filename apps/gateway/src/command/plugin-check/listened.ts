import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { ToldSecrets } from './told-secrets.ts';

/**
 * A provider whose faults are looked through for secrets of its own adding. What a failure itself quotes the provider has said, and
 * a gateway cuts it out.
 */
export function listened(provider: ProviderAdapter, secrets: ToldSecrets, onTold: (where: string) => void): ProviderAdapter {
  const { readFault } = provider;
  if (!readFault) return provider;
  return {
    ...provider,
    readFault(failure) {
      const quotes = secrets.areIn(failure);
      const fault = readFault(failure);
      if (!quotes && secrets.areIn(fault)) onTold('readFault');
      return fault;
    },
  };
}
