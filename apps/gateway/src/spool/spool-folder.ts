import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { SettingsError } from '../settings/environment.ts';
import { isAlive, showLife } from './life-sign.ts';

/** Not yet, or no longer, a folder that others look at. */
const DRAFT = '.draft-';

/** A folder that one process writes to, and nobody else while it lives. */
export interface SpoolFolder {
  readonly path: string;
  /** Folders of processes that have died, which are ours from now on. */
  claimDead(): Promise<readonly string[]>;
  /** Ends the sign of life, and removes the folder where nothing is left in it. */
  leave(): Promise<void>;
}

/**
 * Makes a folder for this process among those of others, who may be in other containers: numbers of processes say nothing here.
 *
 * @throws SettingsError where it cannot be made.
 */
export async function openSpoolFolder(dataDir: string): Promise<SpoolFolder> {
  const all = join(dataDir, 'spool');
  const name = randomBytes(6).toString('hex');
  const draft = join(all, `${DRAFT}${name}`);
  const path = join(all, name);
  let server: Server;
  try {
    mkdirSync(draft, { recursive: true, mode: 0o700 });
    // Others see it only once it lives.
    server = await showLife(draft);
    renameSync(draft, path);
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    throw new SettingsError('SLUICE_LOG_SPOOL', `${path} cannot be made (${(error as Error).message})`);
  }

  return {
    path,
    async claimDead() {
      const claimed: string[] = [];
      for (const each of readdirSync(all)) {
        const folder = join(all, each);
        if (each === name || each.startsWith(DRAFT) || (await isAlive(folder))) continue;
        const taken = join(path, `of-${each}`);
        // Of two who find it one can move it; and should that one die, it is found in that one's own folder.
        if (movedTo(folder, taken)) claimed.push(...foldersIn(taken));
      }
      return claimed;
    },
    async leave() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      if (readdirSync(path).every((left) => left === 'alive')) rmSync(path, { recursive: true, force: true });
    },
  };
}

function movedTo(folder: string, taken: string): boolean {
  try {
    renameSync(folder, taken);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** A folder and those that its owner had claimed, the innermost first: nothing is removed with something in it. */
function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const inner = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory());
  return [...inner.flatMap(({ name }) => foldersIn(join(folder, name))), folder];
}
