import type { Json } from '@sluice/provider-sdk';
import { cannot } from '@sluice/provider-sdk/chat';

/**
 * The schema of a tool's input. Only an object can be one, and Converse wants that said at the top; where nothing is said it
 * is one without members. Source: Bedrock API reference, ToolInputSchema, read 2026-11.
 *
 * @throws FaultError `invalid_request` naming what stands at the top in an object's place.
 */
export function inputSchema(schema: Json | undefined, path: string): Json {
  const type = schema?.['type'] ?? undefined;
  if (type !== undefined && type !== 'object')
    throw cannot(`${path}.type`, 'the top of an input must be an object; put this into a property');
  const choice = ['anyOf', 'oneOf', 'allOf'].find((name) => schema?.[name] !== undefined);
  if (type === undefined && choice !== undefined) {
    throw cannot(
      `${path}.${choice}`,
      'the top of an input must be an object; put the choice into a property, or say "type":"object" beside it',
    );
  }
  return { ...schema, type: 'object', ...(schema?.['properties'] === undefined && { properties: {} }) };
}
