import type { Log } from '@sluice/contract';

/** Headers that curl makes itself, or that say who called and not what was asked. */
const LEFT_OUT =
  /^(?:host|connection|content-length|accept-encoding|user-agent|cookie|authorization|origin|referer|accept-language|priority|sec-.*|x-sluice-csrf|x-forwarded-.*|x-(?:portkey|sluice)-api-key|x-stainless-.*)$/;

const MASK = '[redacted]';

/** The call as a command for a shell. The key is read from the environment: it is not kept, and would be in the shell's history. */
export function curlOf({ request }: Pick<Log, 'request'>, gateway: string): string {
  const url = request.url.startsWith('/') ? `${gateway}${request.url}` : request.url;
  const headers = Object.entries(request.headers).filter(([name, value]) => !LEFT_OUT.test(name) && value !== MASK);
  const named =
    headers.some(([name]) => name === 'content-type') || request.body === null
      ? headers
      : [['content-type', 'application/json'], ...headers];
  const body = request.body === null ? undefined : typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
  return [
    `curl ${quoted(url)}`,
    ...(request.method === 'POST' && body !== undefined ? [] : [`-X ${request.method}`]),
    '-H "x-portkey-api-key: $SLUICE_KEY"',
    ...named.map(([name, value]) => `-H ${quoted(`${name!}: ${value!}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${quoted(body)}`]),
  ].join(' \\\n  ');
}

/** For every shell of a kind with `sh`: between such quotes nothing has a meaning but the quote itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
