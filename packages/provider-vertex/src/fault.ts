import { readGeminiFault } from '@sluice/codec-gemini';
import { readMessagesFault } from '@sluice/codec-messages';
import { retryAfterMs, type Fault, type WireFailure } from '@sluice/provider-sdk';
import { jsonIn } from '@sluice/provider-sdk/chat';

/** Claude's failures are told in Anthropic's words or in Google's; all others in Google's. */
export function readFault(failure: WireFailure): Fault {
  const { status, headers, body } = failure;
  if (jsonIn(body)?.['type'] !== 'error') return readGeminiFault(failure);
  return { ...readMessagesFault(body, status), retryAfterMs: retryAfterMs(headers) };
}
