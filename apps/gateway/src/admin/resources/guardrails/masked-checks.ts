import type { GuardrailCheck } from '@sluice/contract';
import { isDeepStrictEqual } from 'node:util';
import { refused } from '../../admin-fault.ts';
import { mapSecrets } from '../configs/secret-places.ts';
import { mask } from '../credentials/mask.ts';

/** Checks as they may be shown: headers and what is called a secret in parameters, by its end. */
export const maskedChecks = (checks: readonly GuardrailCheck[]): readonly GuardrailCheck[] =>
  checks.map((check) => inParameters(check, maskedValue));

/**
 * Checks that were read, changed and sent back, with the secrets again that their reader did not see: only in a check that
 * is otherwise as it was, so that nobody has a secret sent to another address than the one it was given for.
 *
 * @throws FaultError `invalid_request` where a secret has to be sent again.
 */
export function unmaskedChecks(given: readonly GuardrailCheck[], kept: readonly GuardrailCheck[]): readonly GuardrailCheck[] {
  return given.map((check, index) => {
    if (!holdsMask(check)) return check;
    const same = kept.find(
      (each) => each.id === check.id && isDeepStrictEqual(inParameters(each, maskedValue).parameters, check.parameters),
    );
    if (same) return { ...check, parameters: same.parameters ?? null };
    throw refused(
      'invalid_request',
      `checks[${index}] (${check.id}) holds a secret that is only shown by its end. It is kept where the check's parameters are sent as they were shown; changed, send it whole`,
      `checks.${index}.parameters`,
      'masked_secret',
    );
  });
}

function holdsMask(check: GuardrailCheck): boolean {
  let found = false;
  inParameters(check, (value) => {
    found ||= isMask(value);
    return value;
  });
  return found;
}

function inParameters(check: GuardrailCheck, change: (secret: unknown) => unknown): GuardrailCheck {
  if (!check.parameters) return check;
  const { override_params: parameters } = mapSecrets({ override_params: check.parameters }, () => undefined, change);
  return { ...check, parameters: parameters as NonNullable<GuardrailCheck['parameters']> };
}

const maskedValue = (secret: unknown): unknown => (isMask(secret) || typeof secret !== 'string' ? secret : mask(secret));

const isMask = (value: unknown): boolean => typeof value === 'string' && value.startsWith('••••');
