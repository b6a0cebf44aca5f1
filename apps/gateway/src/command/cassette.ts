import type { CassetteView, StartCassette } from '@sluice/contract';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SettingsError } from '../settings/environment.ts';
import type { Arguments } from './arguments.ts';
import type { Run } from './command.ts';
import { gatewayClient, type Body } from './gateway-client.ts';
import { noWords, onlyWord, subCommands, text } from './sub-command.ts';

const PATH = '/cassettes';

const addressOf = (name: string) => `${PATH}/${encodeURIComponent(name)}`;

const record: Run = async (given) => {
  const { options } = given;
  const wanted: StartCassette = {
    name: onlyWord('cassette record', 'the cassette', given),
    ...limitsIn(options),
    filter: filterIn(options),
  };
  return tell(await gatewayClient(options).done('POST', PATH, wanted), options);
};

const stop: Run = async (given) =>
  tell(
    await gatewayClient(given.options).done('POST', `${addressOf(onlyWord('cassette stop', 'the cassette', given))}/stop`, {}),
    given.options,
  );

const list: Run = async (given) => {
  noWords('cassette list', given);
  const { options } = given;
  const all = (await gatewayClient(options).all(PATH)) as unknown as readonly CassetteView[];
  process.stdout.write(options['json'] === true ? `${JSON.stringify(all, null, 2)}\n` : all.map(lineOf).join(''));
  return 0;
};

const download: Run = async (given) => {
  const { options } = given;
  const name = onlyWord('cassette download', 'the cassette', given);
  const file = text(options, 'file');
  const lines = Readable.fromWeb(
    (await gatewayClient(options).bytes(`${addressOf(name)}/download`)) as Parameters<typeof Readable.fromWeb>[0],
  );
  try {
    if (file === undefined) await pipeline(lines, process.stdout, { end: false });
    else await pipeline(lines, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    throw new SettingsError(file === undefined ? 'cassette download' : '--file', `it could not be written (${(error as Error).message})`);
  }
  return 0;
};

/** `cassette record`, `stop`, `list`, `download`: recorded traffic of a running gateway. */
export const cassette = subCommands('cassette', { record, stop, list, download });

function tell(answer: Body, options: Arguments['options']): number {
  const view = answer as unknown as CassetteView;
  process.stdout.write(options['json'] === true ? `${JSON.stringify(view, null, 2)}\n` : lineOf(view));
  return 0;
}

const lineOf = ({ name, status, requests, bytes, ends_at: end }: CassetteView) =>
  `${name}: ${status}${end === null ? '' : ` until ${end}`}, ${requests} ${requests === 1 ? 'request' : 'requests'}, ${bytes} bytes\n`;

function limitsIn(options: Arguments['options']): Partial<StartCassette> {
  const [share, most, bytes, minutes] = ['share', 'most', 'most-bytes', 'minutes'].map((name) => numberIn(options, name));
  const workspace = text(options, 'workspace');
  return {
    ...(share !== undefined && { share }),
    ...(most !== undefined && { most }),
    ...(bytes !== undefined && { most_bytes: bytes }),
    ...(minutes !== undefined && { minutes }),
    ...(workspace !== undefined && { workspace_id: workspace }),
  };
}

/** @throws SettingsError */
function numberIn(options: Arguments['options'], name: string): number | undefined {
  const said = text(options, name);
  if (said === undefined) return undefined;
  const value = Number(said);
  if (said.trim() === '' || !Number.isFinite(value)) throw new SettingsError(`--${name}`, `"${said}" is not a number`);
  return value;
}

function filterIn(options: Arguments['options']): NonNullable<StartCassette['filter']> {
  const [models, providers, keys, operations, pairs] = ['model', 'provider', 'api-key', 'operation', 'metadata'].map(
    (name) => options[name] as readonly string[] | undefined,
  );
  return {
    ...(models && { models }),
    ...(providers && { providers }),
    ...(keys && { api_keys: keys }),
    ...(operations && { operations }),
    ...(pairs && { metadata: Object.fromEntries(pairs.map(pairOf)) }),
  };
}

/** @throws SettingsError */
function pairOf(said: string): readonly [string, string] {
  const at = said.indexOf('=');
  if (at <= 0) throw new SettingsError('--metadata', `"${said}" is not NAME=VALUE`);
  return [said.slice(0, at), said.slice(at + 1)];
}
