import { KEY_NAME, wireHeaders, type Call } from './call.ts';

/** The call for a shell. */
export function asCurl(call: Call): string {
  const lines = [
    `curl ${quoted(`${call.baseUrl}/chat/completions`)}`,
    `-H "x-portkey-api-key: $${KEY_NAME}"`,
    `-H ${quoted('content-type: application/json')}`,
    ...wireHeaders(call).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    // As a file and not as a word: a shell takes no words as long as a picture is.
    `--data-binary @- <<'${MARK}'`,
  ];
  return `${lines.join(' \\\n  ')}\n${JSON.stringify(call.body, null, 2)}\n${MARK}\n`;
}

/** No line of indented JSON is this: each begins with a brace, a bracket, a space or a quote. */
const MARK = 'BODY';

/** A word that a shell takes as it stands. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
