import { SHORTEST_RUN, withoutKeyShapes } from './key-shapes.ts';

const SCHEMES = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{12,}/gi;

/** Stands in every text that the other is found in. */
const SCHEME = /b(?:earer|asic)\s/i;

const PRIVATE_KEYS = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

const MASK = '[redacted]';

/** Nothing that is shorter looks like a secret of anybody's: neither a scheme with a value, nor a key. */
export const SHORTEST_LOOK = SHORTEST_RUN;

/** Shorter ones are found in innocent words. */
const SHORTEST_SECRET = 6;

/**
 * A text without the secrets named, as they are or escaped for a URL, for JSON or in base64, and without what looks like one.
 * Where JSON hides one behind escapes, these are resolved.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const clean = redactPlain(text, secrets);
  if (!clean.includes('\\')) return clean;
  const said = withoutEscapes(clean);
  if (said === clean) return clean;
  const found = redactPlain(said, secrets);
  return found === said ? clean : found;
}

function redactPlain(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const form of formsOfAll(secrets)) if (form.length <= clean.length && clean.includes(form)) clean = clean.replaceAll(form, MASK);
  if (clean.length < SHORTEST_LOOK) return clean;
  if (clean.includes('PRIVATE KEY-----')) clean = clean.replaceAll(PRIVATE_KEYS, MASK);
  // To look first costs half as much as to replace nothing.
  if (SCHEME.test(clean)) clean = clean.replaceAll(SCHEMES, `$1 ${MASK}`);
  return withoutKeyShapes(clean, MASK);
}

/**
 * What is left of a value that was cut, where it ends with the beginning of a secret: half a secret is found by nobody, and
 * may be told by nobody.
 */
export function withoutBeginning(cut: string, secrets: readonly string[]): string {
  for (const secret of secrets)
    for (const form of secret.length < SHORTEST_SECRET ? [] : formsOf(secret))
      for (let length = Math.min(form.length - 1, cut.length); length >= SHORTEST_SECRET; length--)
        if (cut.endsWith(form.slice(0, length))) return cut.slice(0, -length) + MASK;
  return cut;
}

/** Whether one of these secrets is in a text, as it is or escaped. */
export function saysSecret(text: string, secrets: readonly string[]): boolean {
  if (saysPlainly(text, secrets)) return true;
  if (!text.includes('\\')) return false;
  const said = withoutEscapes(text);
  return said !== text && saysPlainly(said, secrets);
}

function saysPlainly(text: string, secrets: readonly string[]): boolean {
  for (const form of formsOfAll(secrets)) if (form.length <= text.length && text.includes(form)) return true;
  return false;
}

/** Most secrets are the same as they are, for a URL and in JSON. */
const PLAIN = /^[\w.~-]*$/;

/** Those that were asked for last: of one request many texts are looked through. */
let last: { readonly secrets: readonly string[]; readonly count: number; readonly forms: readonly string[] } = {
  secrets: [],
  count: 0,
  forms: [],
};

function formsOfAll(secrets: readonly string[]): readonly string[] {
  if (secrets.length === 0) return secrets;
  const count = secrets.length;
  if (last.secrets !== secrets || last.count !== count)
    last = { secrets, count, forms: secrets.flatMap((secret) => (secret.length < SHORTEST_SECRET ? [] : formsOf(secret))) };
  return last.forms;
}

const kept = new Map<string, readonly string[]>();

/** The same few secrets come with all requests; more than these are not remembered. */
const MOST_KEPT = 1_000;

function formsOf(secret: string): readonly string[] {
  const known = kept.get(secret);
  if (known) return known;
  const plain = PLAIN.test(secret)
    ? [secret]
    : [secret, encodeURIComponent(Buffer.from(secret).toString()), JSON.stringify(secret).slice(1, -1)];
  const forms = [...new Set([...plain, ...inBase64(secret)])];
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(secret, forms);
  return forms;
}

/** Characters at the beginning that also hold bits of what stands before, by how many bytes of a group of three that is. */
const SHARED = [0, 2, 3] as const;

/** What a secret is in base64, in either alphabet, wherever in a longer value it stands: the characters that it alone decides. */
function inBase64(secret: string): readonly string[] {
  return SHARED.flatMap((shared, before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const whole = Math.floor((bytes.length * 8) / 6);
    return (['base64', 'base64url'] as const).map((alphabet) => bytes.toString(alphabet).slice(shared, whole));
  });
}

/** Letters that JSON need not escape, however deep in texts within texts they stand. A run of backslashes is looked at once. */
const NEEDLESS = /(?<!\\)\\+(?:u00([2-7A-Fa-f][\dA-Fa-f])|\/)/g;

/** The same JSON without escapes that it has no need of: quotes and backslashes keep theirs. */
const withoutEscapes = (text: string): string =>
  text.includes('\\u00') || text.includes('\\/')
    ? text.replace(NEEDLESS, (escape, hex: string | undefined) => {
        if (hex === undefined) return '/';
        const letter = String.fromCharCode(Number.parseInt(hex, 16));
        return letter === '"' || letter === '\\' ? escape : letter;
      })
    : text;
