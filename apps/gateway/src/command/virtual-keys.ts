import { readFileSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { SettingsError } from '../settings/environment.ts';
import type { Arguments } from './arguments.ts';
import type { Run } from './command.ts';
import { gatewayClient } from './gateway-client.ts';
import { needed, noWords, onlyWord, subCommands, text } from './sub-command.ts';

const create: Run = async (given) => {
  noWords('virtual-keys create', given);
  const { options } = given;
  if (options['status'] !== undefined) throw new SettingsError('--status', 'a new one is active: update it');
  const [name, provider] = [needed(options, 'name'), needed(options, 'provider')];
  const members = await credential(options, process.stdin.isTTY ? undefined : '-');
  const made = await gatewayClient(options).done('POST', '/virtual-keys', {
    ...members,
    name,
    provider,
    ...member(options, 'slug', 'slug'),
    ...member(options, 'workspace', 'workspace_id'),
  });
  return tell(made, options);
};

const update: Run = async (given) => {
  const slug = onlyWord('virtual-keys update', 'the slug of the virtual key', given);
  const { options } = given;
  for (const fixed of ['provider', 'slug', 'workspace'])
    if (options[fixed] !== undefined) throw new SettingsError(`--${fixed}`, 'it cannot be changed: make another virtual key');
  const body = { ...(await credential(options)), ...member(options, 'name', 'name'), ...member(options, 'status', 'status') };
  if (Object.keys(body).length === 0)
    throw new SettingsError(
      'virtual-keys update',
      'say what is to be changed: --credential-file, --field, --custom-host, --name or --status',
    );
  return tell(await gatewayClient(options).done('PUT', `/virtual-keys/${encodeURIComponent(slug)}`, body), options);
};

/** `virtual-keys create|update`: has a running gateway keep a provider's key. */
export const virtualKeys = subCommands('virtual-keys', { create, update });

function tell({ id, slug }: Readonly<Record<string, unknown>>, { json }: Arguments['options']): number {
  process.stdout.write(json === true ? `${JSON.stringify({ id, slug }, null, 2)}\n` : `${String(slug)}\n`);
  return 0;
}

async function credential(options: Arguments['options'], byDefault?: string): Promise<Readonly<Record<string, string>>> {
  const key = await keyGiven(options, byDefault);
  return { ...fieldsGiven(options), ...member(options, 'custom-host', 'custom_host'), ...(key !== '' && { key }) };
}

/** A key on the command line is seen by whoever lists processes, so it may come from elsewhere. */
async function keyGiven(options: Arguments['options'], byDefault: string | undefined): Promise<string> {
  const key = text(options, 'credential');
  if (key !== undefined && options['credential-file'] !== undefined)
    throw new SettingsError('--credential-file', 'there is --credential already');
  if (key !== undefined) return key;
  const file = text(options, 'credential-file') ?? byDefault;
  if (file === undefined) return '';
  return file === '-' ? (await readAll(process.stdin)).trim() : readFile(file);
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new SettingsError('--credential-file', `${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

const fieldsGiven = (options: Arguments['options']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ((options['field'] ?? []) as readonly string[]).map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 1) throw new SettingsError('--field', `"${pair}" is not NAME=VALUE`);
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );

const member = (options: Arguments['options'], option: string, name: string): Readonly<Record<string, string>> => {
  const value = text(options, option);
  return value === undefined ? {} : { [name]: value };
};
