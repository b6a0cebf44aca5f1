import type { Fault, FaultKind, Json } from '@sluice/provider-sdk';
import { jsonIn, textIn } from '@sluice/provider-sdk/chat';

/** Parley's words for what can go wrong. One that is not here is judged by the status that came with it. */
const KINDS = new Map<string | undefined, FaultKind>([
  ['script', 'invalid_request'],
  ['unknown-engine', 'model_not_found'],
  ['pass', 'credential_refused'],
  ['too-long', 'context_too_long'],
  ['busy', 'rate_limited'],
  ['withheld', 'content_refused'],
  ['fell-over', 'upstream_error'],
]);

/** Where the caller said what Parley calls otherwise. */
const PLACES = new Map<string | undefined, string>([
  ['engine', 'model'],
  ['script', 'messages'],
  ['instruments', 'tools'],
  ['must_use', 'tool_choice'],
  ['limits.out', 'max_tokens'],
  ['limits.heat', 'temperature'],
  ['limits.halts', 'stop'],
  ['shape', 'response_format'],
  ['flow', 'stream'],
]);

/** `{"trouble": {"sort", "words", "wait_s", "at"}}` as a fault; undefined where there is none. */
export function troubleOf(said: Json | undefined, otherwise: FaultKind = 'upstream_error'): Fault | undefined {
  const trouble = jsonIn(said?.['trouble']);
  if (!trouble) return undefined;
  const sort = textIn(trouble['sort']);
  return {
    kind: KINDS.get(sort) ?? otherwise,
    message: textIn(trouble['words']) ?? 'the provider gave no reason',
    code: sort,
    param: placeOf(textIn(trouble['at'])),
    retryAfterMs: waitOf(trouble['wait_s']),
  };
}

/** `limits.heat` and `script[2].says` by their beginnings; undefined for what callers have no word for. */
const placeOf = (at: string | undefined): string | undefined => PLACES.get(/^limits\.\w+|^\w+/.exec(at ?? '')?.[0]);

const waitOf = (seconds: unknown): number | undefined =>
  typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
