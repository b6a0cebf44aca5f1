import { withoutKeyShapes } from './key-shapes.ts';

const SCHEMES = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{12,}/gi;

const PRIVATE_KEYS = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

const MASK = '[redacted]';

/** Shorter ones are found in innocent words. */
const SHORTEST_SECRET = 6;

/** A text without the secrets named, as they are or escaped for a URL or for JSON, and without what looks like one. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    // No form of it is shorter.
    if (secret.length < SHORTEST_SECRET || secret.length > clean.length) continue;
    for (const form of formsOf(secret)) if (clean.includes(form)) clean = clean.replaceAll(form, MASK);
  }
  if (clean.includes('PRIVATE KEY-----')) clean = clean.replaceAll(PRIVATE_KEYS, MASK);
  return withoutKeyShapes(clean.replaceAll(SCHEMES, `$1 ${MASK}`), MASK);
}

/** Whether one of these secrets is in a text, as it is or escaped. */
export function saysSecret(text: string, secrets: readonly string[]): boolean {
  for (const secret of secrets) {
    // No form of it is shorter.
    if (secret.length < SHORTEST_SECRET || secret.length > text.length) continue;
    for (const form of formsOf(secret)) if (text.includes(form)) return true;
  }
  return false;
}

/** Most secrets are the same as they are, for a URL and in JSON. */
const PLAIN = /^[\w.~-]*$/;

const kept = new Map<string, readonly string[]>();

/** The same few secrets come with all requests; more than these are not remembered. */
const MOST_KEPT = 1_000;

function formsOf(secret: string): readonly string[] {
  const known = kept.get(secret);
  if (known) return known;
  const forms = PLAIN.test(secret)
    ? [secret]
    : [...new Set([secret, encodeURIComponent(Buffer.from(secret).toString()), JSON.stringify(secret).slice(1, -1)])];
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(secret, forms);
  return forms;
}
