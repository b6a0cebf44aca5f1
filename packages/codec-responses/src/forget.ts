import type { JsonObject } from '@sluice/provider-sdk';
import { isJson, listIn } from '@sluice/provider-sdk/chat';
import { isPacked } from './keepsake.ts';

/** Takes the reasoning items out of a conversation that we have made: a service of this API could not read what is in them. */
export function forget(body: JsonObject): void {
  if (!body.mentions('"sluice.')) return;
  const input = listIn(body.get('input'));
  const kept = input.filter((item) => !(isJson(item) && item['type'] === 'reasoning' && isPacked(item['encrypted_content'])));
  if (kept.length < input.length) body.set('input', kept);
}
