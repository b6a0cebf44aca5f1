import { FaultError } from '@sluice/provider-sdk';
import type Joi from 'joi';

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Checks a body or a query. Clients of one language write `usageLimits` and those of the other `usage_limits`: at the
 * top both are the second; what stands deeper is as it was typed. Wire spec §20.0.
 *
 * @throws FaultError `invalid_request` naming every member that is wrong, or is none.
 */
export function checkInput(
  given: Readonly<Record<string, unknown>>,
  schema: Joi.ObjectSchema,
  place: 'body' | 'query',
): Record<string, unknown> {
  const spelled: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) if (value !== undefined) spelled[snakeCase(name)] = value;
  // Node's generic `client.post` puts this into every body.
  if (spelled['stream'] === false) delete spelled['stream'];
  const { error, value } = schema.validate(spelled, { abortEarly: false, convert: place === 'query', errors: { wrap: { label: '"' } } });
  if (!error) return value as Record<string, unknown>;
  const errors = error.details.map(({ message }) => message);
  throw new FaultError({
    kind: 'invalid_request',
    message: `Invalid ${place}: ${errors.join('; ')}`,
    param: error.details[0]!.path.join('.'),
    code: 'invalid_value',
    errors,
  });
}
