import type { CatalogueProvider } from '@sluice/contract';
import type { ProviderEnvironment } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { storedFields } from '../credentials/field-names.ts';
import { lacksKey } from '../credentials/lacks-key.ts';

/** A provider as its adapter declares it, for whoever draws a form. */
export function catalogueView(provider: ProviderAdapter, environment: ProviderEnvironment): CatalogueProvider {
  const { id, name, aliases, stability, notServed, credential, otherCredentials, operations, models } = provider;
  const fields = storedFields(provider);
  const base = environment.baseURL(provider);
  const nameOf = (key: string) => fields.find((field) => field.key === key)?.name ?? key;
  const key = credential === undefined ? undefined : provider.fields[credential];
  return {
    object: 'catalogue-provider',
    slug: id,
    name,
    aliases,
    stability,
    not_served: notServed ?? null,
    needs_key: lacksKey(provider, { keys: [], fields: {} }),
    key: key ? { label: key.label, required: key.required } : null,
    fields: fields.map(({ name: spelled, field: { label, type, required, host } }) => ({
      name: spelled,
      label,
      type,
      required,
      is_host: host === true,
    })),
    other_credentials: otherCredentials.map((group) => group.map(nameOf)),
    operations: Object.keys(operations),
    base_url: base ?? ownBase(provider, {}) ?? null,
    needs_custom_host:
      !provider.answer && base === undefined && notServed === undefined && ownBase(provider, filled(provider)) === undefined,
    in_environment: hasCredential(provider, environment.settings(provider)),
    models: models.length,
  };
}

/** Where it stands by itself; one that answers within this process stands nowhere. */
function ownBase({ answer, baseURL }: ProviderAdapter, settings: Readonly<Record<string, string>>): string | undefined {
  if (answer) return undefined;
  try {
    return baseURL(settings);
  } catch {
    // It cannot say without what it has not been told, which is an answer as well.
    return undefined;
  }
}

/** As if everything had been told. */
const filled = ({ fields }: ProviderAdapter) => Object.fromEntries(Object.keys(fields).map((name) => [name, 'x']));

/** Whether what the environment says is enough to call it. */
export const hasCredential = (
  { credential, otherCredentials }: ProviderAdapter,
  settings: Readonly<Record<string, string | undefined>>,
): boolean =>
  credential !== undefined && [[credential], ...otherCredentials].some((group) => group.every((name) => settings[name] !== undefined));
