import { isDeepStrictEqual } from 'node:util';
import { SettingsError } from '../settings/environment.ts';
import type { Run } from './command.ts';
import { readDeclared, type DeclaredFile } from './declared-files.ts';
import { gatewayClient, messageOf, type Body, type GatewayClient } from './gateway-client.ts';
import { subCommands, text } from './sub-command.ts';

const apply: Run = async ({ rest, options }) => {
  if (rest.length === 0) throw new SettingsError('configs apply', 'name files, or folders of them');
  const files = await readDeclared(rest);
  if (files.length === 0) throw new SettingsError('configs apply', `there is no .yaml or .json file in ${rest.join(', ')}`);
  const client = gatewayClient(options);
  const dryRun = options['dry-run'] === true;
  for (const file of files) {
    const { slug, word, warnings } = await applyOne(file, client, { dryRun, workspace: text(options, 'workspace') });
    process.stdout.write(`${word.padEnd(9)} ${slug}\n`);
    for (const warning of warnings) process.stdout.write(`          ${warning}\n`);
  }
  return 0;
};

/** `configs apply`: brings the configs of a running gateway to what files say. */
export const configs = subCommands('configs', { apply });

interface Applying {
  readonly dryRun: boolean;
  readonly workspace: string | undefined;
}

interface Applied {
  readonly slug: string;
  readonly word: 'made' | 'changed' | 'unchanged';
  readonly warnings: readonly string[];
}

async function applyOne(file: DeclaredFile, client: GatewayClient, { dryRun, workspace }: Applying): Promise<Applied> {
  const wanted = wantedOf(file);
  const { slug } = wanted;
  const { status, body } = await client.ask('GET', `/configs/${encodeURIComponent(slug)}`);
  if (status !== 200 && status !== 404) throw refusal(file, status, body);
  if (status === 404) {
    const made = dryRun
      ? {}
      : await sent(file, client, 'POST', '/configs', { ...wanted, ...(workspace !== undefined && { workspace_id: workspace }) });
    return { slug, word: 'made', warnings: warningsIn(made) };
  }
  if (same(wanted, body)) return { slug, word: 'unchanged', warnings: [] };
  const changed = dryRun ? {} : await sent(file, client, 'PUT', `/configs/${encodeURIComponent(slug)}`, wanted);
  return { slug, word: 'changed', warnings: warningsIn(changed) };
}

interface Wanted extends Body {
  readonly slug: string;
  readonly name?: string;
  readonly config: Body;
}

/** A file is the config itself, or names it: `{slug, name, config, is_default}`. */
function wantedOf({ slug, path, content }: DeclaredFile): Wanted {
  if (!isRecord(content['config'])) return { slug, config: content };
  const { slug: named = slug, name, config, is_default: isDefault, ...stray } = content;
  const [unknown] = Object.keys(stray);
  if (unknown !== undefined) throw new SettingsError(path, `"${unknown}" is none of slug, name, config and is_default`);
  if (typeof named !== 'string') throw new SettingsError(path, '"slug" must be a text');
  return {
    slug: named,
    config,
    ...(typeof name === 'string' && { name }),
    ...((isDefault === true || isDefault === false || isDefault === 0 || isDefault === 1) && { is_default: isDefault ? 1 : 0 }),
  };
}

/** Secrets are shown by their ends, so a config that holds one is another whenever it is compared: it is sent again. */
const same = ({ config, name, is_default: isDefault }: Wanted, kept: Body): boolean =>
  isDeepStrictEqual(config, kept['config']) &&
  (name === undefined || name === kept['name']) &&
  (isDefault === undefined || isDefault === kept['is_default']);

async function sent(file: DeclaredFile, client: GatewayClient, method: string, path: string, body: unknown): Promise<Body> {
  const { status, body: answer } = await client.ask(method, path, body);
  if (status >= 300) throw refusal(file, status, answer);
  return answer;
}

const refusal = ({ path }: DeclaredFile, status: number, body: Body) =>
  new SettingsError(path, `the gateway answered ${status}: ${messageOf(body)}`);

const warningsIn = ({ warnings }: Body): readonly string[] => (Array.isArray(warnings) ? (warnings as readonly string[]) : []);

const isRecord = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);
