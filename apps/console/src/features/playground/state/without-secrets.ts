const SECRET = /authorization|api[-_]?key|secret|password|token$/i;

/** A JSON text without the values of what is called like a secret. A text that is no JSON is left out where such a name is in it. */
export function withoutSecrets(text: string): string {
  if (!/authorization|api[-_]?key|secret|password|token"/i.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), (name, value: unknown) => (SECRET.test(name) && typeof value === 'string' ? '' : value), 2);
  } catch {
    return '';
  }
}
