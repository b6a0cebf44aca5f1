import { readFileSync } from 'node:fs';
import { readChoice, readInteger, SettingsError, type Environment } from '../../settings/environment.ts';
import { readPairs } from './read-pairs.ts';
import { createSampler, type Sampler } from './sampler.ts';

/** Where traces go, and which; by OpenTelemetry's own names in the environment. */
export interface OtelSettings {
  readonly url: string;
  readonly encoding: 'protobuf' | 'json';
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly gzip: boolean;
  readonly tls: { readonly ca?: Buffer; readonly cert?: Buffer; readonly key?: Buffer };
  readonly resource: Readonly<Record<string, string>>;
  readonly sampler: Sampler;
  /** Whether what was said goes along. */
  readonly contents: boolean;
  /** Spans that wait at most, go together at most, and how long they wait for each other. */
  readonly queue: { readonly most: number; readonly batch: number; readonly everyMs: number };
}

/** @returns Undefined where nobody wants traces. @throws SettingsError naming the variable and the reason. */
export function readOtelSettings(environment: Environment): OtelSettings | undefined {
  const url = tracesUrl(environment);
  const { name, value: protocol } = ofTraces(environment, 'PROTOCOL');
  if (url === undefined || isTrue(environment, 'OTEL_SDK_DISABLED') || !wantsOtlp(environment)) return undefined;
  if (protocol === 'grpc')
    throw new SettingsError(name, '"grpc" is not spoken here: set http/protobuf, and the address of port 4318 rather than 4317');
  if (protocol !== undefined && protocol !== 'http/protobuf' && protocol !== 'http/json')
    throw new SettingsError(name, `"${protocol}" is none of http/protobuf, http/json`);
  const whole = (variable: string, byDefault: number, least: number) => readInteger(environment, variable, byDefault, { least, most: 1e9 });
  return {
    url,
    encoding: protocol === 'http/json' ? 'json' : 'protobuf',
    headers: {
      ...readPairs(environment, 'OTEL_EXPORTER_OTLP_HEADERS', headerName),
      ...readPairs(environment, 'OTEL_EXPORTER_OTLP_TRACES_HEADERS', headerName),
    },
    timeoutMs: whole(ofTraces(environment, 'TIMEOUT').name, 10_000, 1),
    gzip: readChoice(environment, ofTraces(environment, 'COMPRESSION').name, ['gzip', 'none'], 'none') === 'gzip',
    tls: {
      ...fileOf(environment, 'CERTIFICATE', 'ca'),
      ...fileOf(environment, 'CLIENT_CERTIFICATE', 'cert'),
      ...fileOf(environment, 'CLIENT_KEY', 'key'),
    },
    resource: {
      'service.name': 'sluice',
      ...readPairs(environment, 'OTEL_RESOURCE_ATTRIBUTES', (given) => given),
      ...(environment['OTEL_SERVICE_NAME']?.trim() && { 'service.name': environment['OTEL_SERVICE_NAME'].trim() }),
    },
    sampler: createSampler(environment['OTEL_TRACES_SAMPLER']?.trim() || 'parentbased_always_on', environment['OTEL_TRACES_SAMPLER_ARG']),
    contents: isTrue(environment, 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT'),
    queue: {
      most: whole('OTEL_BSP_MAX_QUEUE_SIZE', 20_000, 1),
      batch: whole('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', 200, 1),
      everyMs: whole('OTEL_BSP_SCHEDULE_DELAY', 1_000, 1),
    },
  };
}

/** What is said of traces alone beats what is said of everything. */
function ofTraces(environment: Environment, word: string): { readonly name: string; readonly value: string | undefined } {
  const own = `OTEL_EXPORTER_OTLP_TRACES_${word}`;
  const name = environment[own]?.trim() ? own : `OTEL_EXPORTER_OTLP_${word}`;
  return { name, value: environment[name]?.trim() || undefined };
}

/** The address of traces is taken as it is; the one of everything is a base. */
function tracesUrl(environment: Environment): string | undefined {
  const { name, value } = ofTraces(environment, 'ENDPOINT');
  if (value === undefined) return undefined;
  if (!/^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : ''))
    throw new SettingsError(name, `"${value}" is not an address such as http://127.0.0.1:4318`);
  return name.includes('TRACES') ? value : `${value.replace(/\/+$/, '')}/v1/traces`;
}

function wantsOtlp(environment: Environment): boolean {
  const exporter = environment['OTEL_TRACES_EXPORTER']?.trim() || 'otlp';
  if (exporter === 'otlp' || exporter === 'none') return exporter === 'otlp';
  throw new SettingsError('OTEL_TRACES_EXPORTER', `"${exporter}" is none of otlp, none`);
}

function fileOf(environment: Environment, word: string, member: 'ca' | 'cert' | 'key'): OtelSettings['tls'] {
  const { name, value } = ofTraces(environment, word);
  if (value === undefined) return {};
  try {
    return { [member]: readFileSync(value) };
  } catch (error) {
    throw new SettingsError(name, `${value} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`);
  }
}

const headerName = (name: string) => name.toLowerCase();

const isTrue = (environment: Environment, name: string) => environment[name]?.trim().toLowerCase() === 'true';
