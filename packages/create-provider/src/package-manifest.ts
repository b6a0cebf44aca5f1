import { readFileSync } from 'node:fs';

interface PackageManifest {
  readonly scripts?: Readonly<Record<string, string>>;
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as PackageManifest;

/** The text of a `package.json`: what all kinds share, and what one says otherwise or besides. */
export function manifestOf(sharedFile: string, ownFile: string): string {
  const [shared, own] = [read(sharedFile), read(ownFile)];
  return `${JSON.stringify({ ...shared, ...own, scripts: { ...shared.scripts, ...own.scripts } }, null, 2)}\n`;
}
