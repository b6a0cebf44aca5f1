import type { Json } from '@sluice/provider-sdk';
import { cannot, jsonIn } from '@sluice/provider-sdk/chat';

const HISTORY = 'send the history as items of "input"';

/** Members whose meaning is that the service keeps something, or does something besides, and why they cannot be had. */
const KEPT: Readonly<Record<string, string>> = {
  previous_response_id: `this provider keeps no responses; ${HISTORY}`,
  conversation: `this provider keeps no conversations; ${HISTORY}`,
  prompt: 'this provider keeps no prompts; send "instructions" and "input"',
  moderation: 'this provider does not moderate requests; leave it out',
};

/** What would be lost in silence: the caller counts on something that is kept for it. */
export function refuseWhatNeedsKeeping(call: Json): void {
  for (const [name, why] of Object.entries(KEPT)) {
    if (call[name] !== undefined && call[name] !== null) throw cannot(name, why);
  }
  if (call['background'] === true) throw cannot('background', 'this provider keeps no responses to be fetched later; leave it out');
  if (call['store'] === true) throw cannot('store', `this provider keeps no responses; send false, and next time ${HISTORY}`);
  if (jsonIn(call['reasoning'])?.['mode'] === 'pro') throw cannot('reasoning.mode', 'this provider has no such mode; leave it out');
}
