import type { IncomingMessage } from 'node:http';

const THIS_MACHINE = /^(?:::ffff:)?127\.|^::1$/;

/**
 * Whose attempts are counted together. What `x-forwarded-for` says is anybody's word, so that it counts only from a peer
 * on this machine, and of it only the last address: the one that the nearest proxy saw with its own eyes.
 */
export function addressOf({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? '';
  const told = headers['x-forwarded-for'];
  if (told === undefined || !THIS_MACHINE.test(peer)) return peer;
  return (Array.isArray(told) ? told.join(',') : told).split(',').at(-1)!.trim() || peer;
}
