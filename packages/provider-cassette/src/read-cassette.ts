import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Cassette } from './cassette.ts';
import { readLines } from './read-lines.ts';

const ENDING = '.jsonl';

/**
 * The files of a cassette: `<name>.jsonl`, and a `<name>.<part>.jsonl` for each process that recorded beside the first.
 *
 * @throws Error of node's, `ENOENT` among them, where the folder cannot be read.
 */
export async function filesOf(folder: string, name: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  const isPart = (file: string) => file.startsWith(`${name}.`) && file.endsWith(ENDING) && file.split('.').length === 3;
  return names.filter((file) => file === `${name}${ENDING}` || isPart(file)).map((file) => join(folder, file));
}

/**
 * Reads a cassette: the file that is named, and its parts beside it. One that is still being recorded, or whose gateway
 * was killed, is read as far as it goes.
 *
 * @param file `cassettes/demo.jsonl`
 * @throws Error naming the file, where there is none, or it is no cassette.
 */
export async function readCassette(file: string): Promise<Cassette> {
  const name = basename(file, ENDING);
  const files = await filesOf(dirname(file), name).catch(() => []);
  if (files.length === 0) throw new Error(`there is no cassette at ${file}`);
  const parts = await Promise.all(files.map(readLines));
  // ISO 8601 in UTC: the order of the texts is that of time.
  return { name, exchanges: parts.flat().toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0)) };
}
