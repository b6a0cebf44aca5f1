import { isIP } from 'node:net';
import type { buildConnector } from 'undici';
import { isPublicAddress } from './address.ts';
import { ForbiddenAddressError } from './forbidden-address-error.ts';
import { withoutBrackets } from './hostname.ts';

/**
 * Lets a connector reach public addresses only. A literal never passes through `lookup`, so it is judged
 * here, before; and the peer is judged once more when it is known, whatever happened on the way to it.
 */
export function withAddressGuard(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    const hostname = withoutBrackets(options.hostname);
    if (isIP(hostname) !== 0 && !isPublicAddress(hostname)) {
      // undici does not expect an answer before its call has returned.
      queueMicrotask(() => callback(new ForbiddenAddressError(hostname), null));
      return;
    }
    connect({ ...options, hostname }, (...outcome) => {
      const [, socket] = outcome;
      const fault = socket ? faultOfPeer(socket.remoteAddress, hostname) : undefined;
      if (fault === undefined) return callback(...outcome);
      socket?.destroy();
      callback(fault, null);
    });
  };
}

function faultOfPeer(address: string | undefined, hostname: string): Error | undefined {
  // A peer that has already gone has no address: that is a lost connection, and says nothing about where it led.
  if (address === undefined) return Object.assign(new Error(`${hostname} closed the connection at once`), { code: 'ECONNRESET' });
  return isPublicAddress(address) ? undefined : new ForbiddenAddressError(hostname);
}
