import { SettingsError } from '../../settings/environment.ts';

/** Whether a trace is sent on. */
export type Sampler = (traceId: string, parentSampled: boolean | undefined) => boolean;

const NAMES = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** By the names that OpenTelemetry has for them. @throws SettingsError for one that is unknown, and for a share that is none. */
export function createSampler(name: string, argument: string | undefined): Sampler {
  if (!NAMES.some((known) => known === name)) throw new SettingsError('OTEL_TRACES_SAMPLER', `"${name}" is none of ${NAMES.join(', ')}`);
  const kind = name.replace('parentbased_', '');
  const share = kind === 'traceidratio' ? readShare(argument) : Number(kind === 'always_on');
  const ownChoice = (traceId: string) => share >= 1 || fractionOf(traceId) < share;
  return name === kind ? (traceId) => ownChoice(traceId) : (traceId, parentSampled) => parentSampled ?? ownChoice(traceId);
}

function readShare(argument: string | undefined): number {
  const share = Number(argument?.trim() || 1);
  if (share >= 0 && share <= 1) return share;
  throw new SettingsError('OTEL_TRACES_SAMPLER_ARG', `"${argument}" is not a share from 0 to 1`);
}

/** From 0 to below 1. By the id's end, which is random where its beginning is a time, so that all who see a trace agree. */
const fractionOf = (traceId: string) => Number.parseInt(traceId.slice(-13), 16) / 2 ** 52;
