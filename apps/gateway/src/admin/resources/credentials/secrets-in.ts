import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { StoredCredential } from '@sluice/store';
import { storedFields } from './field-names.ts';

/** All that nobody must get to see of a credential. */
export function secretsIn(
  provider: ProviderAdapter,
  { keys, fields, custom_headers: headers = {}, deployments = [] }: StoredCredential,
): ReadonlySet<string> {
  const secret = new Set(storedFields(provider).flatMap(({ name, field }) => (field.type === 'secret' ? [name] : [])));
  const inFields = [fields, ...deployments.map((each) => each.fields)].flatMap((each) =>
    Object.entries(each).flatMap(([name, value]) => (secret.has(name) ? [value] : [])),
  );
  return new Set([...keys, ...inFields, ...Object.values(headers)]);
}
