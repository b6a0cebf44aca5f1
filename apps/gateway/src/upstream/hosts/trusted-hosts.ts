import { isIPv6 } from 'node:net';
import { parseAddress, type Address } from './address.ts';
import { hasSoundLabels, withoutBrackets, withoutRootDot } from './hostname.ts';
import { isMetadataName } from './local-names.ts';

/** The hosts that the operator lets a caller name although they are private, and that may be given a stored credential. */
export interface TrustedHosts {
  /** Whether the operator named this host, at this port; the hostname may be as `URL` writes it. */
  trustsHost(hostname: string, port: number): boolean;
}

type Pattern = { readonly suffix: string } | { readonly address: Address } | { readonly name: string };
type Entry = Pattern & { readonly port: number | undefined };

const ENTRY = /^(?<wildcard>\*\.)?(?<host>\[[\da-f:.]+\]|[^\s:@/\\?#[\]*%]+)(?::(?<port>\d{1,5}))?$/i;

/**
 * Reads `TRUSTED_CUSTOM_HOSTS`: hosts, addresses and `*.suffix`, separated by commas, each for any
 * port unless it has one written.
 *
 * @throws Error that names the entry which is none of these.
 */
export function parseTrustedHosts(csv: string): TrustedHosts {
  const entries = csv
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map(parseEntry);
  return {
    trustsHost(hostname, port) {
      const name = withoutRootDot(withoutBrackets(hostname.toLowerCase()));
      const address = parseAddress(name);
      return entries.some((entry) => (entry.port ?? port) === port && matches(entry, name, address));
    },
  };
}

function matches(pattern: Pattern, name: string, address: Address | undefined): boolean {
  if ('address' in pattern) return pattern.address === address;
  if ('name' in pattern) return pattern.name === name;
  // "*.internal" is meant for machines; whoever wants the metadata service has to say its name.
  return name.endsWith(pattern.suffix) && !isMetadataName(name);
}

function parseEntry(text: string): Entry {
  // Without brackets no colon of an IPv6 address can be told from one before a port, so all belong to the address.
  const parts = ENTRY.exec(isIPv6(text) ? `[${text}]` : text)?.groups;
  const hostname = canonicalHostname(parts?.host ?? '');
  const port = parts?.port === undefined ? undefined : Number(parts.port);
  if (hostname === undefined || port === 0 || (port ?? 0) > 65_535) throw badEntry(text);
  const address = parseAddress(hostname);
  if (address !== undefined && parts?.wildcard !== undefined) throw badEntry(text);
  if (address !== undefined) return { address, port };
  return parts?.wildcard === undefined ? { name: hostname, port } : { suffix: `.${hostname}`, port };
}

/** The name as a URL would have it, so that both are compared in one spelling. */
function canonicalHostname(host: string): string | undefined {
  const url = `http://${host}/`;
  if (!URL.canParse(url)) return undefined;
  const hostname = withoutRootDot(withoutBrackets(new URL(url).hostname));
  return hasSoundLabels(hostname) ? hostname : undefined;
}

function badEntry(text: string): Error {
  return new Error(`TRUSTED_CUSTOM_HOSTS names "${text}", which is not a host, an address or *.suffix, with or without :port`);
}
