import { resolve } from 'node:path';
import { SettingsError, type Environment } from './environment.ts';

/**
 * Where a database is, a file's path made whole; undefined where nobody says. Of one that is refused nothing is told: it may
 * hold a password.
 *
 * @throws SettingsError
 */
export function readDatabaseUrl(environment: Environment, name: string, workingDirectory: string): string | undefined {
  const text = environment[name]?.trim();
  if (!text) return undefined;
  if (text.startsWith('file:') && text.length > 'file:'.length && !/[?#]/.test(text))
    return `file:${resolve(workingDirectory, text.slice('file:'.length).replace(/^\/\/(?=\/)/, ''))}`;
  if (/^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new SettingsError(name, 'it has to be postgres://user:password@host:port/database or file:/path/to/sluice.db');
}
