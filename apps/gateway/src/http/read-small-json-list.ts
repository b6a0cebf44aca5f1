import type { IncomingMessage } from 'node:http';
import { badJson } from './body-faults.ts';
import type { BodyLimits } from './body-limits.ts';
import { parseJson, readBytes } from './read-body.ts';
import { hasNoBody, membersOf, readSmallJson, upTo } from './read-small-json.ts';

/**
 * Reads a body that is a JSON object or an array, of whatever; names in an array's objects are not looked at.
 *
 * @param most Bytes that are read here, where the gateway's own limit is not lower.
 * @throws FaultError as `readSmallJson` does.
 */
export async function readSmallJsonList(
  request: IncomingMessage,
  limits: BodyLimits,
  most: number,
): Promise<Readonly<Record<string, unknown>> | readonly unknown[]> {
  // What is no JSON by its headers is refused there.
  if (hasNoBody(request) || !isJson(request)) return readSmallJson(request, limits, most);
  const bytes = await upTo(most, limits, (fewer) => readBytes(request, fewer));
  if (!/^\s*\[/.test(bytes.toString('latin1', 0, 1_000))) return membersOf(parseJson(bytes, limits.jsonDepth));
  // Inside of an object, where it is looked at how deep it goes before it is built.
  parseJson(Buffer.concat([Buffer.from('{"list":'), bytes, Buffer.from('}')]), limits.jsonDepth + 1);
  try {
    return JSON.parse(bytes.toString()) as readonly unknown[];
  } catch {
    throw badJson('there is more behind its array');
  }
}

function isJson({ headers }: IncomingMessage): boolean {
  const { 'content-type': type = 'application/json', 'content-encoding': encoding = 'identity' } = headers;
  return encoding === 'identity' && type.toLowerCase().startsWith('application/json');
}
