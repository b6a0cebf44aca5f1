import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { SettingsError } from '../settings/environment.ts';

/** One thing in a file of its own: the file's name is the thing's. */
export interface DeclaredFile {
  readonly path: string;
  readonly slug: string;
  readonly content: Readonly<Record<string, unknown>>;
}

const ENDINGS = ['.yaml', '.yml', '.json'];

/**
 * Reads files, and all of a folder.
 *
 * @throws SettingsError naming what cannot be read, is no object, or is there twice.
 */
export async function readDeclared(paths: readonly string[]): Promise<readonly DeclaredFile[]> {
  const { parseText } = await import('../config-file/parse.ts');
  const files = paths.flatMap(filesAt).map((path): DeclaredFile => {
    let content: unknown;
    try {
      content = parseText(readFileSync(path, 'utf8'));
    } catch (error) {
      throw new SettingsError(path, (error as Error).message.split('\n')[0]!);
    }
    if (typeof content !== 'object' || content === null || Array.isArray(content))
      throw new SettingsError(path, 'it must be a mapping of names to values');
    return { path, slug: basename(path, extname(path)), content: content as DeclaredFile['content'] };
  });
  const seen = new Map<string, string>();
  for (const { slug, path } of files) {
    const other = seen.get(slug);
    if (other !== undefined) throw new SettingsError(path, `${other} says what "${slug}" is, too`);
    seen.set(slug, path);
  }
  return files;
}

function filesAt(path: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path)
      .filter((name) => ENDINGS.includes(extname(name)))
      .toSorted()
      .map((name) => join(path, name));
  } catch (error) {
    throw new SettingsError(path, `it cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
