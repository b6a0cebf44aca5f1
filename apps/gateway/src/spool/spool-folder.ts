import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { basename, join } from 'node:path';
import { SettingsError } from '../settings/environment.ts';
import { isAlive, showLife } from './life-sign.ts';

/** Not yet, or no longer, a folder that others look at. */
const DRAFT = '.draft-';

/** A folder whose owner has died, inside of that of who took it over. */
const CLAIMED = 'of-';

/** What could not be read: kept for people to look at, and left alone by all. */
const BAD = 'bad-';

/** A folder that one process writes to, and nobody else while it lives. */
export interface SpoolFolder {
  readonly path: string;
  /**
   * Folders of processes that have died, which are ours from now on, none inside of another.
   *
   * @param onFailed Told of one that cannot be taken; the others are.
   */
  claimDead(onFailed?: (folder: string, error: unknown) => void): Promise<readonly string[]>;
  /** Moves a claimed folder to where nobody looks for one. @returns Where it is then, which is where it was if it cannot be moved. */
  setAside(claimed: string): string;
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
    async claimDead(onFailed = () => {}) {
      const claimed: string[] = [];
      for (const each of readdirSync(all)) {
        const folder = join(all, each);
        try {
          if (each === name || each.startsWith(DRAFT) || each.startsWith(BAD) || (await isAlive(folder))) continue;
          const taken = freeIn(path, `${CLAIMED}${each}`);
          // Of two who find it one can move it; and should that one die, it is found in that one's own folder.
          if (movedTo(folder, taken)) claimed.push(...broughtOut(taken, path));
        } catch (error) {
          onFailed(folder, error);
        }
      }
      return claimed;
    },
    setAside(claimed) {
      const aside = freeIn(all, `${BAD}${basename(claimed).slice(CLAIMED.length)}`);
      try {
        renameSync(claimed, aside);
        return aside;
      } catch {
        return claimed; // The next start tries again, and says so again.
      }
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

/** A folder and those that its owner had claimed, which are moved beside it: they would lie one deeper with each start that fails. */
function broughtOut(folder: string, beside: string): string[] {
  if (!existsSync(folder)) return [];
  const inner = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory() && each.name.startsWith(CLAIMED));
  return [
    ...inner.flatMap(({ name }) => {
      const moved = freeIn(beside, name);
      renameSync(join(folder, name), moved);
      return broughtOut(moved, beside);
    }),
    folder,
  ];
}

/** A path by this name in a folder, or by one much like it where that is taken. */
function freeIn(folder: string, name: string): string {
  const path = join(folder, name);
  return existsSync(path) ? `${path}-${randomBytes(3).toString('hex')}` : path;
}
