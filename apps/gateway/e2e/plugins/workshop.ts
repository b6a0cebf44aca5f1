import { basename, join } from 'node:path';
import { outside } from '../packed/outside.ts';
import { must, run, type Ran } from '../packed/run.ts';
import { pack } from '../packed/tarball.ts';

const MINUTE_MS = 60_000;

/** What an author has: a folder somewhere, and the packages of a release. */
export interface Workshop {
  readonly folder: string;
  /** Tarballs by the names of their packages. */
  readonly release: Readonly<Record<string, string>>;
}

/** Packs the packages that authors use, out of what is built. */
export async function openWorkshop(folder: string): Promise<Workshop> {
  const tarballs = join(folder, 'release');
  const packed: [string, string][] = [];
  for (const name of ['provider-sdk', 'provider-testkit', 'jest-preset', 'create-provider'])
    packed.push([`@sluice/${name}`, await pack(`packages/${name}`, tarballs)]);
  return { folder, release: Object.fromEntries(packed) };
}

/** A package that somebody began with `npm create`, and what became of it. */
export interface Made {
  readonly folder: string;
  readonly created: Ran;
  readonly tested: Ran;
  readonly tarball: string;
  /** What is in the tarball. */
  readonly contents: readonly string[];
}

/** Creates a plugin, installs what its tests need, tests it and packs it, each by the command that an author would type. */
export async function makePlugin({ folder: top, release }: Workshop, name: string, ...options: readonly string[]): Promise<Made> {
  const folder = join(top, basename(name));
  const npm = (place: string, ...args: readonly string[]) =>
    must('npm', args, { folder: place, environment: outside(), patienceMs: 3 * MINUTE_MS });
  const program = ['exec', '--yes', `--package=${release['@sluice/create-provider']!}`, '--', 'create-provider'];
  const created = await npm(top, ...program, name, ...options);
  const kit = ['provider-sdk', 'provider-testkit', 'jest-preset'].map((each) => release[`@sluice/${each}`]!);
  await npm(folder, 'install', '--prefer-offline', '--loglevel=error', '--save-dev', ...kit);
  const tested = await run('npm', ['test'], { folder, environment: outside(), patienceMs: MINUTE_MS });
  // It builds first, by its prepack.
  const { stdout } = await npm(folder, 'pack', '--json', '--loglevel=error');
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [{ filename: string; files: readonly { readonly path: string }[] }];
  return { folder, created, tested, tarball: join(folder, packed.filename), contents: packed.files.map(({ path }) => path) };
}
