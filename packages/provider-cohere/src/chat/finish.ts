import { FaultError } from '@sluice/provider-sdk';
import type { FinishReason } from '@sluice/provider-sdk/chat';

/** Source: cohere-typescript, ChatFinishReason, 2026-08-18; `ERROR_TOXIC` and `ERROR_LIMIT` are version 1's. */
const FINISHES: Readonly<Record<string, FinishReason>> = {
  COMPLETE: 'stop',
  STOP_SEQUENCE: 'stop',
  MAX_TOKENS: 'length',
  TOOL_CALL: 'tool_calls',
  ERROR_TOXIC: 'content_filter',
  ERROR_LIMIT: 'length',
};

/**
 * Why an answer ended. A word that nobody knows is an end like any other.
 *
 * @throws FaultError where it ended because it failed.
 */
export function finishOf(reason: string | undefined, called: boolean, error?: string): FinishReason {
  if (error !== undefined || reason === 'ERROR') {
    throw new FaultError({ kind: 'upstream_error', message: error ?? 'the answer broke off with an error', code: reason });
  }
  if (reason === 'TIMEOUT') throw new FaultError({ kind: 'deadline_exceeded', message: 'the answer took too long', code: reason });
  return FINISHES[reason ?? ''] ?? (called ? 'tool_calls' : 'stop');
}
