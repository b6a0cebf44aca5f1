import { builtinModules } from 'node:module';

const PART = /^[a-z0-9~-][a-z0-9._~-]*$/;
const TAKEN: ReadonlySet<string> = new Set(['node_modules', 'favicon.ico', ...builtinModules]);

/**
 * Why npm would not take a name for a new package, as the end of a sentence; undefined where it would.
 * Source: validate-npm-package-name, 6.0.
 */
export function nameFlaw(name: string): string | undefined {
  if (name.length > 214) return 'it is longer than 214 letters';
  if (TAKEN.has(name)) return 'it is taken by Node or npm itself';
  const parts = name.startsWith('@') ? name.slice(1).split('/') : [name];
  if (name.startsWith('@') && parts.length !== 2) return 'a name with a scope is @scope/name';
  if (parts.every((part) => PART.test(part))) return undefined;
  return 'a name is lower-case letters, digits, dashes, dots and underscores, and begins with a letter or a digit';
}
