import { createServer } from 'node:net';
import type { Settings } from '../settings/settings.ts';
import { SettingsError } from '../settings/environment.ts';

type Address = Pick<Settings, 'host' | 'port'>;

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'it is taken already',
  EACCES: 'it may not be used by this user',
  EADDRNOTAVAIL: 'this machine does not have it',
};

/** Why a server could not be had there, named by its settings; any other error as it is. */
export function addressError({ host, port }: Address, error: unknown): unknown {
  const reason = WHY[(error as NodeJS.ErrnoException).code ?? ''];
  return reason === undefined ? error : new SettingsError(`HOST and PORT (${host}:${port})`, reason);
}

/** Takes the address and gives it back: what is made once is not made by a start that could not serve. @throws SettingsError */
export async function tryAddress({ host, port }: Address): Promise<void> {
  const server = createServer((early) => early.destroy());
  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: host.replace(/^\[|\]$/g, ''), port, exclusive: true }, resolve);
  });
  await listening.catch((error: unknown) => {
    throw addressError({ host, port }, error);
  });
  await new Promise((resolve) => server.close(resolve));
}
