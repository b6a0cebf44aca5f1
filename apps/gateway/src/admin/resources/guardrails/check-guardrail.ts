import type { Extensions } from '@sluice/core';
import { refused } from '../../admin-fault.ts';
import type { GuardrailWords } from './versions.ts';

/**
 * Reads a guardrail as requests will.
 *
 * @throws FaultError `invalid_request` where it can stand neither before a request nor after it: an unknown check, parameters that no check has.
 */
export async function checkGuardrail(words: GuardrailWords & { readonly slug: string }, plugins: Extensions['checks']): Promise<void> {
  // Configs are read by few requests, so what reads them is loaded by the first.
  const { readGuardrail } = await import('@sluice/core/config');
  const { input, output } = readGuardrail(words, plugins);
  if (input.ok || output.ok) return;
  const reasons = [...new Set([input.reason, output.reason])].join('; or after the reply: ');
  throw refused('invalid_request', `Invalid guardrail: ${reasons}`, 'checks', 'invalid_guardrail');
}
