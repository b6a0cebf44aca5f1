import type { Fault, WireFailure } from '@sluice/provider-sdk';
import { readOpenAIFault } from '@sluice/provider-sdk/openai';

/**
 * Reads `{"error":{"message":…}}` of the compatible addresses and `{"error":"…"}` of its own. Neither has a word for what
 * is wrong, so what it says must tell. Source: Ollama, docs/api/errors.mdx, 2026; the texts of recorded errors, 2026.
 */
export function readFault(failure: WireFailure): Fault {
  const fault = readOpenAIFault(failure);
  // "model 'x' not found" and "model "x" not found, try pulling it first".
  if (failure.status === 404 && /\bmodel\b.*not found/.test(fault.message)) return { ...fault, kind: 'model_not_found' };
  if (failure.status === 400 && /exceeds (?:the )?(?:maximum )?context length/.test(fault.message))
    return { ...fault, kind: 'context_too_long' };
  return fault;
}
