import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../../settings/environment.ts';
import type { Run } from '../command.ts';
import { readDeclared, type DeclaredFile } from '../declared-files.ts';
import { gatewayClient, messageOf, type Body, type GatewayClient } from '../gateway-client.ts';
import { onlyWord, text } from '../sub-command.ts';
import { KINDS, type Kind } from './kind.ts';
import { sameVersion } from './prompt-file.ts';

interface Pushing {
  readonly publish: boolean;
  readonly dryRun: boolean;
  readonly workspace: string | undefined;
}

/** Brings prompts and partials to what the files say. A version is made only where a file says something else than the one that counts, or the newest. */
export const push: Run = async (given) => {
  const folder = onlyWord('prompts push', 'the folder to read', given);
  const { options } = given;
  const client = gatewayClient(options);
  const pushing = { publish: options['publish'] === true, dryRun: options['dry-run'] === true, workspace: text(options, 'workspace') };
  if (!existsSync(folder)) throw new SettingsError('prompts push', `there is no folder ${folder}`);
  for (const kind of KINDS) {
    const place = join(folder, kind.folder);
    for (const file of existsSync(place) ? await readDeclared([place]) : []) {
      const { word, warnings = [] } = await pushOne(file, kind, client, pushing);
      process.stdout.write(`${word.padEnd(9)} ${kind.noun} ${file.slug}\n`);
      for (const warning of warnings) process.stdout.write(`          ${warning}\n`);
    }
  }
  return 0;
};

interface Pushed {
  readonly word: 'made' | 'changed' | 'published' | 'renamed' | 'unchanged';
  readonly warnings?: readonly string[];
}

async function pushOne(file: DeclaredFile, kind: Kind, client: GatewayClient, pushing: Pushing): Promise<Pushed> {
  const wanted = kind.toVersion(file.content, file.path);
  const { name = file.slug } = file.content;
  const address = `${kind.path}/${encodeURIComponent(file.slug)}`;
  const send = async (method: string, path: string, body: Body): Promise<Body> => {
    if (pushing.dryRun) return {};
    const { status, body: answer } = await client.ask(method, path, body);
    if (status < 300) return answer;
    throw new SettingsError(file.path, `the gateway answered ${status}: ${messageOf(answer)}`);
  };

  const { status, body: shown } = await client.ask('GET', address);
  if (status === 404) {
    const { workspace } = pushing;
    const made = await send('POST', kind.path, {
      slug: file.slug,
      name,
      ...wanted,
      ...(workspace !== undefined && { workspace_id: workspace }),
    });
    return { word: 'made', warnings: warningsIn(made) };
  }
  if (status !== 200) throw new SettingsError(file.path, `the gateway answered ${status}: ${messageOf(shown)}`);

  const renamed = name !== shown['name'];
  if (renamed) await send('PUT', address, { name });
  const means = (version: Body) => sameVersion(wanted, kind.toVersion(kind.toFile({ ...version, name }), file.path));
  if (means(shown)) return { word: renamed ? 'renamed' : 'unchanged' };

  const latest = await latestOf(address, client);
  const known = means(latest.shown);
  const made = known ? {} : await send('PUT', address, wanted);
  if (!pushing.publish) return { word: known ? (renamed ? 'renamed' : 'unchanged') : 'changed', warnings: warningsIn(made) };
  const { number } = known || pushing.dryRun ? latest : await latestOf(address, client);
  await send('PUT', `${address}/makeDefault`, { version: number });
  return { word: known ? 'published' : 'changed', warnings: warningsIn(made) };
}

/** The newest version, published or not. Lists call its template by another name than one prompt does. */
async function latestOf(address: string, client: GatewayClient): Promise<{ readonly number: number; readonly shown: Body }> {
  const { data: versions } = (await client.done('GET', `${address}/versions`)) as { data: readonly Body[] };
  const numbered = versions.map((shown) => ({ shown, number: Number(shown['prompt_version'] ?? shown['version']) }));
  return numbered.reduce((last, each) => (each.number > last.number ? each : last));
}

const warningsIn = ({ warnings }: Body): readonly string[] => (Array.isArray(warnings) ? (warnings as readonly string[]) : []);
