import { isIP } from 'node:net';
import type { ResolveHost } from './guarded-lookup.ts';

/** A resolver with one answer for every name. */
export function resolvingTo(...addresses: string[]): ResolveHost {
  return resolvingInTurn(addresses);
}

/** A resolver that answers differently each time, as a rebinding name does; its last answer stays. */
export function resolvingInTurn(...answers: string[][]): ResolveHost {
  let turn = 0;
  return (_hostname, _options, callback) => {
    const addresses = answers[Math.min(turn, answers.length - 1)] ?? [];
    turn += 1;
    setImmediate(() =>
      callback(
        null,
        addresses.map((address) => ({ address, family: isIP(address) })),
      ),
    );
  };
}
