import { migrationStatus } from '@sluice/store';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { exportStore } from '../exchange/export/export-store.ts';
import { writeExport } from '../exchange/export/write-export.ts';
import { prepare } from '../prepare.ts';
import { providerDirectory } from '../providers/directory.ts';
import { SettingsError } from '../settings/environment.ts';
import { openState } from '../state/open-state.ts';
import type { Run } from './command.ts';
import { findDatabase, onDatabase } from './database.ts';
import { noWords, text } from './sub-command.ts';

/** `export`: writes what the API made as a config file. */
export const exportFile: Run = async (given) => {
  noWords('export', given);
  const { options } = given;
  const database = await findDatabase();
  const { applied } = await onDatabase(database, () => migrationStatus(database.place));
  if (applied.length === 0) throw new SettingsError('export', `there is nothing in ${database.place.shown}`);
  const { file, plugins } = await prepare(process.env, process.cwd());
  const store = await openState(database.settings);
  try {
    const { find: findProvider } = providerDirectory(plugins);
    const exported = await exportStore({
      store,
      findProvider,
      extensions: plugins.extensions,
      file,
      withSecrets: options['with-secrets'] === true,
    });
    const content = writeExport(exported, { besides: file?.path, at: new Date() });
    const named = text(options, 'file');
    if (named === undefined) process.stdout.write(content);
    else put(resolve(named), content, exported.variables.length);
    for (const note of exported.leftOut) process.stderr.write(`not in it: ${note}\n`);
  } finally {
    await store.close();
  }
  return 0;
};

/** Nobody else may read it: it may hold secrets. */
function put(file: string, content: string, variables: number): void {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingsError('--file', code === 'EEXIST' ? `there is a file ${file} already` : `${file} cannot be written (${code})`);
  }
  process.stdout.write(`${file}${variables > 0 ? `; its head names ${variables} variables to set` : ''}\n`);
}
