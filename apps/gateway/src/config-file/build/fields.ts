import { configNames } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { SettingsError } from '../../settings/environment.ts';

/** @throws SettingsError for a field that the provider does not have. */
export function checkFields(provider: ProviderAdapter, fields: Readonly<Record<string, unknown>>, place: string): void {
  // Nobody knows the fields of one that could not be loaded.
  if (provider.notServed !== undefined) return;
  const known = new Set(Object.values(provider.fields).flatMap(configNames));
  for (const field of Object.keys(fields))
    if (!known.has(field)) throw new SettingsError(`${place}.${field}`, `${provider.name} has no such field`);
}
