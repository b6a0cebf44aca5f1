import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Recording } from './recording.ts';

/** What a cassette may be called: its name cannot lead out of the folder, and what stands behind a dot is ours. */
export const CASSETTE_NAME = /^[a-z0-9][a-z0-9_-]{0,79}$/;

const ENDING = '.jsonl';

/** Beside a cassette that is being recorded. */
const MARK = '.recording';

/** A cassette as it lies on the disk. */
export interface CassetteFiles {
  readonly name: string;
  readonly files: readonly string[];
  /** What is still wanted of it; undefined once it is done. */
  readonly recording: Recording | undefined;
}

export const mainFile = (folder: string, name: string): string => join(folder, `${name}${ENDING}`);

/** Of a process that takes part in what another began. */
export const partFile = (folder: string, name: string, part: string): string => join(folder, `${name}.${part}${ENDING}`);

/** All cassettes in a folder, by name. */
export async function cassettesIn(folder: string): Promise<readonly CassetteFiles[]> {
  const entries = await readdir(folder).catch(unlessMissing<string[]>([]));
  const names = [...new Set(entries.filter((entry) => /\.(?:jsonl|recording)$/.test(entry)).map((entry) => entry.split('.')[0]!))];
  return Promise.all(
    names
      .filter((name) => CASSETTE_NAME.test(name))
      .toSorted()
      .map(async (name) => ({
        name,
        files: entries
          .filter((entry) => entry.startsWith(`${name}.`) && entry.endsWith(ENDING))
          .toSorted((left, right) => left.length - right.length || (left < right ? -1 : 1))
          .map((entry) => join(folder, entry)),
        recording: entries.includes(`${name}${MARK}`) ? await readMark(folder, name) : undefined,
      })),
  );
}

/** @throws Error of node's, `EEXIST` where there is one of this name. */
export async function mark(folder: string, recording: Recording): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, `${recording.name}${MARK}`), JSON.stringify(recording), { flag: 'wx', mode: 0o600 });
}

export const unmark = (folder: string, name: string): Promise<void> => rm(join(folder, `${name}${MARK}`), { force: true });

/** Removes a cassette, whole. */
export async function removeCassette(folder: string, { name, files }: CassetteFiles): Promise<void> {
  await unmark(folder, name);
  for (const file of files) await rm(file, { force: true });
}

async function readMark(folder: string, name: string): Promise<Recording | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, `${name}${MARK}`), 'utf8')) as Recording;
  } catch {
    // It has just gone, or a full disk has cut it: then nothing is wanted of it any more.
    return undefined;
  }
}

/** The first line of a cassette; undefined where that cannot be read. */
export async function headOf(file: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const input = createReadStream(file);
  try {
    for await (const line of createInterface({ input })) return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    // Whoever asks shows what else is known.
  } finally {
    input.destroy();
  }
  return undefined;
}

/** What is in some files. */
export interface Measure {
  readonly requests: number;
  readonly bytes: number;
}

const counted = new Map<string, { readonly bytes: number; readonly lines: number }>();

/** Files whose lines are remembered. */
const MOST_COUNTED = 1_000;

export async function measure(files: readonly string[]): Promise<Measure> {
  const each = await Promise.all(
    files.map(async (file) => {
      const { size } = await stat(file).catch(unlessMissing({ size: 0 }));
      const known = counted.get(file);
      if (known?.bytes === size) return known;
      const made = { bytes: size, lines: size === 0 ? 0 : await linesIn(file) };
      if (counted.size >= MOST_COUNTED) counted.clear();
      counted.set(file, made);
      return made;
    }),
  );
  return {
    requests: each.reduce((sum, { lines }) => sum + Math.max(0, lines - 1), 0),
    bytes: each.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

const NEW_LINE = 10;

async function linesIn(file: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(file)) for (const byte of chunk as Buffer) if (byte === NEW_LINE) lines++;
  return lines;
}

/** A cassette as one file: the first line, and the exchanges of all its files. */
export async function* joined({ files }: CassetteFiles): AsyncGenerator<string> {
  for (const [index, file] of files.entries()) {
    let before: string | undefined;
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      if (before !== undefined) yield `${before}\n`;
      before = ++number === 1 && index > 0 ? undefined : line;
    }
    // Only the last line may have been cut.
    if (before !== undefined && isJson(before)) yield `${before}\n`;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const unlessMissing =
  <T>(instead: T) =>
  (error: unknown): T => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return instead;
    throw error;
  };
