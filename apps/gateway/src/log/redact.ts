/** How keys look, for those that nobody told us of: the prefixes that providers, clouds and code hosts give theirs. */
const KEY_SHAPES =
  /\b(?:sk|pk|rk|gsk|xai|hf|nvapi|pplx|fw|csk|r8|ghp|gho|github_pat|glpat|xoxb|xoxp|AKIA|ASIA|AIza|ya29)[-_.]?[A-Za-z0-9][A-Za-z0-9_\-.]{10,}|\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g;

const SCHEMES = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{12,}/gi;

const MASK = '[redacted]';

/** Shorter ones are found in innocent words. */
const SHORTEST_SECRET = 6;

/** A text without the secrets named, as they are or escaped for a URL, and without what looks like one. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    if (clean.includes(secret)) clean = clean.replaceAll(secret, MASK);
    const escaped = encodeURIComponent(secret);
    if (escaped !== secret && clean.includes(escaped)) clean = clean.replaceAll(escaped, MASK);
  }
  return clean.replaceAll(SCHEMES, `$1 ${MASK}`).replaceAll(KEY_SHAPES, MASK);
}
