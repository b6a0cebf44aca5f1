import { secretsInQuery } from './config-secrets.ts';

/** The address of a server of tools, its credential, and the headers that go to it. */
const TOLD =
  /"(?:authorization|authorization_token)"\s*:\s*("(?:[^"\\]|\\.)*")|"headers"\s*:\s*\{([^{}]*)\}|"(?:server_)?url"\s*:\s*"[^"?]*\?([^"]*)"/g;

const VALUE = /:\s*("(?:[^"\\]|\\.)*")/g;

const NONE: readonly string[] = [];

/** Credentials for servers of tools in the text of a request, which may be cut. */
export function toolSecrets(body: Uint8Array): readonly string[] {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (!bytes.includes('"mcp', 0, 'latin1')) return NONE;
  return [...bytes.toString().matchAll(TOLD)].flatMap(([, credential, headers, query]) =>
    query === undefined
      ? [...(credential === undefined ? [] : [credential]), ...[...(headers ?? '').matchAll(VALUE)].map(([, value]) => value!)].map(
          unquoted,
        )
      : secretsInQuery(query),
  );
}

/** As it is without JSON's marks, and without the scheme in front. */
function unquoted(text: string): string {
  try {
    return (JSON.parse(text) as string).replace(/^(?:Bearer|Basic)\s+/i, '');
  } catch {
    return text.slice(1, -1); // An escape that there is not.
  }
}
