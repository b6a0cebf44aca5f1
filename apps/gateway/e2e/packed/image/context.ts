import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repositoryRoot } from '../../guide/repository-root.ts';

interface Ignore {
  add(patterns: string): Ignore;
  filter(paths: readonly string[]): string[];
}

/** Its types speak of a default export, and there is none. */
const ignore = createRequire(import.meta.url)('@balena/dockerignore') as () => Ignore;

/** The files that a build of the image is sent, by their paths: what a fresh clone has, less what `.dockerignore` leaves out. */
export function buildContext(): readonly string[] {
  const { stdout, status } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repositoryRoot,
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error('the image is built from what git has, and git does not answer here');
  const files = stdout.toString().split('\0').filter(Boolean);
  return leftIn(files).filter((file) => existsSync(join(repositoryRoot, file)));
}

/** Those of the files that `.dockerignore` does not leave out. */
export const leftIn = (files: readonly string[]): readonly string[] =>
  ignore()
    .add(readFileSync(join(repositoryRoot, '.dockerignore'), 'utf8'))
    .filter(files);
