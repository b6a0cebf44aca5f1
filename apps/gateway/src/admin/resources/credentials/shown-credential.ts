import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { StoredCredential } from '@sluice/store';
import { storedFields } from './field-names.ts';
import { mask } from './mask.ts';

/** What of a credential people get to see: never a secret, whole. */
export type ShownCredential = Readonly<Record<string, unknown>>;

/** A credential as it is shown: texts as they are, secrets by their end. A header's value may be a secret, so each counts as one. */
export function shownCredential(
  provider: ProviderAdapter | undefined,
  { fields, custom_host: host, custom_headers: headers, deployments }: StoredCredential,
): ShownCredential {
  const texts = new Set(provider ? storedFields(provider).flatMap(({ name, field }) => (field.type === 'text' ? [name] : [])) : []);
  const shown = (given: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(given).map(([name, value]) => [name, texts.has(name) ? value : mask(value)]));
  return {
    ...shown(fields),
    ...(host !== undefined && { custom_host: host }),
    ...(headers && { custom_headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, mask(value)])) }),
    ...(deployments && { deployment_config: deployments.map(({ fields: own, ...rest }) => ({ ...rest, ...shown(own) })) }),
  };
}

/** How the key is shown: of several, the first. */
export const maskedKey = ({ keys }: StoredCredential): string | null => (keys[0] === undefined ? null : mask(keys[0]));
