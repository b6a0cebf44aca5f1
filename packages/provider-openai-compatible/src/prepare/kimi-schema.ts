import { isJson } from '@sluice/provider-sdk/chat';

/**
 * A JSON Schema as Moonshot's reader takes it: no `type` beside `anyOf`, and tuples as `prefixItems`.
 * The same value where there was nothing to change. Source: platform.moonshot.ai, tool use, as of 2026-11.
 */
export function kimiSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return sameOrNew(schema, (schema as readonly unknown[]).map(kimiSchema));
  if (!isJson(schema)) return schema;
  const inside = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, kimiSchema(value)]));
  const walked = Object.keys(schema).some((name) => inside[name] !== schema[name]) ? inside : schema;
  return withTuples(withTypeInBranches(walked));
}

const sameOrNew = (before: readonly unknown[], after: readonly unknown[]) =>
  before.every((each, index) => each === after[index]) ? before : after;

type Schema = Readonly<Record<string, unknown>>;

function withTypeInBranches(schema: Schema): Schema {
  const { type, anyOf, ...rest } = schema;
  // A property may be called "type": only a type's own forms are meant.
  if (!Array.isArray(anyOf) || !(typeof type === 'string' || Array.isArray(type))) return schema;
  return { ...rest, anyOf: (anyOf as readonly unknown[]).map((branch) => (isJson(branch) ? { type, ...branch } : branch)) };
}

function withTuples(schema: Schema): Schema {
  const { items, ...rest } = schema;
  return Array.isArray(items) ? { ...rest, prefixItems: items } : schema;
}
