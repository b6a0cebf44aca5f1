import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { repositoryRoot } from '../guide/repository-root.ts';
import { outside } from './outside.ts';
import { must } from './run.ts';

/**
 * Packs a package, by its folder or that below the repository, out of what is built, and gives the tarball's path. The
 * scripts that would build it again are left out: other tests are running what they would replace. The image's test has them.
 */
export async function pack(folder: string, into: string): Promise<string> {
  mkdirSync(into, { recursive: true });
  const { stdout } = await must('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', into], {
    folder: resolve(repositoryRoot, folder),
    environment: outside(),
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(into, filename);
}
