import { cannot } from '../chat/members.ts';
import type { JsonObject } from '../json/index.ts';

/**
 * For a provider that writes JSON objects and takes no schema for them. A schema that is only wished for becomes an
 * instruction; one that must hold is refused, since nothing would make it hold.
 *
 * @throws FaultError naming `response_format.json_schema.strict`.
 */
export function schemaAsInstruction(body: JsonObject): void {
  const format = body.object('response_format');
  if (format?.text('type') !== 'json_schema') return;
  const described = format.object('json_schema');
  if (described?.get('strict') === true) {
    throw cannot('response_format.json_schema.strict', 'this provider holds to no schema; leave "strict" out to have it told to the model');
  }
  const schema = described?.get('schema') ?? {};
  const instruction = `Answer with one JSON object, and nothing else, that fits this JSON Schema:\n${JSON.stringify(schema)}`;
  body.array('messages')?.prepend([{ role: 'system', content: instruction }]);
  body.set('response_format', { type: 'json_object' });
}
