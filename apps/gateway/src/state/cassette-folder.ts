import { join, resolve } from 'node:path';
import type { Environment } from '../settings/environment.ts';

/** Where recorded traffic lies: `SLUICE_CASSETTES`, else a folder in the data directory. */
export function cassetteFolder({ dataDir }: { readonly dataDir: string }, environment: Environment): string {
  const named = environment['SLUICE_CASSETTES']?.trim();
  return named ? resolve(named) : join(dataDir, 'cassettes');
}
