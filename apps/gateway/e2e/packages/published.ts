import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../guide/repository-root.ts';

/** What is read of a `package.json`. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly type?: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly homepage?: string;
  readonly bugs?: { readonly url?: string };
  readonly repository?: { readonly type?: string; readonly url?: string; readonly directory?: string };
  readonly license?: string;
  readonly sideEffects?: boolean;
  readonly engines?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly publishConfig?: { readonly access?: string };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly jest?: { readonly preset?: string };
  readonly sluice?: { readonly provider?: boolean };
  readonly peerDependencies?: Dependencies;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly dependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
}

export type Dependencies = Readonly<Record<string, string>>;

/** A package of this repository that others install. */
export interface Published {
  readonly name: string;
  /** The name of its folder in `packages/`. */
  readonly folder: string;
  readonly path: string;
  readonly manifest: Manifest;
  readonly readme: string;
}

const PACKAGES = join(repositoryRoot, 'packages');

const textOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** All packages in `packages/`: nobody has to be told of a new one. */
export const published: readonly Published[] = readdirSync(PACKAGES)
  .filter((folder) => existsSync(join(PACKAGES, folder, 'package.json')))
  .map((folder) => {
    const path = join(PACKAGES, folder);
    const manifest = JSON.parse(textOf(join(path, 'package.json'))) as Manifest;
    return { name: manifest.name, folder, path, manifest, readme: textOf(join(path, 'README.md')) };
  });

/** Whether it is a provider: the gateway takes every folder of that name for one that does not say otherwise. */
export const isProvider = ({ folder, manifest }: Published): boolean =>
  folder.startsWith('provider-') && manifest.sluice?.provider !== false;

/** The paths that can be imported from it: `@sluice/provider-sdk/auth`. */
export const importsOf = ({ name, manifest }: Published): string[] =>
  Object.entries(manifest.exports ?? {})
    .filter(([, target]) => typeof target === 'object')
    .map(([path]) => name + path.slice(1));

/** Helpers for tests: `@jest/globals` refuses to be loaded where Jest does not run. */
const FOR_JEST = /\/(?:jest|recorded)$/;

/** Those of them that any program can import. */
export const runnableImportsOf = (one: Published): string[] => importsOf(one).filter((path) => !FOR_JEST.test(path));
