import { SettingsError, type Environment } from '../../settings/environment.ts';

/** `name=value,name=value`, values escaped as in addresses. @throws SettingsError; what stands there may be a secret and is not told. */
export function readPairs(environment: Environment, variable: string, named: (name: string) => string): Readonly<Record<string, string>> {
  const pairs = (environment[variable] ?? '').split(',').filter((pair) => pair.trim());
  return Object.fromEntries(
    pairs.map((pair, index) => {
      const mark = pair.indexOf('=');
      const name = pair.slice(0, Math.max(mark, 0)).trim();
      if (!name) throw new SettingsError(variable, `entry ${index + 1} is not name=value`);
      return [named(name), unescaped(pair.slice(mark + 1).trim())];
    }),
  );
}

/** A value with a `%` of its own is taken as it is. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
