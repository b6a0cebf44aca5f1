import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { join, type Joined } from './join.ts';
import { respond, type Answer } from './respond.ts';

/** Node leaves a connection that asked for an upgrade to us; what it writes answers with can be put on it again. */
export function refuseUpgrade(request: IncomingMessage, caller: Duplex, answer: Answer, own: readonly string[]): void {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(caller as Socket);
  response.on('finish', () => (caller as Socket).destroySoon());
  respond(response, answer, own, undefined);
}

/**
 * Gives a caller the provider's connection.
 *
 * @param headers Those of the provider's handshake, and ours; names and values in turn.
 */
export function acceptUpgrade(caller: Duplex, provider: Duplex, headers: readonly string[]): Joined {
  const lines = ['HTTP/1.1 101 Switching Protocols', 'connection: upgrade', 'upgrade: websocket'];
  for (let index = 0; index < headers.length; index += 2) lines.push(`${headers[index]}: ${headers[index + 1]}`);
  caller.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return join(openEnded(caller), openEnded(provider));
}

/** A peer that is no more is found by the system's own probes this often. */
const PROBE_MS = 60_000;

/** Silence is no fault in a conversation. */
function openEnded(connection: Duplex): Duplex {
  const socket = connection as Socket;
  socket.setTimeout(0);
  socket.setNoDelay(true);
  socket.setKeepAlive(true, PROBE_MS);
  return socket;
}
