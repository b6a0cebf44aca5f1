import type { ProviderEnvironment } from '@sluice/core';
import { environmentName, type ProviderAdapter } from '@sluice/provider-sdk';
import { variablesOf } from '../plugins/borrowed-names.ts';
import { SettingsError, type Environment } from './environment.ts';

/** Reads a provider's settings once; a provider is asked about on every request. */
export function readProviderEnvironment(environment: Environment, providers: readonly ProviderAdapter[]): ProviderEnvironment {
  const settings = new Map(providers.map((provider) => [provider, readFields(provider, environment)]));
  const bases = new Map(providers.map((provider) => [provider, readBase(provider, environment)]));
  return {
    settings: (provider) => settings.get(provider) ?? {},
    baseURL: (provider) => bases.get(provider),
  };
}

function readFields(provider: ProviderAdapter, environment: Environment): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of Object.keys(provider.fields)) {
    const value = variablesOf(provider, name)
      .map((variable) => environment[variable]?.trim())
      .find(Boolean);
    if (value) values[name] = value;
  }
  return values;
}

function readBase(provider: ProviderAdapter, environment: Environment): string | undefined {
  const variable = environmentName(provider.id, 'baseUrl');
  const text = environment[variable]?.trim();
  return text ? readBaseURL(variable, text) : undefined;
}

/**
 * A base URL that the operator set, without a slash at its end.
 *
 * @throws SettingsError naming the place where it stands.
 */
export function readBaseURL(place: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new SettingsError(place, `"${text}" is not an http or https address`);
  if (url.username || url.password) throw new SettingsError(place, 'an address with a name or password in it is not taken');
  if (url.search || url.hash)
    throw new SettingsError(place, `"${text}" has a query or a fragment; only the path can go before an operation's`);
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/**
 * What a config file says of providers, under the names that the environment has for it.
 *
 * @throws SettingsError for a provider that is not loaded, or something that it has no place for.
 */
export function providerVariables(
  entries: Readonly<Record<string, Readonly<Record<string, string>>>>,
  findProvider: (slug: string) => ProviderAdapter | undefined,
): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [slug, values] of Object.entries(entries)) {
    const provider = findProvider(slug);
    if (!provider) throw new SettingsError(`providers.${slug}`, 'this provider is not loaded');
    // Nobody knows the fields of one that could not be loaded, and whoever calls it is told why.
    if (provider.notServed !== undefined) continue;
    const places = new Set(['baseUrl', ...Object.keys(provider.fields)].map((field) => environmentName(provider.id, field)));
    for (const [name, value] of Object.entries(values)) {
      const variable = environmentName(provider.id, name);
      if (!places.has(variable)) throw new SettingsError(`providers.${slug}.${name}`, `${provider.name} has no such field`);
      variables[variable] = value;
    }
  }
  return variables;
}
