import { parseArgs } from 'node:util';
import { isSurface } from '../cells.ts';

/** What the command line asks for. */
export interface Arguments {
  /** A package's folder, or a module. */
  readonly name: string;
  readonly replies: string | undefined;
  readonly live: boolean;
  readonly record: boolean;
  readonly check: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly baseURL: string | undefined;
  readonly only: readonly string[];
  /** `undefined` names the model for all that `models` does not name. */
  readonly model: string | undefined;
  readonly models: Readonly<Record<string, string>>;
}

/** The text of `--help`. */
export const USAGE = `Usage: provider-testkit [package folder or module] [options]

Tries all that a provider has, surface by surface and feature by feature, by the replies recorded in <folder>/replies,
prints a table and writes what it found to the package's capabilities.json, which gateways read. Strategies and checks
are tried by their contract. Ends with 1 where something is to be done.

  --check              compare capabilities.json, and write nothing
  --replies <folder>   another folder of replies
  --live               ask the provider itself; settings come from the environment (ACME_API_KEY), as a gateway reads them
  --record             with --live: write the answers down for replays, without your settings
  --only <cell>        with --live: only this surface (chat) or cell (chat/tools); may be said more than once
  --model <model>      ask this model; --model embeddings=<model> for one surface, --model chat/vision=<model> for one cell
  --base-url <url>     with --live: ask there
  --json               print JSON in place of the table
  --help               print this
`;

/** @throws Error with a sentence for what cannot be understood. */
export function readArguments(given: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: {
      replies: { type: 'string' },
      live: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      'base-url': { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      model: { type: 'string', multiple: true, default: [] },
    },
  });
  const { live, record, check, json, help, only, replies } = values;
  if (positionals.length > 1) throw new Error(`one package at a time: ${positionals.join(' and ')} are ${positionals.length}`);
  const needLive = record ? '--record' : only.length > 0 ? '--only' : values['base-url'] === undefined ? undefined : '--base-url';
  if (!live && needLive !== undefined) throw new Error(`${needLive} means something with --live only: replays take all that is recorded`);
  const strange = only.find((name) => !isSurface(name.split('/')[0] ?? ''));
  if (strange !== undefined) throw new Error(`--only ${strange}: there is no such surface`);
  return {
    name: positionals[0] ?? '.',
    replies,
    live,
    record,
    check,
    json,
    help,
    baseURL: values['base-url'],
    only,
    ...modelsIn(values.model),
  };
}

/** A model's own name may have a `=` in it, or a `/`; a surface's has none. */
function modelsIn(given: readonly string[]): Pick<Arguments, 'model' | 'models'> {
  const models: Record<string, string> = {};
  let model: string | undefined;
  for (const each of given) {
    const at = each.indexOf('=');
    const cell = each.slice(0, Math.max(at, 0));
    if (isSurface(cell.split('/')[0] ?? '')) models[cell] = each.slice(at + 1);
    else model = each;
  }
  return { model, models };
}
