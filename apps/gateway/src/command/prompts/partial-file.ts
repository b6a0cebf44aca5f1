import { SettingsError } from '../../settings/environment.ts';
import type { Body } from '../gateway-client.ts';

const MEMBERS: ReadonlySet<string> = new Set(['name', 'description', 'string']);

/** A partial as it stands in a file. */
export const partialFile = (shown: Body): Body => ({
  name: shown['name'],
  ...(shown['version_description']
    ? { description: shown['version_description'] }
    : shown['description']
      ? { description: shown['description'] }
      : {}),
  string: shown['string'],
});

/** What the file says of a version, as it is sent. @throws SettingsError naming the member that is wrong. */
export function partialVersion(file: Body, path: string): Body {
  const stray = Object.keys(file).find((name) => !MEMBERS.has(name));
  if (stray !== undefined) throw new SettingsError(path, `"${stray}" is none of ${[...MEMBERS].join(', ')}`);
  if (typeof file['string'] !== 'string') throw new SettingsError(path, '"string" is needed, a text');
  return { string: file['string'], version_description: file['description'] ?? null };
}
