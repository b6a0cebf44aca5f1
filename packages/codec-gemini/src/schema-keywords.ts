import type { Json } from '@sluice/provider-sdk';
import { cannot } from '@sluice/provider-sdk/chat';

/** Keywords that a Schema has too, by the type they speak of. Source: google-gemini API reference, `Schema`, 2026-08. */
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  STRING: ['minLength', 'maxLength', 'pattern'],
  NUMBER: ['minimum', 'maximum'],
  INTEGER: ['minimum', 'maximum'],
  ARRAY: ['minItems', 'maxItems'],
  OBJECT: ['minProperties', 'maxProperties'],
};

/** Formats that are known; others are refused, and to JSON Schema a format is a remark. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  STRING: ['date-time'],
  NUMBER: ['float', 'double'],
  INTEGER: ['int32', 'int64'],
};

/** What is said about a schema and changes nothing that fits it. */
const REMARKS = ['title', 'description', 'default', 'example', 'nullable'];

/** Keywords that a Schema has no words for, and that would let other values through if they were left out. */
const BEYOND = [
  'patternProperties',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
  'unevaluatedProperties',
  'unevaluatedItems',
  'prefixItems',
  'additionalItems',
  'contains',
  'uniqueItems',
  'multipleOf',
  'not',
  'if',
  '$dynamicRef',
  '$recursiveRef',
];

/** Refuses by name what cannot be said. */
export function refuseBeyond(schema: Json, path: string): void {
  // A rule that is switched off rules nothing.
  const found = BEYOND.find((name) => schema[name] !== undefined && schema[name] !== false);
  if (found !== undefined) throw cannot(`${path}.${found}`, 'this model’s schemas have no word for it');
}

export const remarksOf = (schema: Json): Json => picked(schema, REMARKS);

/** The limits of one type. */
export function limitsOf(schema: Json, type: string, path: string): Json {
  const format = FORMATS[type]?.find((name) => name === schema['format']);
  return { ...(format !== undefined && { format }), ...picked(schema, BY_TYPE[type] ?? []), ...exclusive(schema, type, path) };
}

/** Above a whole number is from the next one on; between other numbers there is no next. */
function exclusive(schema: Json, type: string, path: string): Json {
  if (type !== 'INTEGER' && type !== 'NUMBER') return {};
  const limits: Record<string, number> = {};
  for (const [name, limit, pick] of [
    ['exclusiveMinimum', 'minimum', Math.max],
    ['exclusiveMaximum', 'maximum', Math.min],
  ] as const) {
    const value = schema[name];
    if (value === undefined || value === false) continue;
    if (type === 'NUMBER' || typeof value !== 'number')
      throw cannot(`${path}.${name}`, 'this model’s schemas have limits that belong to the range');
    const next = limit === 'minimum' ? Math.floor(value) + 1 : Math.ceil(value) - 1;
    const other = schema[limit];
    limits[limit] = typeof other === 'number' ? pick(next, other) : next;
  }
  return limits;
}

const picked = (schema: Json, names: readonly string[]): Json =>
  Object.fromEntries(names.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]]));
