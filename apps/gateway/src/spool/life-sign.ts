import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join, relative } from 'node:path';
import { SettingsError } from '../settings/environment.ts';

/** Beside what a process writes: a socket that takes connections for as long as that process lives, whatever its number is. */
const NAME = 'alive';

/** Systems allow a socket's path 104 bytes or 108, the closing zero included. */
const LONGEST_PATH = 103;

/** Shows that the owner of a folder lives. The system ends it with the process, also one that is killed. */
export function showLife(folder: string): Promise<Server> {
  const path = pathIn(folder);
  const server = createServer((socket) => {
    socket.on('error', () => {
      // Whoever asked has gone; it has its answer.
    });
    socket.end();
  });
  // What it is there for is done by its being there.
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(new SettingsError('SLUICE_LOG_SPOOL', `no socket can be made in ${folder}, which the spool needs (${error.message})`)),
    );
    server.listen(path, () => resolve(server));
  });
}

/** Whether the owner of a folder lives. Where that cannot be found out it counts as alive: what is its must not be taken from it. */
export function isAlive(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(pathIn(folder));
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT'));
  });
}

/** Takes the socket's file of a dead process away. */
export const forgetLife = (folder: string): void => rmSync(join(folder, NAME), { force: true });

function pathIn(folder: string): string {
  const whole = join(folder, NAME);
  const fromHere = relative(process.cwd(), whole);
  const path = fromHere.length < whole.length ? fromHere : whole;
  if (Buffer.byteLength(path) <= LONGEST_PATH) return path;
  throw new SettingsError('SLUICE_LOG_SPOOL', `${whole} is too long a path for a socket: choose a shorter SLUICE_DATA_DIR`);
}
