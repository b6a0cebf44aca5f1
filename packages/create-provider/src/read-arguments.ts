import { parseArgs } from 'node:util';
import { isKind, KINDS } from './kind.ts';
import type { Wanted } from './plan.ts';
import { Refusal } from './refusal.ts';

/** The text of `--help`. */
export const USAGE = `Usage: npm create @sluice/provider <folder or @scope/name> -- [options]

Writes a package with a plugin for the Sluice AI gateway that builds, tests, packs and loads. What is not said is asked
for, where there is somebody to ask, or made of what is said.

  --dialect <kind>     ${Object.entries(KINDS)
    .map(([kind, what]) => `${kind.padEnd(10)}${what}`)
    .join(`\n${' '.repeat(23)}`)}
  --id <id>            a provider's slug, a strategy's mode, a check's id (acme.my-check)
  --name <name>        its name for people
  --base-url <url>     a provider's address
  --help               print this
`;

/** What the command line asks for; the target may still have to be asked for. */
export interface Arguments extends Partial<Wanted> {
  readonly help: boolean;
}

/** @throws Refusal for what cannot be understood. */
export function readArguments(given: readonly string[]): Arguments {
  const { values, positionals } = parsed(given);
  const { dialect, id, name, help = false } = values;
  if (positionals.length > 1) throw new Refusal(`one package at a time: ${positionals.join(' and ')} are ${positionals.length}`);
  if (dialect !== undefined && !isKind(dialect))
    throw new Refusal(`there is no template "${dialect}"; there are ${Object.keys(KINDS).join(', ')}`);
  return { target: positionals[0], kind: dialect, id, name, baseURL: values['base-url'], help } as Arguments;
}

function parsed(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        dialect: { type: 'string' },
        id: { type: 'string' },
        name: { type: 'string' },
        'base-url': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new Refusal((error as Error).message, { cause: error });
  }
}
