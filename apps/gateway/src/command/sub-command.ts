import { SettingsError } from '../settings/environment.ts';
import type { Arguments } from './arguments.ts';
import type { Run } from './command.ts';

/** A command whose first word says what is to be done: `db status`. */
export function subCommands(name: string, runs: Readonly<Record<string, Run>>): Run {
  return ({ rest: [what, ...rest], options }) => {
    const run = what !== undefined && Object.hasOwn(runs, what) ? runs[what] : undefined;
    const known = Object.keys(runs).join(', ');
    if (!run)
      throw new SettingsError(name, `${what === undefined ? 'say what is to be done' : `there is no "${what}"`}; there are ${known}`);
    return run({ rest, options });
  };
}

/** The one word that a command needs. @throws SettingsError where it is missing, or not alone. */
export function onlyWord(command: string, what: string, { rest: [word, stray] }: Arguments): string {
  if (word === undefined) throw new SettingsError(command, `name ${what}`);
  if (stray !== undefined) throw new SettingsError(command, `one at a time: "${word}" and "${stray}" are two`);
  return word;
}

/** @throws SettingsError for a word that nobody reads. */
export function noWords(command: string, { rest: [stray] }: Arguments): void {
  if (stray !== undefined) throw new SettingsError(command, `it takes no "${stray}"`);
}

/** An option's text. @throws SettingsError where it is missing. */
export function needed(options: Arguments['options'], name: string): string {
  const value = text(options, name);
  if (value === undefined || value === '') throw new SettingsError(`--${name}`, 'it is needed');
  return value;
}

/** An option's text, where it was given. */
export const text = (options: Arguments['options'], name: string): string | undefined => options[name] as string | undefined;
