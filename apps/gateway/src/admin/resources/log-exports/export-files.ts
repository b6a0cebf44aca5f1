import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** How long a finished file is kept. */
export const FILES_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

const fileOf = (folder: string, id: string) => join(folder, `${id}.lines`);

/** Writes an export's file, readable by nobody else, and puts it in its place when it is whole. */
export async function writeExportFile(folder: string, id: string, pieces: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${fileOf(folder, id)}.${randomBytes(6).toString('hex')}.part`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(draft, { mode: 0o600, flags: 'wx' }), { signal });
    await rename(draft, fileOf(folder, id));
  } finally {
    await rm(draft, { force: true });
  }
}

/** An export's file, open; undefined where there is none on this machine. */
export async function openExportFile(folder: string, id: string): Promise<FileHandle | undefined> {
  try {
    return await open(fileOf(folder, id));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Removes an export's file, also what is written of one. */
export const removeExportFile = (folder: string, id: string): Promise<void> =>
  removeFiles(folder, (name) => name.startsWith(`${id}.lines`));

/** Removes files of exports: those that are older than this, or all. */
export const removeExportFiles = (folder: string, olderThan = Infinity): Promise<void> =>
  removeFiles(folder, async (_, file) => {
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Infinity }));
    return mtimeMs < olderThan;
  });

async function removeFiles(folder: string, goes: (name: string, file: string) => boolean | Promise<boolean>): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const name of names.filter((each) => /\.(?:lines|part)$/.test(each))) {
    const file = join(folder, name);
    if (await goes(name, file)) await rm(file, { force: true });
  }
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';
