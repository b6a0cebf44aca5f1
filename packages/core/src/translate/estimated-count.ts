import type { Json, WireRequest } from '@sluice/provider-sdk';
import type { Outcome } from '../outcome.ts';
import { estimateTokens } from '../route/needs.ts';

/** The token count of a Messages call for a provider that has none to give: by estimate, and marked as one. */
export function estimatedCount({ body }: WireRequest): Outcome {
  const { system, messages, tools } = JSON.parse(Buffer.from(body ?? []).toString()) as Json;
  const count = estimateTokens(system, messages, tools);
  return {
    kind: 'whole',
    status: 200,
    headers: ['content-type', 'application/json', 'x-sluice-estimated', 'input_tokens'],
    body: Buffer.from(JSON.stringify({ input_tokens: count })),
    usage: undefined,
  };
}
