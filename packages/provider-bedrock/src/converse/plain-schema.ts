import type { Json } from '@sluice/provider-sdk';
import { isJson } from '@sluice/provider-sdk/chat';

/** What Claude's grammar does not know and refuses. Source: Anthropic's docs, "Structured outputs", read 2026-11. */
const UNKNOWN: ReadonlySet<string> = new Set([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'not',
]);

const MAPS: ReadonlySet<string> = new Set(['properties', '$defs', 'definitions']);
const LISTS: ReadonlySet<string> = new Set(['anyOf', 'allOf', 'oneOf']);

/** A schema without what Claude's grammar refuses; its objects take no members but their own. */
export function plainSchema(schema: Json): Json {
  const kept = Object.entries(schema)
    .filter(([name, value]) => !UNKNOWN.has(name) && !(name === 'minItems' && Number(value) > 1))
    .map(([name, value]) => [name === 'oneOf' ? 'anyOf' : name, plainMember(name, value)]);
  const plain: Json = Object.fromEntries(kept) as Json;
  return plain['type'] === 'object' || isJson(plain['properties']) ? { ...plain, additionalProperties: false } : plain;
}

function plainMember(name: string, value: unknown): unknown {
  if (MAPS.has(name) && isJson(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
  if (LISTS.has(name) && Array.isArray(value)) return value.map(plain);
  return name === 'items' ? plain(value) : value;
}

const plain = (value: unknown): unknown => (isJson(value) ? plainSchema(value) : value);
