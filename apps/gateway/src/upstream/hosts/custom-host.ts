import { isPublicAddress, parseAddress } from './address.ts';
import { hasSoundLabels, withoutBrackets, withoutRootDot } from './hostname.ts';
import { isLocalName, isMetadataName } from './local-names.ts';
import type { TrustedHosts } from './trusted-hosts.ts';

/** What a caller wrote as `custom_host`, read and judged; or why not, as the second half of "Invalid custom host: …". */
export type CustomHost =
  | {
      readonly ok: true;
      /** Origin and path, without a slash at the end. */
      readonly base: string;
      readonly origin: string;
      /** The operator named this host, so it may be private and may be given a stored credential. */
      readonly trusted: boolean;
    }
  | { readonly ok: false; readonly reason: string };

// `URL` drops tabs and newlines, takes a backslash for a slash and trims spaces: a reader would see another address than it does.
const STRIPPED_OR_SWAPPED = /[\s\p{Cc}\\]/u;
const PARTS = /^https?:\/\/(?<authority>[^/]+)(?:\/|$)/i;
const AUTHORITY = /^(?:\[[\da-f:.]+\]|[\da-z._-]+)(?::\d{1,5})?$/;

/**
 * Judges the address that a caller wants a request to go to, by its text alone. What its name resolves
 * to is judged when it is connected to (`createConnector`), because an answer of DNS can change between two questions.
 */
export function parseCustomHost(text: string, trusted: TrustedHosts): CustomHost {
  const misspelt = misspelling(text);
  if (misspelt !== undefined) return refuse(misspelt);
  // Decimal, octal, hexadecimal and short forms of IPv4 become dotted here, so what follows sees one form.
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const hostname = withoutRootDot(url?.hostname ?? '');
  if (url === undefined || !hasSoundLabels(hostname)) return refuse('its hostname or port is not one that a URL can have');
  const port = url.port === '' ? defaultPort(url) : Number(url.port);
  if (port === 0) return refuse('its port must be between 1 and 65535');
  const isTrusted = trusted.trustsHost(hostname, port);
  const unsafe = isTrusted ? undefined : whyNotPublic(hostname);
  if (unsafe !== undefined) return refuse(`${hostname} ${unsafe}; an operator can allow it in TRUSTED_CUSTOM_HOSTS`);
  const origin = `${url.protocol}//${hostname}${url.port === '' ? '' : `:${url.port}`}`;
  return { ok: true, base: `${origin}${withoutSlashesAtEnd(url.pathname)}`, origin, trusted: isTrusted };
}

function refuse(reason: string): CustomHost {
  return { ok: false, reason };
}

/** Looks at the text as it was typed, because `URL` repairs much that would then look innocent. */
function misspelling(text: string): string | undefined {
  if (STRIPPED_OR_SWAPPED.test(text)) return 'it holds a space, a control character or a backslash';
  const authority = PARTS.exec(text)?.groups?.authority;
  if (authority === undefined) return 'it must start with http:// or https:// and a hostname';
  // Percent signs and @ may stand in a path (Cloudflare's models have them), so these look at their own part only.
  if (authority.includes('@')) return 'it must not hold credentials; send them in a header';
  if (/[?#]/.test(text)) return 'it must end with its path, without ? or #';
  if (!AUTHORITY.test(authority)) return 'its hostname must be lower-case ASCII, with a port in digits or none';
  return undefined;
}

function whyNotPublic(hostname: string): string | undefined {
  const literal = withoutBrackets(hostname);
  if (parseAddress(literal) !== undefined) return isPublicAddress(literal) ? undefined : 'is not an address of the public internet';
  if (isMetadataName(hostname)) return 'is a metadata service';
  return isLocalName(hostname) ? 'is a name of a local network' : undefined;
}

function defaultPort({ protocol }: URL): number {
  return protocol === 'https:' ? 443 : 80;
}

function withoutSlashesAtEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}
