import { configNames } from '@sluice/core';
import type { Field, ProviderAdapter } from '@sluice/provider-sdk';

/** One of a provider's fields, by the name that it is kept under. */
export interface NamedField {
  /** As in `provider.fields`. */
  readonly key: string;
  /** As in a config: `aws_region`. */
  readonly name: string;
  readonly field: Field;
}

/** Words of Portkey's API for what providers call otherwise. Wire spec §20.1. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  deployment_name: 'deployment_id',
  model_slug: 'model_name',
};

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The fields of a provider that a config can name: all but its key. */
export const storedFields = ({ fields, credential }: ProviderAdapter): readonly NamedField[] =>
  Object.entries(fields).flatMap(([key, field]) => {
    const [name] = configNames(field);
    return key === credential || name === undefined ? [] : [{ key, name, field }];
  });

/**
 * The field that somebody means, in snake or camel case: by a name that it has in configs (`aws_region`), by the same
 * without the vendor in front (`region`), or by Portkey's word for it, with or without the vendor in front.
 */
export function fieldNamed(provider: ProviderAdapter, spelled: string): NamedField | undefined {
  const fields = storedFields(provider);
  const vendors = new Set(fields.flatMap(({ field }) => field.header?.split('-', 1) ?? []));
  const name = snakeCase(spelled);
  const [, vendor = '', rest = ''] = /^([a-z0-9]+)_(.+)$/.exec(name) ?? [];
  const plain = vendors.has(vendor) ? rest : name;
  for (const each of [name, plain, OTHER_WORDS[plain]]) {
    const found = each === undefined ? undefined : fields.find((field) => namesOf(field).includes(each));
    if (found) return found;
  }
  return undefined;
}

const namesOf = ({ key, field }: NamedField): readonly string[] => [
  ...configNames(field),
  snakeCase(key),
  ...(field.header === undefined ? [] : [field.header.slice(field.header.indexOf('-') + 1).replaceAll('-', '_')]),
];
