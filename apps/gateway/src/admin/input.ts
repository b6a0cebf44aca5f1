import { FaultError } from '@sluice/provider-sdk';
import type Joi from 'joi';
import { refused } from './admin-fault.ts';
import { requireKeepable } from './keepable.ts';

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The members of an address' query. @throws FaultError `invalid_request` for one that is there twice. */
export function queryIn(url: string): Readonly<Record<string, string>> {
  const parameters = new URLSearchParams(url.split('?')[1] ?? '');
  const twice = [...parameters.keys()].find((name) => parameters.getAll(name).length > 1);
  if (twice !== undefined) throw refused('invalid_request', `"${twice}" is in the query twice: send it once`, twice, 'ambiguous');
  return Object.fromEntries(parameters);
}

/**
 * Checks a body or a query. Clients of one language write `usageLimits` and those of the other `usage_limits`: at the
 * top both are the second; what stands deeper is as it was typed. Wire spec §20.0.
 *
 * @param within Where it stands in what was sent, for messages: `[3]`.
 * @throws FaultError `invalid_request` naming every member that is wrong, or is none.
 */
export function checkInput(
  given: Readonly<Record<string, unknown>>,
  schema: Joi.ObjectSchema,
  place: 'body' | 'query',
  within = '',
): Record<string, unknown> {
  requireKeepable(given);
  const spelled = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(given)) {
    const member = snakeCase(name);
    if (member === '__proto__') throw refused('invalid_request', `"${name}" is no name of a member`, name, 'invalid_value');
    // Whichever counted, somebody would mean the other.
    if (Object.hasOwn(spelled, member))
      throw refused('invalid_request', `"${member}" is sent in two spellings: send one`, member, 'ambiguous');
    spelled[member] = value;
  }
  // Node's generic `client.post` puts this into every body.
  if (spelled['stream'] === false) delete spelled['stream'];
  const { error, value } = schema.validate(spelled, { abortEarly: false, convert: place === 'query', errors: { wrap: { label: '"' } } });
  if (!error) return value as Record<string, unknown>;
  const errors = error.details.map(({ message }) => (within === '' ? message : `${within}: ${message}`));
  throw new FaultError({
    kind: 'invalid_request',
    message: `Invalid ${place}: ${errors.join('; ')}`,
    param: [...(within === '' ? [] : [within]), ...error.details[0]!.path].join('.'),
    code: 'invalid_value',
    errors,
  });
}
