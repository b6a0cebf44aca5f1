import { faultKindFor, retryAfterMs, type Fault, type WireFailure } from '@sluice/provider-sdk';
import { jsonIn } from '@sluice/provider-sdk/chat';
import { troubleOf } from './trouble.ts';

/** A failure that has a status of its own. What is not in Parley's form came from something in front of it. */
export function readFault({ status, headers, body }: WireFailure): Fault {
  const kind = faultKindFor(status);
  const trouble = troubleOf(jsonIn(body), kind) ?? { kind, message: `the provider answered ${status} and no reason` };
  return { ...trouble, retryAfterMs: trouble.retryAfterMs ?? retryAfterMs(headers) };
}
