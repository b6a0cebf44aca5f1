// oxlint-disable unicorn/no-thenable -- `then` is a word of JSON Schema
import type { ConfigSchema } from '@sluice/contract';
import { configNames } from '@sluice/core';
import { nodeSchema } from '@sluice/core/config';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { jsonSchema, type JsonSchema } from '../../../../docs/api/admin/json-schema.ts';
import type { AdminMeans } from '../../../means.ts';
import { ABOUT, ABOUT_MODES, REFUSED_MEMBERS } from './about-members.ts';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** Members of a strategy that one mode alone knows. */
const OF_ONE_MODE = { on_fault_kinds: 'fallback', hedge_after_ms: 'fallback', by: 'split', experiment: 'split' } as const;

/** Parts that stand at many places, and are told once. */
const SHARED = ['retry', 'cache', 'strategy'] as const;

/**
 * The config language as JSON Schema, for editors: each member with what it is for, and the fields of every provider that is loaded.
 * It is drawn from the declaration by which configs are read. Names are told in snake case, and what may be null is left out: both
 * spellings, and null for nothing, are read all the same.
 */
export function configJsonSchema({ providers, extensions }: Pick<AdminMeans, 'providers' | 'extensions'>): ConfigSchema {
  const { targets, shadow, ...members } = told(propertiesOf(jsonSchema(nodeSchema)), '');
  const shared = Object.fromEntries(SHARED.map((name) => [name, members[name]!]));
  const own = {
    ...fieldsOf(providers()),
    ...members,
    ...Object.fromEntries(SHARED.map((name) => [name, ref(name)])),
    provider: { ...members['provider'], examples: providers().flatMap(({ id, notServed }) => (notServed === undefined ? [id] : [])) },
    targets: { ...targets, items: ref('target') },
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A config of Sluice',
    description: 'How a request is sent on its way: a target, or a strategy with targets. Names may be written in camel case, too.',
    ...node({
      ...own,
      shadow: { ...shadow, properties: { ...propertiesOf(shadow!), target: { ...propertiesOf(shadow!)['target'], ...ref('target') } } },
    }),
    $defs: {
      target: { description: 'Whom to call, or a choice among others.', ...node(own) },
      ...shared,
      strategy: strategy(shared['strategy']!, [...extensions.strategies.keys()]),
    },
  };
}

const ref = (name: string) => ({ $ref: `#/$defs/${name}` });

const propertiesOf = (schema: JsonSchema) => (schema['properties'] ?? {}) as Schemas;

/** A node, whatever stands in it: what is no member of the language is a provider's own field, and a text. */
const node = (properties: Schemas): JsonSchema => ({
  type: 'object',
  properties,
  additionalProperties: { type: 'string' },
  dependentRequired: { strategy: ['targets'], targets: ['strategy'] },
  not: { required: ['api_key', 'api_keys'] },
});

/** The same members with what each is for, at any depth. */
function told(given: Schemas, above: string): Schemas {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, schema]) => {
      const path = above === '' ? name : `${above}.${name}`;
      if (REFUSED_MEMBERS.has(path)) return [];
      return [[name, { ...within(plain(schema), path), description: ABOUT[path] }]];
    }),
  );
}

function within(schema: JsonSchema, path: string): JsonSchema {
  if (schema['properties']) return { ...schema, properties: told(propertiesOf(schema), path) };
  const items = schema['items'] as JsonSchema | undefined;
  return items?.['properties'] ? { ...schema, items: within(items, path) } : schema;
}

/** A member that joi has conditions for is told as a list of one alternative. */
function plain(schema: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema as { readonly anyOf?: readonly JsonSchema[] };
  return anyOf?.length === 1 ? { ...rest, ...anyOf[0] } : schema;
}

function strategy(given: JsonSchema, plugins: readonly string[]): JsonSchema {
  const { mode, ...properties } = propertiesOf(given);
  const modes = [...(mode!['enum'] as readonly string[]), ...plugins];
  const { additionalProperties: _closed, ...open } = given;
  return {
    // What else a plugin's strategy takes is its own.
    ...(plugins.length > 0 ? open : given),
    properties: {
      mode: {
        ...mode,
        enum: modes,
        oneOf: modes.map((each) => ({ const: each, description: ABOUT_MODES[each] ?? 'A strategy of a plugin.' })),
      },
      ...properties,
    },
    dependentSchemas: Object.fromEntries(
      Object.entries(OF_ONE_MODE).map(([name, only]) => [name, { properties: { mode: { enum: [only, ...plugins] } } }]),
    ),
    if: { properties: { mode: { const: 'conditional' } }, required: ['mode'] },
    then: { required: ['conditions'] },
  };
}

/** Fields that providers have of their own, by their names in a config, with whose they are. */
function fieldsOf(providers: readonly ProviderAdapter[]): Schemas {
  const owners = new Map<string, { readonly label: string; readonly names: string[] }>();
  for (const { name, fields, credential } of providers)
    for (const [key, field] of Object.entries(fields))
      for (const spelled of key === credential ? [] : configNames(field)) {
        const known = owners.get(spelled) ?? { label: field.label, names: [] };
        owners.set(spelled, { ...known, names: [...known.names, name] });
      }
  return Object.fromEntries(
    [...owners].map(([name, { label, names }]) => [
      name,
      { type: name.endsWith('_json') ? ['string', 'object'] : 'string', description: `${label} (${[...new Set(names)].join(', ')}).` },
    ]),
  );
}
