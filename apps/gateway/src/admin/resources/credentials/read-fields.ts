import type { ProviderAdapter } from '@sluice/provider-sdk';
import { refused } from '../../admin-fault.ts';
import { fieldNamed, storedFields } from './field-names.ts';

/** A provider's fields by the names they are kept under; null for one that is taken away. */
export type GivenFields = Readonly<Record<string, string | null>>;

/** @throws FaultError `invalid_request` naming the first that the provider does not have, or that is no text. */
export function readFields(provider: ProviderAdapter, given: Readonly<Record<string, unknown>>, place = ''): GivenFields {
  const names = new Set<string>();
  return Object.fromEntries(
    Object.entries(given).map(([spelled, value]) => {
      const known = fieldNamed(provider, spelled);
      if (!known) throw refused('invalid_request', unknownField(provider, `${place}${spelled}`), `${place}${spelled}`, 'unknown_field');
      if (names.has(known.name))
        throw refused('invalid_request', `"${place}${known.name}" is sent in two spellings: send one`, `${place}${spelled}`, 'ambiguous');
      names.add(known.name);
      return [known.name, textOf(value, `${place}${spelled}`)];
    }),
  );
}

function textOf(value: unknown, place: string): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  // A service account, as it was downloaded.
  if (typeof value === 'object') return JSON.stringify(value);
  throw refused('invalid_request', `"${place}" takes a text`, place, 'invalid_value');
}

function unknownField(provider: ProviderAdapter, name: string): string {
  const names = storedFields(provider).map((field) => field.name);
  return `"${name}" is neither a member of this request nor a field of ${provider.name}, which has ${names.join(', ') || 'none besides its key'}`;
}
