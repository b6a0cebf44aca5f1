import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { Deadlines } from '@sluice/core';
import type { PluginLimits } from '../plugins/guard/watch.ts';
import { parseTrustedHosts, type TrustedHosts } from '../upstream/hosts/trusted-hosts.ts';
import { readDatabaseUrl } from './database-url.ts';
import { readBytes, readChoice, readInteger, readList, SettingsError, type Environment } from './environment.ts';
import { readLogSettings, type LogSettings } from './log-settings.ts';

export type AuthMode = 'auto' | 'required' | 'open';

/** Everything that the environment decides, checked once at the start. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Whether only this machine can connect. */
  readonly loopback: boolean;
  readonly workers: number;
  readonly auth: AuthMode;
  readonly dataDir: string;
  /** Undefined: a file in the data directory. */
  readonly databaseUrl: string | undefined;
  readonly configFile: string | undefined;
  readonly plugins: readonly string[];
  readonly pluginLimits: PluginLimits;
  readonly trustedHosts: TrustedHosts;
  readonly corsOrigins: readonly string[];
  readonly logLevel: string;
  readonly logs: LogSettings;
  /** Whether providers are told of traces that began here. */
  readonly traceUpstream: boolean;
  readonly limits: { readonly headerBytes: number; readonly bodyBytes: number; readonly jsonDepth: number };
  readonly deadlines: Deadlines;
  /** Bytes of answers that are kept in memory. */
  readonly cacheBytes: number;
  readonly drainMs: number;
  readonly retiredModels: 'relay' | 'substitute';
  readonly presetAdminKey: string | undefined;
  readonly encryptionKey: string | undefined;
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** A day: a longer deadline is a slip of the hand. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** Settings of parts that this version lacks. Set, they are refused: an operator who names a server believes in it. */
const NOT_BUILT: Readonly<Record<string, string>> = {
  SLUICE_REDIS_URL: 'sharing state through Redis is not built yet in this version',
};

/**
 * Reads the settings.
 *
 * @throws SettingsError naming the variable and the reason.
 */
export function readSettings(environment: Environment, workingDirectory: string): Settings {
  for (const [name, reason] of Object.entries(NOT_BUILT)) if (environment[name]?.trim()) throw new SettingsError(name, reason);
  const host = environment['HOST']?.trim() || '127.0.0.1';
  const milliseconds = (name: string, byDefault: number) => readInteger(environment, name, byDefault, { most: LONGEST_MS });
  const firstByteMs = milliseconds('SLUICE_FIRST_BYTE_TIMEOUT_MS', 90_000);

  return {
    port: readInteger(environment, 'PORT', 8787, { most: 65_535 }),
    host,
    loopback: isLoopback(host),
    workers: readInteger(environment, 'SLUICE_WORKERS', 1, { least: 1, most: 256 }),
    auth: readChoice(environment, 'SLUICE_AUTH', ['auto', 'required', 'open'], 'auto'),
    dataDir: resolve(workingDirectory, environment['SLUICE_DATA_DIR']?.trim() || '.sluice'),
    databaseUrl: readDatabaseUrl(environment, 'SLUICE_DATABASE_URL', workingDirectory),
    configFile: environment['SLUICE_CONFIG']?.trim() ? resolve(workingDirectory, environment['SLUICE_CONFIG'].trim()) : undefined,
    plugins: readList(environment, 'SLUICE_PLUGINS'),
    pluginLimits: {
      busyMs: milliseconds('SLUICE_PLUGIN_BUSY_MS', 1000),
      waitMs: milliseconds('SLUICE_PLUGIN_WAIT_MS', 15_000),
      stuckMs: milliseconds('SLUICE_PLUGIN_STUCK_MS', 20_000),
    },
    trustedHosts: readTrustedHosts(environment['TRUSTED_CUSTOM_HOSTS'] ?? ''),
    corsOrigins: readOrigins(environment),
    logLevel: readChoice(environment, 'SLUICE_LOG_LEVEL', LOG_LEVELS, 'info'),
    logs: readLogSettings(environment, workingDirectory),
    traceUpstream: readChoice(environment, 'SLUICE_TRACE_UPSTREAM', ['on', 'off'], 'off') === 'on',
    limits: {
      headerBytes: readBytes(environment, 'SLUICE_MAX_HEADERS', 64 * 1024),
      bodyBytes: readBytes(environment, 'SLUICE_MAX_BODY', 100 * 1024 * 1024),
      jsonDepth: readInteger(environment, 'SLUICE_MAX_JSON_DEPTH', 200, { least: 1, most: 2000 }),
    },
    deadlines: {
      connectMs: milliseconds('SLUICE_CONNECT_TIMEOUT_MS', 10_000),
      firstByteMs,
      // Set, it means all replies; left alone, one that does not stream has more time.
      firstByteWholeMs: environment['SLUICE_FIRST_BYTE_TIMEOUT_MS']?.trim() ? firstByteMs : 600_000,
      firstEventMs: milliseconds('SLUICE_FIRST_EVENT_TIMEOUT_MS', 90_000),
      // Set, it means all streams; left alone, one that could go elsewhere does so soon.
      firstEventMovingOnMs: milliseconds('SLUICE_FIRST_EVENT_TIMEOUT_MS', 12_000),
      idleMs: milliseconds('SLUICE_IDLE_TIMEOUT_MS', 30_000),
    },
    cacheBytes: readBytes(environment, 'SLUICE_CACHE_BYTES', 64 * 1024 * 1024),
    drainMs: milliseconds('SLUICE_DRAIN_TIMEOUT_MS', 30_000),
    retiredModels: readChoice(environment, 'SLUICE_RETIRED_MODELS', ['relay', 'substitute'], 'relay'),
    presetAdminKey: readPresetKey(environment),
    encryptionKey: readEncryptionKey(environment),
  };
}

function readTrustedHosts(csv: string): TrustedHosts {
  try {
    return parseTrustedHosts(csv);
  } catch (error) {
    throw new SettingsError('TRUSTED_CUSTOM_HOSTS', (error as Error).message);
  }
}

function readOrigins(environment: Environment): readonly string[] {
  return readList(environment, 'SLUICE_CORS_ORIGINS').map((origin) => {
    if (origin === '*') return origin;
    if (URL.canParse(origin) && new URL(origin).origin === origin) return origin;
    throw new SettingsError('SLUICE_CORS_ORIGINS', `"${origin}" is not an origin such as https://app.example.com, nor *`);
  });
}

const SHORTEST_KEY = 16;

function readPresetKey(environment: Environment): string | undefined {
  const key = environment['SLUICE_ADMIN_KEY']?.trim();
  if (!key) return undefined;
  if (key.length < SHORTEST_KEY)
    throw new SettingsError('SLUICE_ADMIN_KEY', `it has ${key.length} characters; a key needs at least ${SHORTEST_KEY}`);
  return key;
}

function readEncryptionKey(environment: Environment): string | undefined {
  const key = environment['SLUICE_ENCRYPTION_KEY']?.trim();
  if (!key) return undefined;
  if (key.length < SHORTEST_KEY)
    throw new SettingsError('SLUICE_ENCRYPTION_KEY', `it has ${key.length} characters; it needs at least ${SHORTEST_KEY}`);
  return key;
}

/** `localhost` is taken at its word; other names may resolve to anything and do not count. */
const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));
