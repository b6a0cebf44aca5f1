import type Joi from 'joi';

/** A schema as documents have it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What joi says of a schema of its own, as far as its JSON Schema says less. */
interface Described {
  readonly type?: string;
  readonly flags?: { readonly result?: string; readonly unknown?: boolean; readonly description?: string };
  readonly invalid?: readonly unknown[];
  readonly rules?: readonly { readonly name: string; readonly args?: PatternArgs }[];
  readonly keys?: Readonly<Record<string, Described>>;
  readonly renames?: readonly { readonly from: string; readonly to: string }[];
  readonly items?: readonly Described[];
  readonly dependencies?: readonly { readonly rel: string; readonly peers: readonly string[] }[];
}

interface PatternArgs {
  /** `/^a$/i` */
  readonly regex?: string;
  readonly options?: { readonly invert?: boolean };
}

/** Why clients may send what nobody reads: the SDKs repeat the path, or send back what a reply told them. */
const IGNORED = 'Taken and not read: clients send it along';

/** The JSON Schema of what a joi schema lets in. What joi's own leaves out or says otherwise is put right. */
export const jsonSchema = (schema: Joi.Schema): JsonSchema =>
  mended(schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' }), schema.describe() as Described);

function mended(given: JsonSchema, described: Described): JsonSchema {
  const schema: Record<string, unknown> = { ...given };
  const { keys = {}, renames = [], items: [item] = [], flags } = described;
  // Joi nests a list of types in a list of types, and leaves null out of the values.
  if (Array.isArray(schema['type'])) schema['type'] = [...new Set((schema['type'] as readonly unknown[]).flat())];
  if (Array.isArray(schema['enum']) && Array.isArray(schema['type']) && schema['type'].includes('null'))
    schema['enum'] = [...new Set([...(schema['enum'] as readonly unknown[]), null])];
  if (isObject(schema['properties'])) schema['properties'] = propertiesOf(schema['properties'], keys, renames);
  // To joi a pattern is about members that are not named; in JSON Schema it is about those that are, too.
  if (isObject(schema['patternProperties']) && Object.keys(keys).length > 0) {
    [schema['additionalProperties']] = Object.values(schema['patternProperties']);
    delete schema['patternProperties'];
  }
  if (flags?.unknown === true) delete schema['additionalProperties'];
  if (item && isObject(schema['items'])) schema['items'] = mended(schema['items'], item);
  if (Array.isArray(schema['anyOf'])) schema['anyOf'] = (schema['anyOf'] as readonly JsonSchema[]).map((each) => branch(each, described));
  // It writes patterns that must not match like those that must.
  delete schema['pattern'];
  delete schema['allOf'];
  const more = [...patternsOf(described), ...togetherIn(described)];
  return { ...schema, ...(more.length === 1 && !('not' in schema) ? more[0] : more.length > 0 && { allOf: more }) };
}

/** Joi describes one alternative for each type: those of the same type are the same thing. */
function branch(given: JsonSchema, described: Described): JsonSchema {
  if (given['type'] === described.type) return mended(given, described);
  const [item] = described.items ?? [];
  return item && given['type'] === item.type ? mended(given, item) : given;
}

function patternsOf({ rules = [], invalid = [] }: Described): readonly JsonSchema[] {
  const patterns = rules.flatMap(({ name, args }): readonly JsonSchema[] => {
    const [, source, flags] = /^\/(.*)\/(\w*)$/s.exec((name === 'pattern' && args?.regex) || '') ?? [];
    if (source === undefined) return [];
    if (args?.options?.invert === true) return [{ not: { pattern: source } }];
    // JSON Schema has no way to say "in any case".
    return flags === '' ? [{ pattern: source }] : [];
  });
  return invalid.length === 0 ? patterns : [...patterns, { not: { enum: invalid } }];
}

/** Members of which one is needed, or of which there is one at most. */
const togetherIn = ({ dependencies = [] }: Described): readonly JsonSchema[] =>
  dependencies.flatMap(({ rel, peers }): readonly JsonSchema[] => {
    if (rel === 'or') return [{ anyOf: peers.map((peer) => ({ required: [peer] })) }];
    return rel === 'oxor' ? [{ not: { required: peers } }] : [];
  });

function propertiesOf(
  given: JsonSchema,
  keys: Readonly<Record<string, Described>>,
  renames: NonNullable<Described['renames']>,
): JsonSchema {
  const properties: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(given)) {
    const key = keys[name] ?? {};
    const isIgnored = key.flags?.result === 'strip' && key.flags.description === undefined;
    properties[name] = isIgnored ? { description: IGNORED } : mended(schema as JsonSchema, key);
  }
  for (const { from, to } of renames) properties[from] = { description: `The same as \`${to}\`` };
  return properties;
}

const isObject = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value);
