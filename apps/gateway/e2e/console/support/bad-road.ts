import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of requests to the API on the way: `fails` is answered with 500, `slow` waits. */
export type Weather = 'fair' | 'fails' | 'slow';

/** Something between the browser and the gateway, as a proxy of a company would be. */
export interface BadRoad {
  readonly url: string;
  weather: Weather;
  readonly close: () => Promise<void>;
}

/** How long an answer is held back in slow weather. */
export const DELAY_MS = 5_000;

/** The pages themselves, and who is signed in, come through in any weather: without them there would be nothing to see. */
const ALWAYS = /^\/(?:console|v1\/admin\/session(?:$|\?))/;

/** Opens a way to a gateway on which things go wrong. */
export async function openBadRoad(gateway: string): Promise<BadRoad> {
  const { hostname, port } = new URL(gateway);
  const pass = (from: IncomingMessage, to: ServerResponse) => {
    const onward = request({ hostname, port, method: from.method, path: from.url, headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(to);
    });
    onward.on('error', () => to.destroy());
    to.on('close', () => onward.destroy());
    from.pipe(onward);
  };
  const server = createServer((from, to) => {
    const { weather } = road;
    if (weather === 'fair' || ALWAYS.test(from.url ?? '')) return pass(from, to);
    if (weather === 'slow') {
      const timer = setTimeout(() => pass(from, to), DELAY_MS);
      return void to.on('close', () => clearTimeout(timer));
    }
    from.resume();
    to.writeHead(500, { 'content-type': 'application/json' });
    to.end(JSON.stringify({ error: { message: 'the database has caught fire', type: 'server_error', param: null, code: null } }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const road: BadRoad = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    weather: 'fair',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return road;
}
