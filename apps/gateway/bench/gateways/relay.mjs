import { fileURLToPath } from 'node:url';

const server = fileURLToPath(new URL('relay-server.mjs', import.meta.url));

/** The floor: what Node costs when nothing but relaying is done. */
export const relay = {
  name: 'relay',
  launch: ({ port, upstream }) => ({
    command: [process.execPath, server],
    env: { PORT: String(port), UPSTREAM: upstream },
    headers: { authorization: 'Bearer x' },
  }),
};
