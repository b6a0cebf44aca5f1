import { createServer } from 'node:http';
import { listen } from '../guide/listen.ts';

/** A proxy to everywhere that leads nowhere, and remembers who wanted where. */
export interface Outside {
  readonly wanted: readonly string[];
  /** The environment that sends whatever is not for this machine to the proxy. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function watchOutside(): Promise<Outside> {
  const wanted: string[] = [];
  const server = createServer((request, response) => {
    wanted.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connect', ({ url }, socket) => {
    wanted.push(`CONNECT ${url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  const { address, close } = await listen(server);
  const proxies = { HTTP_PROXY: address, HTTPS_PROXY: address, ALL_PROXY: address, NO_PROXY: '127.0.0.1,localhost' };
  const lower = Object.fromEntries(Object.entries(proxies).map(([name, value]) => [name.toLowerCase(), value]));
  return { wanted, environment: { ...proxies, ...lower }, close };
}
