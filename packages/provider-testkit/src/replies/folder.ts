import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SURFACES } from '../surfaces/index.ts';
import { readKitFile, type KitFile } from './kit-file.ts';
import { readReplyFile, type ReplyFile } from './reply-file.ts';

/** A folder by its path, or by a URL as `new URL('../replies', import.meta.url)` makes it. */
export type Folder = string | { readonly href: string };

/** All that stands in a folder of replies. */
export interface Replies {
  readonly kit: KitFile;
  readonly find: (surface: string, feature: string) => ReplyFile | undefined;
  /** What is wrong with the folder, in sentences: files that cannot be read, or that no feature asks for. */
  readonly problems: readonly string[];
}

export const folderPath = (folder: Folder): string => (typeof folder === 'string' ? folder : fileURLToPath(folder.href));

/** What is recorded of a provider; nothing where there is no such folder. */
export function repliesIn(folder: Folder | undefined): Replies {
  const root = folder === undefined ? undefined : folderPath(folder);
  const files = new Map<string, ReplyFile>();
  const problems: string[] = [];
  let kit: KitFile = {};
  if (root === undefined || !existsSync(root)) return { kit, find: () => undefined, problems };
  const attempt = (read: () => void) => {
    try {
      read();
    } catch (error) {
      problems.push((error as Error).message);
    }
  };
  if (existsSync(join(root, 'kit.json'))) attempt(() => (kit = readKitFile(parse(root, 'kit.json'))));
  for (const { operation, features } of SURFACES) {
    for (const name of filesIn(join(root, operation))) {
      const path = `${operation}/${name}`;
      const feature = name.slice(0, -'.json'.length);
      if (features.some((known) => known.name === feature)) attempt(() => files.set(path, readReplyFile(parse(root, path), path)));
      else problems.push(`${path}: ${operation} has no feature "${feature}"; it has ${features.map((known) => known.name).join(', ')}`);
    }
  }
  return { kit, find: (surface, feature) => files.get(`${surface}/${feature}.json`), problems };
}

const filesIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .toSorted()
    : [];

function parse(root: string, path: string): unknown {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')) as unknown;
  } catch (error) {
    throw new Error(`${path}: is no JSON (${(error as Error).message})`, { cause: error });
  }
}
