import type { Account, RequestBody } from '@sluice/core';
import type { OperationName } from '@sluice/provider-sdk';
import { askedIn } from '../cost/read-asked.ts';
import type { Known } from './routed-record.ts';

/** Of a body that will not be there, or not whole, when its request is recorded: notes what the answer's price depends on. */
export function noteAsked(
  body: RequestBody,
  { bodyBytes }: Pick<Account, 'bodyBytes'>,
  note: (known: Known) => void,
  operation: OperationName | undefined,
): void {
  if (body.kind !== 'json' || body.document.bytes.length <= bodyBytes) return;
  const asked = askedIn(body.document, operation);
  if (asked) note({ asked });
}
