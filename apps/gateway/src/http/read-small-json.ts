import { FaultError, isFaultError, type JsonDocument } from '@sluice/provider-sdk';
import type { IncomingMessage } from 'node:http';
import { badJson } from './body-faults.ts';
import type { BodyLimits } from './body-limits.ts';
import { doorFor } from './doors.ts';
import { readBody } from './read-body.ts';

/** More than any schema of ours has, so that what is wrong is told before it is listed. */
const MOST_MEMBERS = 200;

/**
 * Reads a body that is a JSON object, with no name twice at its top; none is an empty one.
 *
 * @param most Bytes that are read here, where the gateway's own limit is not lower.
 * @throws FaultError as `readBody` does.
 */
export async function readSmallJson(
  request: IncomingMessage,
  limits: BodyLimits,
  most: number,
): Promise<Readonly<Record<string, unknown>>> {
  if (hasNoBody(request)) return {};
  const body = await upTo(most, limits, (fewer) => readBody(request, doorFor('POST', '/chat/completions'), fewer));
  if (body.kind !== 'json') throw badJson('it is not JSON');
  return membersOf(body.document);
}

/** Whether a request says that it has no body. */
export const hasNoBody = ({ headers: { 'content-length': length, 'transfer-encoding': encoding } }: IncomingMessage): boolean =>
  (length === undefined && encoding === undefined) || length === '0';

/** The members of an object. @throws FaultError `invalid_request` for a name that is there twice. */
export function membersOf(document: JsonDocument): Readonly<Record<string, unknown>> {
  requireDistinct(document.root.names());
  const value: unknown = JSON.parse(document.bytes.toString());
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw badJson('it is not an object');
}

/** Reads with a limit of so many bytes, where the gateway's own is not lower. */
export async function upTo<Body>(most: number, limits: BodyLimits, read: (limits: BodyLimits) => Body | Promise<Body>): Promise<Body> {
  try {
    return await read({ ...limits, bodyBytes: Math.min(limits.bodyBytes, most) });
  } catch (error) {
    if (limits.bodyBytes <= most || !isFaultError(error) || error.fault.kind !== 'too_large') throw error;
    // No setting of the operator's would help.
    throw new FaultError({ ...error.fault, message: `The body is larger than ${most} bytes, the most that is read here` });
  }
}

function requireDistinct(names: readonly string[]): void {
  if (names.length > MOST_MEMBERS) throw badJson(`it has ${names.length} members; none here has more than ${MOST_MEMBERS}`);
  const met = new Set<string>();
  for (const name of names) {
    if (met.has(name)) throw badJson(`it has "${name}" twice`);
    met.add(name);
  }
}
