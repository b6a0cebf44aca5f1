#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { SettingsError } from './settings/environment.ts';

const HELP = `Sluice, the AI gateway that a team runs itself.

Usage: sluice [command]

  start            serve (the default)
  check [file]     check a config file, and say what is wrong with it
  providers        list the providers that are loaded
  --help           this text
  --version        the version

Settings come from the environment and from sluice.config.yaml; docs/configuration.md lists them.`;

const COMMANDS: Readonly<Record<string, () => Promise<(rest: readonly string[]) => Promise<number>>>> = {
  start: async () => (await import('./command/start.ts')).start,
  check: async () => (await import('./command/check.ts')).check,
  providers: async () => (await import('./command/providers.ts')).providers,
};

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } },
  });
  if (values.help) return print(HELP);
  if (values.version) return print((await import('./version.ts')).VERSION);
  const [name = 'start', ...rest] = positionals;
  const command = COMMANDS[name];
  if (!command) throw new SettingsError(name, `there is no such command; there are ${Object.keys(COMMANDS).join(', ')}`);
  return (await command())(rest);
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    const known = error instanceof SettingsError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
    process.stderr.write(`sluice: ${known ? (error as Error).message : String((error as Error).stack)}\n`);
    process.exit(1);
  },
);
