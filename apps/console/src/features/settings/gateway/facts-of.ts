import type { SettingsView } from '@sluice/contract';
import { sizeOf } from './words-for.ts';

const DATABASES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

/** What there is to say of a gateway in general: names and values. */
export const factsOf = (settings: SettingsView): readonly (readonly [name: string, value: string])[] => [
  ['Sluice', settings.version],
  ['Node', `${settings.node} on ${settings.platform}`],
  ['Address', settings.base_url],
  ['Database', DATABASES[settings.database]],
  ['Log', settings.log_database === null ? 'none is kept' : logOf(DATABASES[settings.log_database], settings.log_bytes)],
  ['Config file', settings.config_file ?? 'none'],
];

const logOf = (database: string, bytes: number | null) => (bytes === null ? database : `${database}, ${sizeOf(bytes)}`);
