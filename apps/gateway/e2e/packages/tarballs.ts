import { join } from 'node:path';
import { repositoryRoot } from '../guide/repository-root.ts';
import { outside } from '../packed/outside.ts';
import { must } from '../packed/run.ts';
import { published } from './published.ts';

/** One package as it would be published. */
export interface Tarball {
  readonly file: string;
  /** What is in it, as paths below the package's folder. */
  readonly contents: readonly string[];
}

interface Packed {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Packs all packages, out of what is built, and gives their tarballs by name. */
export async function packAll(into: string): Promise<ReadonlyMap<string, Tarball>> {
  const workspaces = published.flatMap(({ path }) => ['-w', path]);
  const { stdout } = await must('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', into, ...workspaces], {
    folder: repositoryRoot,
    environment: outside(),
    patienceMs: 120_000,
  });
  const packed = JSON.parse(stdout) as readonly Packed[];
  return new Map(
    packed.map(({ name, filename, files }) => [name, { file: join(into, filename), contents: files.map(({ path }) => path) }]),
  );
}
