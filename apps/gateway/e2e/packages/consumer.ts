import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outside } from '../packed/outside.ts';
import { must } from '../packed/run.ts';
import { published, type Published } from './published.ts';
import type { Tarball } from './tarballs.ts';

/**
 * Installs one package into an empty folder, alone: itself and its peers are asked for, and whatever else comes is what
 * it declares. Ours are taken from their tarballs, the others from a registry.
 */
export async function installAlone(one: Published, tarballs: ReadonlyMap<string, Tarball>, folder: string): Promise<void> {
  const { peerDependencies = {} } = one.manifest;
  const ours = Object.fromEntries(published.map(({ name }) => [name, `file:${tarballs.get(name)!.file}`]));
  const peers = Object.entries(peerDependencies).map(([name, range]) => [name, ours[name] ?? range]);
  const dependencies: Record<string, string> = { ...Object.fromEntries(peers), [one.name]: ours[one.name]! };
  const overrides = Object.fromEntries(Object.entries(ours).filter(([name]) => !(name in dependencies)));
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'consumer', version: '1.0.0', private: true, type: 'module', dependencies, overrides };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  await must('npm', ['install', '--prefer-offline', '--loglevel=error'], { folder, environment: outside(), patienceMs: 180_000 });
}
