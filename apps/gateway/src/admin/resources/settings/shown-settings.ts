import type { SettingView } from '@sluice/contract';
import type { Installation } from './installation.ts';

/** A setting, and where its value is. */
export type ShownSetting = Omit<SettingView, 'value'> & { readonly valueIn: (installation: Installation) => SettingView['value'] };

type Of = ShownSetting['valueIn'];

const DAY_MS = 24 * 60 * 60 * 1000;

const on =
  (page: string, unit: SettingView['unit'] = null) =>
  (name: string, about: string, valueIn: Of): ShownSetting => ({
    name,
    about,
    unit,
    page: `docs/${page}.md`,
    valueIn,
  });

const configuration = on('configuration');
const configurationMs = on('configuration', 'milliseconds');
const configurationBytes = on('configuration', 'bytes');
const logs = on('logs');

/** What somebody who runs a gateway wants to see of how it was set, in the order in which they look for it. Nothing secret is among it. */
export const SHOWN_SETTINGS: readonly { readonly title: string; readonly settings: readonly ShownSetting[] }[] = [
  {
    title: 'Where it answers',
    settings: [
      configuration('HOST', 'The address that it listens on', ({ settings }) => settings.host),
      configuration('PORT', 'The port; 0: any that is free', ({ settings }) => settings.port),
      configuration('SLUICE_WORKERS', 'Processes that share the port', ({ settings }) => settings.workers),
      configuration('SLUICE_AUTH', 'Which calls need a key of this gateway', ({ settings }) => settings.auth),
      configuration('SLUICE_ADMIN_KEY', 'Whether the admin key is preset', ({ settings }) => settings.presetAdminKey !== undefined),
      configuration('SLUICE_CORS_ORIGINS', 'Origins whose pages may call', ({ settings }) => settings.corsOrigins),
      configuration('SLUICE_LOG_LEVEL', 'Which lines it prints', ({ settings }) => settings.logLevel),
    ],
  },
  {
    title: 'What is kept',
    settings: [
      configuration('SLUICE_DATA_DIR', 'The folder of its own state', ({ settings }) => settings.dataDir),
      on('admin')(
        'SLUICE_DATABASE_URL',
        'Whether another database than the file in that folder is named',
        ({ settings }) => settings.databaseUrl !== undefined,
      ),
      on('admin')(
        'SLUICE_ENCRYPTION_KEY',
        'Whether the key for secrets is given, and not made in that folder',
        ({ settings }) => settings.encryptionKey !== undefined,
      ),
      on('caching', 'bytes')('SLUICE_CACHE_BYTES', 'Answers that each process keeps in memory', ({ settings }) => settings.cacheBytes),
    ],
  },
  {
    title: 'The log',
    settings: [
      logs('SLUICE_LOGS', 'Whether requests are on record', ({ settings }) => settings.logs.kept),
      logs('SLUICE_LOG_BODIES', 'Whether with what was said', ({ settings }) => settings.logs.bodies),
      on('logs', 'bytes')('SLUICE_LOG_BODY_BYTES', 'How much of each body', ({ settings }) => settings.logs.bodyBytes),
      on('logs', 'days')('SLUICE_LOG_DAYS', 'How long', ({ settings }) =>
        settings.logs.maxAgeMs === undefined ? null : settings.logs.maxAgeMs / DAY_MS,
      ),
      on('logs', 'bytes')('SLUICE_LOG_BYTES', 'How much in all', ({ settings }) => settings.logs.maxBytes ?? null),
      logs('SLUICE_LOG_TEXT_SEARCH', 'Whether words in bodies can be searched for', ({ settings }) => settings.logs.textSearch),
      logs('SLUICE_LOG_SPOOL', 'Whether each request is in a file before it goes on', ({ settings }) => settings.logs.spool),
      logs(
        'SLUICE_LOG_DATABASE_URL',
        'Whether it has a database of its own choosing',
        ({ settings }) => settings.logs.databaseUrl !== undefined,
      ),
    ],
  },
  {
    title: 'Traces',
    settings: [
      on('tracing')('OTEL_EXPORTER_OTLP_ENDPOINT', 'Whether traces are sent to a collector', ({ sendsTraces }) => sendsTraces),
      on('tracing')(
        'SLUICE_TRACE_UPSTREAM',
        'Whether providers are told of traces that begin here',
        ({ settings }) => settings.traceUpstream,
      ),
    ],
  },
  {
    title: 'Limits',
    settings: [
      configurationBytes('SLUICE_MAX_BODY', 'Of a request’s body', ({ settings }) => settings.limits.bodyBytes),
      configurationBytes('SLUICE_MAX_HEADERS', 'Of a request’s headers', ({ settings }) => settings.limits.headerBytes),
      configuration('SLUICE_MAX_JSON_DEPTH', 'Levels that JSON may nest', ({ settings }) => settings.limits.jsonDepth),
      configurationMs(
        'SLUICE_CONNECT_TIMEOUT_MS',
        'Until a provider has taken the connection',
        ({ settings }) => settings.deadlines.connectMs,
      ),
      configurationMs(
        'SLUICE_FIRST_BYTE_TIMEOUT_MS',
        'Until a reply that streams begins',
        ({ settings }) => settings.deadlines.firstByteMs,
      ),
      configurationMs(
        'SLUICE_FIRST_EVENT_TIMEOUT_MS',
        'Until the first event of a stream',
        ({ settings }) => settings.deadlines.firstEventMs,
      ),
      configurationMs('SLUICE_IDLE_TIMEOUT_MS', 'Between two pieces of a reply', ({ settings }) => settings.deadlines.idleMs),
      configurationMs('SLUICE_DRAIN_TIMEOUT_MS', 'How long a stop waits for answers under way', ({ settings }) => settings.drainMs),
      configuration('SLUICE_RETIRED_MODELS', 'What becomes of calls of models that were retired', ({ settings }) => settings.retiredModels),
    ],
  },
  {
    title: 'Plugins and hosts',
    settings: [
      on('plugins')('SLUICE_PLUGINS', 'Packages that are loaded besides its own', ({ settings }) => settings.plugins),
      on('plugins', 'milliseconds')(
        'SLUICE_PLUGIN_BUSY_MS',
        'How long one call of a plugin may keep the process to itself',
        ({ settings }) => settings.pluginLimits.busyMs,
      ),
      on('plugins', 'milliseconds')(
        'SLUICE_PLUGIN_WAIT_MS',
        'How long a plugin is waited for',
        ({ settings }) => settings.pluginLimits.waitMs,
      ),
      on('plugins', 'milliseconds')(
        'SLUICE_PLUGIN_STUCK_MS',
        'After how long a process that is stuck is ended',
        ({ settings }) => settings.pluginLimits.stuckMs,
      ),
      configuration('TRUSTED_CUSTOM_HOSTS', 'Private hosts that callers may name', ({ trustedHosts }) => trustedHosts),
    ],
  },
];
