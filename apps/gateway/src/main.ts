#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { COMMANDS } from './command/commands.ts';
import { SettingsError } from './settings/environment.ts';

async function main([first, ...others]: readonly string[]): Promise<number> {
  if (first === '--version' || first === '-v') return print((await import('./version.ts')).VERSION);
  if (first === '--help' || first === '-h') return print((await import('./command/help.ts')).helpText(COMMANDS));
  const named = first !== undefined && !first.startsWith('-');
  const name = named ? first : 'start';
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new SettingsError(name, `there is no such command; there are ${Object.keys(COMMANDS).join(', ')}`);
  const args = named ? others : first === undefined ? [] : [first, ...others];
  const options = { help: { type: 'boolean', short: 'h' }, ...command.options } as const;
  const { tokens } = parseArgs({ args: [...args], allowPositionals: true, options, strict: false, tokens: true });
  const stray = tokens.find((token) => token.kind === 'option' && !Object.hasOwn(options, token.name));
  if (stray?.kind === 'option') throw new SettingsError(stray.rawName, `the command "${name}" does not take it`);
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  if (values['help']) return print((await import('./command/help.ts')).commandHelp(command));
  return (await command.load())({ rest: positionals, options: values });
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
