import type { IncomingMessage } from 'node:http';
import { badJson } from './body-faults.ts';
import type { BodyLimits } from './body-limits.ts';
import { doorFor } from './doors.ts';
import { readBody } from './read-body.ts';

/**
 * Reads a body that is a JSON object, with no name twice at its top; none is an empty one.
 *
 * @throws FaultError as `readBody` does.
 */
export async function readSmallJson(request: IncomingMessage, limits: BodyLimits): Promise<Readonly<Record<string, unknown>>> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if ((length === undefined && encoding === undefined) || length === '0') return {};
  const body = await readBody(request, doorFor('POST', '/chat/completions'), limits);
  if (body.kind !== 'json') throw badJson('it is not JSON');
  const names = body.document.root.names();
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw badJson(`it has "${twice}" twice`);
  const value: unknown = JSON.parse(body.document.bytes.toString());
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw badJson('it is not an object');
}
