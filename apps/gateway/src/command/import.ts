import { readFileSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { importSnapshot } from '../exchange/import/import-snapshot.ts';
import { Refused } from '../exchange/import/importing.ts';
import { readExport } from '../exchange/import/read-export.ts';
import { readPortkey } from '../exchange/import/read-portkey.ts';
import { reportText } from '../exchange/import/report.ts';
import type { Snapshot } from '../exchange/import/snapshot.ts';
import { SettingsError } from '../settings/environment.ts';
import type { Arguments } from './arguments.ts';
import type { Run } from './command.ts';
import { gatewayClient } from './gateway-client.ts';
import { noWords, subCommands, text } from './sub-command.ts';

const PORTKEY = 'https://api.portkey.ai/v1';

const portkey: Run = async (given) => {
  noWords('import portkey', given);
  const { options } = given;
  const snapshot = await read(options);
  const dryRun = options['dry-run'] === true;
  try {
    const report = await importSnapshot(snapshot, gatewayClient(options), dryRun);
    process.stdout.write(options['json'] === true ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, dryRun));
  } catch (error) {
    throw error instanceof Refused ? new SettingsError(`the gateway answered ${error.status}`, error.message) : error;
  }
  return 0;
};

/** `import portkey`: has a running gateway take over what Portkey has. */
export const importFrom = subCommands('import', { portkey });

async function read(options: Arguments['options']): Promise<Snapshot> {
  const from = text(options, 'from');
  const key = text(options, 'portkey-key') ?? process.env['PORTKEY_API_KEY'];
  if (from !== undefined) return readExport(from === '-' ? await readAll(process.stdin) : readFile(from), from);
  if (key === undefined || key === '')
    throw new SettingsError('import portkey', 'say --from with an export, or --portkey-key with an admin key of Portkey');
  const url = text(options, 'portkey-url') ?? PORTKEY;
  if (!URL.canParse(url)) throw new SettingsError('--portkey-url', `"${url}" is not an address such as ${PORTKEY}`);
  return readPortkey({ url, key });
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SettingsError('--from', `${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
