import { readFileSync } from 'node:fs';
import { SettingsError, type Environment } from '../settings/environment.ts';

/** `${NAME}`; with a second dollar sign in front it stands for itself. */
const VARIABLE = /(\$?)\$\{([A-Za-z_]\w*)\}/g;

const FILE = /^file:(\/.*)$/;

/** The same, standing for itself. */
const ESCAPED_FILE = /^\$+file:\//;

/**
 * Puts in what a file's values refer to: `${NAME}` the environment, `file:/path` a file's text.
 *
 * @throws SettingsError naming the place of a reference that leads nowhere.
 */
export function resolveReferences(value: unknown, environment: Environment, place = ''): unknown {
  if (typeof value === 'string') return resolveText(value, environment, place);
  if (Array.isArray(value)) return value.map((item: unknown, index) => resolveReferences(item, environment, `${place}[${index}]`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, resolveReferences(member, environment, place ? `${place}.${name}` : name)]),
  );
}

function resolveText(text: string, environment: Environment, place: string): string {
  const file = FILE.exec(text)?.[1];
  if (file !== undefined) return readFile(file, place);
  return (ESCAPED_FILE.test(text) ? text.slice(1) : text).replaceAll(VARIABLE, (whole, escape: string, name: string) => {
    if (escape) return whole.slice(1);
    const value = environment[name];
    if (value === undefined || value === '') throw new SettingsError(place, `the environment variable ${name} is not set`);
    return value;
  });
}

/** A text as it has to be written so that it is read as it is. */
export function escapeReferences(text: string): string {
  const escaped = text.replaceAll(/\$\{[A-Za-z_]\w*\}/g, '$$$&');
  return /^\$*file:\//.test(escaped) ? `$${escaped}` : escaped;
}

function readFile(file: string, place: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch (error) {
    throw new SettingsError(place, `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`);
  }
}
