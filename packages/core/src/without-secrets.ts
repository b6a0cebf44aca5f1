/** Shorter ones are found in innocent words. */
const SHORTEST = 6;

/** An error body, or a fault, without the secrets that the request used: some providers quote the key that they refuse. */
export function withoutSecrets<T extends object>(told: T, secrets: readonly string[]): T {
  const long = secrets.filter((secret) => secret.length >= SHORTEST);
  if (long.length === 0) return told;
  const text = JSON.stringify(told);
  const found = long.flatMap(formsOf).filter((form) => text.includes(form));
  return found.length === 0 ? told : (masked(told, found) as T);
}

/** As it is, and as it stands in an address or in Basic authentication. */
const formsOf = (secret: string): readonly string[] => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];

function masked(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), value);
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, masked(member, secrets)]));
}
