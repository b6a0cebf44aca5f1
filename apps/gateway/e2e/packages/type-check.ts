import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../guide/repository-root.ts';
import { outside } from '../packed/outside.ts';
import { run } from '../packed/run.ts';

const TSC = join(repositoryRoot, 'node_modules/typescript/bin/tsc');

/** As somebody else's project would have it who wants to know everything. */
const STRICT = { strict: true, skipLibCheck: false, target: 'es2023', noUncheckedIndexedAccess: true, noErrorTruncation: true };

/** Ways in which projects find the types of what they import. */
const RESOLUTIONS = {
  nodenext: { module: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
} as const;

interface Check {
  readonly files: readonly string[];
  readonly resolution: keyof typeof RESOLUTIONS;
  /** With the types of Node, which who writes for Node has; without, a package has to get by with those of the language and the web. */
  readonly node: boolean;
  /** The compiler; default: the one of this repository. */
  readonly compiler?: string;
}

/** Compiles files of a folder against what is installed there, and gives what the compiler complains of. */
export async function complaintsOf(folder: string, { files, resolution, node, compiler = TSC }: Check): Promise<string> {
  if (node) lendNodeTypes(folder);
  const config = `tsconfig.${resolution}.${node ? 'node' : 'plain'}.json`;
  const compilerOptions = { ...STRICT, ...RESOLUTIONS[resolution], types: node ? ['node'] : [], rootDir: '.', outDir: `out/${resolution}` };
  writeFileSync(join(folder, config), JSON.stringify({ compilerOptions, files }));
  const { status, output } = await run(process.execPath, [compiler, '-p', config], { folder, environment: outside(), patienceMs: 120_000 });
  return status === 0 ? '' : `ended with ${status}: ${output}`;
}

function lendNodeTypes(folder: string): void {
  const place = join(folder, 'node_modules/@types/node');
  if (existsSync(place)) return;
  mkdirSync(join(place, '..'), { recursive: true });
  symlinkSync(join(repositoryRoot, 'node_modules/@types/node'), place);
}
