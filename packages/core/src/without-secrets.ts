/** Shorter ones are found in innocent words. */
const SHORTEST = 6;

/** An error body without the secrets that the request used: some providers quote the key that they refuse. */
export function withoutSecrets(body: Readonly<Record<string, unknown>>, secrets: readonly string[]): Readonly<Record<string, unknown>> {
  const found = secrets.filter((secret) => secret.length >= SHORTEST && JSON.stringify(body).includes(secret));
  return found.length === 0 ? body : (masked(body, found) as Readonly<Record<string, unknown>>);
}

function masked(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), value);
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, masked(member, secrets)]));
}
