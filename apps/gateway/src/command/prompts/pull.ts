import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../../settings/environment.ts';
import type { Run } from '../command.ts';
import { gatewayClient, type Body, type GatewayClient } from '../gateway-client.ts';
import { onlyWord, text } from '../sub-command.ts';
import { KINDS, type Kind } from './kind.ts';

/** Writes every prompt and partial into a file of its own, as its published version has it. Files of others stay. */
export const pull: Run = async (given) => {
  const folder = onlyWord('prompts pull', 'the folder to write', given);
  const { options } = given;
  const client = gatewayClient(options);
  const { writeText } = await import('../../config-file/parse.ts');
  for (const kind of KINDS) {
    const place = join(folder, kind.folder);
    const shown = await everyOne(kind, client, text(options, 'workspace'));
    if (shown.length > 0 && options['dry-run'] !== true) mkdirSync(place, { recursive: true });
    for (const each of shown) {
      const file = join(place, `${String(each['slug'])}.yaml`);
      const word = put(file, writeText(kind.toFile(each)), options['dry-run'] === true);
      process.stdout.write(`${word.padEnd(9)} ${file}\n`);
    }
    for (const file of yamlIn(place))
      if (!shown.some(({ slug }) => file === `${String(slug)}.yaml`))
        process.stdout.write(`left      ${join(place, file)}: the gateway has no such ${kind.noun}\n`);
  }
  return 0;
};

/** What the config file declares is in a file already. @throws SettingsError for a slug that could name a file elsewhere. */
async function everyOne({ noun, path }: Kind, client: GatewayClient, workspace: string | undefined): Promise<readonly Body[]> {
  const listed = await client.all(path, workspace === undefined ? {} : { workspace_id: workspace });
  const ours = listed.filter(({ origin, status }) => origin !== 'file' && status === 'active');
  const shown: Body[] = [];
  for (const { slug } of ours) shown.push(await client.done('GET', `${path}/${encodeURIComponent(String(slug))}`));
  const { SLUG } = await import('../../admin/slug.ts');
  for (const { slug } of shown)
    if (slug === undefined || SLUG.validate(slug).error)
      throw new SettingsError(
        'prompts pull',
        `the gateway names a ${noun} ${JSON.stringify(slug)}, which is no slug: no file is written for it`,
      );
  return shown;
}

function put(file: string, content: string, dryRun: boolean): 'unchanged' | 'written' {
  try {
    if (read(file) === content) return 'unchanged';
    if (!dryRun) writeFileSync(file, content);
    return 'written';
  } catch (error) {
    throw new SettingsError(file, `it cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Not there yet, or not to be read: then it is written, or that fails.
    return undefined;
  }
}

function yamlIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  } catch {
    // There is none yet.
    return [];
  }
}
