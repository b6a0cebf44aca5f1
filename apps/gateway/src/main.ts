#!/usr/bin/env node
import { parseArgs } from 'node:util';
import type { Arguments } from './command/arguments.ts';
import { SettingsError } from './settings/environment.ts';

const HELP = `Sluice, the AI gateway that a team runs itself.

Usage: sluice [command]

  start            serve (the default)
  check [file]     check a config file, and say what is wrong with it
  providers        list the providers that are loaded
  plugin check P   load a plugin as a start would, P a package or a path; say what it is, and try whether
                   it keeps the contract
      --options O    what a config says to its strategy or check, as JSON, where it cannot do without
      --json         what was found as JSON
  explain [file]   ask a running gateway what would become of a request, and why; the file holds
                   the request's body as JSON (default: standard input)
      --config C     a config: JSON, or the slug of a saved one
      --metadata M   the request's metadata, as JSON
      --header N:V   a header of the request; may be given again
      --path P       its address (default: /v1/chat/completions)
      --url U        the gateway (default: http://127.0.0.1:8787, or PORT)
      --key K        a Sluice key (default: SLUICE_API_KEY, SLUICE_ADMIN_KEY)
      --json         the whole explanation as JSON
  --help           this text
  --version        the version

Settings come from the environment and from sluice.config.yaml; docs/configuration.md lists them.`;

const COMMANDS: Readonly<Record<string, () => Promise<(given: Arguments) => Promise<number>>>> = {
  start: async () => (await import('./command/start.ts')).start,
  explain: async () => (await import('./command/explain.ts')).explain,
  check: async () => (await import('./command/check.ts')).check,
  providers: async () => (await import('./command/providers.ts')).providers,
  plugin: async () => (await import('./command/plugin.ts')).plugin,
};

/** The options of all commands, and which of them take them. */
const OPTIONS = {
  config: { type: 'string' },
  metadata: { type: 'string' },
  header: { type: 'string', multiple: true },
  path: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
  json: { type: 'boolean' },
  options: { type: 'string' },
} as const;

const TAKEN: Readonly<Record<string, readonly string[]>> = {
  explain: ['config', 'metadata', 'header', 'path', 'url', 'key', 'json'],
  plugin: ['options', 'json'],
};

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' }, ...OPTIONS },
  });
  if (values.help) return print(HELP);
  if (values.version) return print((await import('./version.ts')).VERSION);
  const [name = 'start', ...rest] = positionals;
  const command = COMMANDS[name];
  if (!command) throw new SettingsError(name, `there is no such command; there are ${Object.keys(COMMANDS).join(', ')}`);
  const stray = Object.keys(values).find((option) => TAKEN[name]?.includes(option) !== true);
  if (stray !== undefined) throw new SettingsError(`--${stray}`, `the command "${name}" does not take it`);
  return (await command())({ rest, options: values });
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
