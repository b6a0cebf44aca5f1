import { readDatabaseUrl } from './database-url.ts';
import { readBytes, readChoice, readInteger, SettingsError, type Environment } from './environment.ts';

/** What is kept of requests, where, and how long. */
export interface LogSettings {
  /** Whether records are kept at all. Log lines and metrics are there without. */
  readonly kept: boolean;
  /** Whether they are kept with what was said. */
  readonly bodies: boolean;
  /** Bytes of each body that are kept. */
  readonly bodyBytes: number;
  /** Undefined: a file in the data directory, or the control plane's PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** Whether each record is in a file before its request goes on, so that a process that is killed loses none. */
  readonly spool: boolean;
  /** Undefined: for ever. */
  readonly maxAgeMs: number | undefined;
  /** On disk; undefined: without a limit. */
  readonly maxBytes: number | undefined;
  /** Whether bodies can be searched for words. */
  readonly textSearch: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** @throws SettingsError naming the variable and the reason. */
export function readLogSettings(environment: Environment, workingDirectory: string): LogSettings {
  const isOn = (name: string, byDefault: 'on' | 'off') => readChoice(environment, name, ['on', 'off'], byDefault) === 'on';
  const settings = {
    kept: isOn('SLUICE_LOGS', 'on'),
    bodies: isOn('SLUICE_LOG_BODIES', 'on'),
    bodyBytes: readBytes(environment, 'SLUICE_LOG_BODY_BYTES', 256 * 1024),
    databaseUrl: readDatabaseUrl(environment, 'SLUICE_LOG_DATABASE_URL', workingDirectory),
    spool: isOn('SLUICE_LOG_SPOOL', 'off'),
    maxAgeMs: unlessNone(readInteger(environment, 'SLUICE_LOG_DAYS', 30, { most: 36_500 }) * DAY_MS),
    maxBytes: environment['SLUICE_LOG_BYTES']?.trim() === '0' ? undefined : readBytes(environment, 'SLUICE_LOG_BYTES', 10 * 1024 ** 3),
    textSearch: isOn('SLUICE_LOG_TEXT_SEARCH', 'off'),
  };
  // Each body is held as a text while it is written: one of a gigabyte is a slip of the hand.
  if (settings.bodyBytes > MOST_BODY_BYTES) throw new SettingsError('SLUICE_LOG_BODY_BYTES', 'more than 64MiB of one body are never kept');
  return settings;
}

const MOST_BODY_BYTES = 64 * 1024 ** 2;

const unlessNone = (value: number) => (value === 0 ? undefined : value);
