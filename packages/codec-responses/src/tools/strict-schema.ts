import { isJson, listIn } from '@sluice/provider-sdk/chat';

/** Whether a JSON Schema is one that strict calling takes: every object closed, with all its properties required. */
export function isStrict(schema: unknown): boolean {
  if (!isJson(schema)) return false;
  const { properties, items, $defs: definitions } = schema;
  if (isJson(properties) || schema['type'] === 'object') {
    const required = new Set(listIn(schema['required']));
    if (schema['additionalProperties'] !== false || !Object.keys(isJson(properties) ? properties : {}).every((name) => required.has(name)))
      return false;
  }
  const within = [
    ...Object.values(isJson(properties) ? properties : {}),
    ...Object.values(isJson(definitions) ? definitions : {}),
    ...listIn(schema['anyOf']),
    ...(items === undefined ? [] : [items]),
  ];
  return within.every(isStrict);
}
