import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './address.ts';
import { ForbiddenAddressError } from './forbidden-address-error.ts';

/** Finds every address of a name; `dns.lookup` is one. */
export type ResolveHost = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A `lookup` for `net.connect` and `tls.connect` that fails if any address of the name is not public.
 * The addresses that were checked are the ones handed over, so a name that answers differently the next
 * time gains nothing. One bad address among good ones fails too: a client tries them in turn.
 */
export function createGuardedLookup(resolve: ResolveHost = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) callback(error, []);
      else if (first === undefined) callback(notFound(hostname), []);
      else if (!addresses.every(({ address }) => isPublicAddress(address))) callback(new ForbiddenAddressError(hostname), []);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function notFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' });
}
