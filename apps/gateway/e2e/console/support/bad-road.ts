import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of requests to the API on the way: `fails` is answered with 500, `slow` waits until it is fair again. */
export type Weather = 'fair' | 'fails' | 'slow';

/** Something between the browser and the gateway, as a proxy of a company would be. */
export interface BadRoad {
  readonly url: string;
  weather: Weather;
  readonly close: () => Promise<void>;
}

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
  let weather: Weather = 'fair';
  const held = new Set<() => void>();
  const server = createServer((from, to) => {
    if (weather === 'fair' || ALWAYS.test(from.url ?? '')) return pass(from, to);
    if (weather === 'slow') {
      const goOn = () => pass(from, to);
      held.add(goOn);
      return void to.on('close', () => held.delete(goOn));
    }
    from.resume();
    to.writeHead(500, { 'content-type': 'application/json' });
    to.end(JSON.stringify({ error: { message: 'the database has caught fire', type: 'server_error', param: null, code: null } }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get weather() {
      return weather;
    },
    set weather(next) {
      weather = next;
      if (next !== 'fair') return;
      for (const goOn of held) goOn();
      held.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
