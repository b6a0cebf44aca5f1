import type { Explanation } from '@sluice/core';
import { readFileSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { SettingsError } from '../settings/environment.ts';
import type { Arguments } from './arguments.ts';
import { explanationText } from './explanation-text.ts';
import { gatewayClient, messageOf } from './gateway-client.ts';

/** Asks a running gateway what would become of a request, and prints it for a person. */
export async function explain({ rest: [file], options }: Arguments): Promise<number> {
  const { config, metadata, path, json } = options;
  const body = parse(file ?? 'standard input', file === undefined ? await readAll(process.stdin) : readFile(file));
  const question = {
    body,
    ...(path !== undefined && { path }),
    ...(metadata !== undefined && { metadata: parse('--metadata', String(metadata)) }),
    ...(config !== undefined && { config: String(config).trim().startsWith('{') ? parse('--config', String(config)) : config }),
    headers: headersFrom((options['header'] ?? []) as readonly string[]),
  };
  const { status, body: answer } = await gatewayClient(options).ask('POST', '/route/explain', question);
  if (status !== 200) {
    process.stderr.write(`sluice: the gateway answered ${status}: ${messageOf(answer)}\n`);
    return 1;
  }
  process.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : explanationText(answer as unknown as Explanation));
  return 0;
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SettingsError(path, `it cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function parse(place: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new SettingsError(place, `it is not JSON: ${(error as Error).message}`);
  }
}

const headersFrom = (lines: readonly string[]) =>
  Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) throw new SettingsError('--header', `"${line}" is not NAME:VALUE`);
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
