import type { Trail } from '@sluice/core';

/** What clients and proxies take in one header without complaint. */
const LONGEST = 7_000;

// oxlint-disable-next-line no-control-regex -- what cannot stand in a header is what it looks for
const NOT_PLAIN = /[^\x20-\x7e]/g;

/** The way that a request went, as one line of JSON: which choices were made, and what each target did. */
export function decisionText({ target, provider, model, retries, cache, variant, steps = [] }: Trail): string {
  const whole = { target, provider, model, retries, cache, variant, steps };
  const text = asPlain(whole);
  if (text.length <= LONGEST) return text;
  // What came last says the most about the answer.
  const last = [...whole.steps];
  while (last.length > 1 && asPlain({ ...whole, steps: last }).length > LONGEST) last.splice(0, Math.ceil(last.length / 10));
  return asPlain({ ...whole, steps: last, left_out: whole.steps.length - last.length });
}

const asPlain = (value: unknown) =>
  JSON.stringify(value).replace(NOT_PLAIN, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
