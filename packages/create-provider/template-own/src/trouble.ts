import type { Fault, FaultKind, Json } from '@sluice/provider-sdk';
import { jsonIn, textIn } from '@sluice/provider-sdk/chat';

/** The provider's words for what can go wrong. One that is not here is judged by the status that came with it. */
const KINDS: ReadonlyMap<string | undefined, FaultKind> = new Map([
  ['bad_key', 'credential_refused'],
  ['no_such_model', 'model_not_found'],
  ['too_long', 'context_too_long'],
  ['unfit', 'content_refused'],
  ['too_fast', 'rate_limited'],
  ['busy', 'overloaded'],
]);

/** `{"trouble": {"word", "text"}}` as a fault; undefined where there is none. */
export function troubleOf(said: Json | undefined, otherwise: FaultKind = 'upstream_error'): Fault | undefined {
  const trouble = jsonIn(said?.['trouble']);
  if (!trouble) return undefined;
  const word = textIn(trouble['word']);
  return { kind: KINDS.get(word) ?? otherwise, message: textIn(trouble['text']) ?? 'the provider gave no reason', code: word };
}
