import type { Json } from '@sluice/provider-sdk';
import { badRequest, booleanAt, compact, objectAt, stringAt } from '@sluice/provider-sdk/chat';
import { isStrict } from '../tools/strict-schema.ts';

/** `text.format` as chat's `response_format`, which holds a schema one level deeper. */
export function readFormat(text: Json): Json | undefined {
  const format = objectAt(text, 'format', 'text.format');
  switch (format?.['type']) {
    case undefined:
    case 'text':
      return undefined;
    case 'json_object':
      return { type: 'json_object' };
    case 'json_schema': {
      const schema = objectAt(format!, 'schema', 'text.format.schema');
      const described = compact({
        name: stringAt(format!, 'name', 'text.format.name'),
        description: stringAt(format!, 'description', 'text.format.description'),
        schema,
        // Strict where nothing is said, as with functions (recorded, 2026-08); a schema that is not would be refused.
        strict: booleanAt(format!, 'strict', 'text.format.strict') ?? (isStrict(schema) ? true : undefined),
      });
      return { type: 'json_schema', json_schema: described ?? {} };
    }
    default:
      throw badRequest('text.format.type', 'must be text, json_object or json_schema');
  }
}
