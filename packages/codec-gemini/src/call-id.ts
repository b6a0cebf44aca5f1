import type { Asked, Json } from '@sluice/provider-sdk';
import { textIn } from '@sluice/provider-sdk/chat';

/** The id of a call: the model's own, or where it gives none one that is the same whenever this answer is read. */
export function callId(call: Json, asked: Asked, choice: number, index: number): string {
  const own = textIn(call['id']);
  if (own !== undefined && own !== '') return own;
  return choice === 0 ? `call_${asked.id}_${index}` : `call_${asked.id}_${choice}_${index}`;
}
