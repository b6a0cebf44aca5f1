import type { LogFilter, LogRecord } from '@sluice/store/logs';
import Joi from 'joi';
import { refused } from '../../admin-fault.ts';

type Given = Readonly<Record<string, unknown>>;
type Workspaces = LogFilter['workspaces'];

/** Members that list values, by what they are of a record. */
const LISTS = {
  id: 'ids',
  trace_id: 'traces',
  span_id: 'spans',
  source: 'sources',
  fault: 'faults',
  ai_org: 'providers',
  ai_model: 'models',
  ai_org_model: 'providerModels',
  api_key_ids: 'apiKeys',
  virtual_keys: 'virtualKeys',
  configs: 'configs',
  prompt_slug: 'prompts',
  prompt_version_id: 'promptVersions',
  experiment: 'experiments',
  variant: 'variants',
  operation: 'operations',
  path: 'paths',
  method: 'methods',
  cache_status: 'cache',
} as const satisfies Readonly<Record<string, keyof LogFilter>>;

/** Members that end in `_min` and `_max`. */
const RANGES = {
  total_units: 'tokens',
  prompt_token: 'inputTokens',
  completion_token: 'outputTokens',
  cost: 'cost',
  response_time: 'ms',
  weighted_feedback: 'feedback',
  retries: 'retries',
} as const satisfies Readonly<Record<string, keyof LogFilter>>;

const SWITCHES = ['success', 'streamed', 'aborted', 'rescued'] as const satisfies readonly (keyof LogFilter)[];

const CACHE_STATUSES = ['HIT', 'SEMANTIC HIT', 'MISS', 'REFRESH', 'DISABLED'] as const satisfies readonly LogRecord['cache'][];

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  ai_org: 'Providers',
  ai_org_model: 'Pairs: `provider__model`',
  path: 'As it was called, without its query',
  cache_status: `${CACHE_STATUSES.map((status) => `\`${status}\``).join(', ')}; in any case`,
  source: '`gateway`, `shadow`, `replay`, `api`, `otel`',
  cost: 'US cents',
  response_time: 'Milliseconds',
  weighted_feedback: 'The mean by weight of the feedback on the trace: −10 to 10',
  retries: '−1: used up',
};

const described = <Schema extends Joi.Schema>(schema: Schema, name: string): Schema =>
  DESCRIPTIONS[name] === undefined ? schema : (schema.description(DESCRIPTIONS[name]) as Schema);

const moment = Joi.string().isoDate();
const place = Joi.string().max(200).description('Slug or id; default: all that the asker may see');

/** Members by which records are found. */
type Members = Readonly<Record<string, Joi.Schema>> &
  Readonly<Record<'time_of_generation_min' | 'time_of_generation_max', Joi.StringSchema>>;

/** Lists and metadata are as the schemas say. */
function members(list: Joi.Schema, metadata: Joi.Schema): Members {
  return {
    time_of_generation_min: moment.description('This moment included'),
    time_of_generation_max: moment.description('This moment included'),
    ...Object.fromEntries(
      Object.keys(RANGES).flatMap((name) => ['min', 'max'].map((end) => [`${name}_${end}`, described(Joi.number(), name)])),
    ),
    status_code: list,
    metadata,
    ...Object.fromEntries(Object.keys(LISTS).map((name) => [name, described(list, name)])),
    ...Object.fromEntries(SWITCHES.map((name) => [name, Joi.boolean()])),
    text: Joi.string().max(500).description('Words in the bodies, where this gateway keeps an index of them'),
    workspace_slug: place,
    workspace_id: place,
  };
}

/** In a query, lists are separated by commas and metadata is JSON text. Wire spec §§17.4, 19. */
export const FILTER_QUERY = members(Joi.string().max(20_000), Joi.string().max(20_000).description('JSON: an object of names and values'));

const each = Joi.alternatives(Joi.string().max(2_000), Joi.number());

/** In a body, lists may be arrays, and metadata may be an object. */
export const FILTER_BODY = members(
  Joi.alternatives(Joi.string().max(20_000), Joi.number(), Joi.array().items(each).min(1).max(1_000)),
  Joi.alternatives(Joi.string().max(20_000), Joi.object().pattern(Joi.string(), each)),
);

/** What callers asked for; the other sources are calls that the gateway made to compare, which no chart counts unless it is asked to. */
export const OF_CALLERS = ['gateway', 'api', 'otel'] as const;

/** The workspace that a filter names. */
export const placeNamed = (given: Given): string | undefined => textOf(given['workspace_slug']) ?? textOf(given['workspace_id']);

/**
 * What of the records is wanted, of what has passed one of the schemas above.
 *
 * @throws FaultError `invalid_request`
 */
export function filterOf(given: Given, workspaces: Workspaces): LogFilter {
  const filter: Record<string, unknown> = { workspaces };
  const { time_of_generation_min: from, time_of_generation_max: to, status_code: statuses, metadata, text } = given;
  if (typeof from === 'string') filter['from'] = Date.parse(from);
  if (typeof to === 'string') filter['to'] = Date.parse(to) + 1;
  for (const [name, member] of Object.entries(LISTS)) {
    const values = valuesOf(given[name]);
    const read = READ[name];
    if (values) filter[member] = read ? values.map(read) : values;
  }
  for (const [name, member] of Object.entries(RANGES)) {
    const range = rangeOf(given[`${name}_min`], given[`${name}_max`], name === 'cost' ? 100 : 1);
    if (range) filter[member] = range;
  }
  for (const name of SWITCHES) if (typeof given[name] === 'boolean') filter[name] = given[name];
  const wanted = valuesOf(statuses);
  if (wanted) filter['statuses'] = wanted.map(statusOf);
  if (metadata !== undefined) filter['metadata'] = metadataOf(metadata);
  if (typeof text === 'string') filter['text'] = text;
  return filter as unknown as LogFilter;
}

function valuesOf(given: unknown): readonly string[] | undefined {
  if (given === undefined) return undefined;
  const values = Array.isArray(given) ? given.map(String) : String(given as string | number).split(',');
  const trimmed = values.map((value) => value.trim()).filter((value) => value !== '');
  return trimmed.length === 0 ? undefined : trimmed;
}

function rangeOf(min: unknown, max: unknown, divisor: number): Readonly<Record<string, number>> | undefined {
  if (typeof min !== 'number' && typeof max !== 'number') return undefined;
  return {
    ...(typeof min === 'number' && { min: min / divisor }),
    ...(typeof max === 'number' && { max: max / divisor }),
  };
}

/** Lists whose values are not taken as they are written. */
const READ: Readonly<Record<string, (value: string) => string>> = {
  // Virtual keys are named with their sign as well.
  virtual_keys: (value) => value.replace(/^@/, ''),
  cache_status(value) {
    const status = CACHE_STATUSES.find((each) => each === value.toUpperCase());
    if (status !== undefined) return status;
    const message = `"cache_status" names "${value}": there are ${CACHE_STATUSES.join(', ')}`;
    throw refused('invalid_request', message, 'cache_status', 'invalid_value');
  },
};

function statusOf(text: string): number {
  if (/^\d{3}$/.test(text)) return Number(text);
  throw refused('invalid_request', `"status_code" names "${text}", which is no status`, 'status_code', 'invalid_value');
}

/** Names and values, from an object or from its JSON. */
export function metadataOf(given: unknown): Readonly<Record<string, string>> {
  const object = typeof given === 'string' ? parsed(given) : given;
  if (typeof object !== 'object' || object === null || Array.isArray(object)) throw noMetadata();
  const pairs = Object.entries(object);
  if (pairs.length === 0 || pairs.some(([, value]) => !['string', 'number', 'boolean'].includes(typeof value))) throw noMetadata();
  return Object.fromEntries(pairs.map(([name, value]) => [name, String(value)]));
}

const noMetadata = () =>
  refused('invalid_request', '"metadata" must be a JSON object of names and values, as {"_user":"ada"}', 'metadata', 'invalid_value');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw noMetadata();
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
