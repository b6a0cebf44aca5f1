import { isFaultError } from '@sluice/provider-sdk';

/** Why something cannot be had, for one who only asks. What is no fault is thrown on. */
export function reasonOf(error: unknown): string {
  if (isFaultError(error)) return error.fault.message;
  throw error;
}
