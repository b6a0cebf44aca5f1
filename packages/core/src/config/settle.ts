import type { FaultKind } from '@sluice/provider-sdk';
import { readQuery } from '../conditions/read-query.ts';
import type { Deadlines } from '../deadlines.ts';
import type { BreakerPolicy } from '../health/breaker.ts';
import { DEFAULT_STATUS_CODES, MOST_ATTEMPTS, type RetryPolicy } from '../retry/retry-policy.ts';
import type { StrategyConfig } from '../strategies/strategy.ts';
import type { CachePolicy, ConfigNode, ForkConfig, NamedGuards, TargetConfig } from './config.ts';
import type { RawBreaker, RawNode, RawRetry, RawStrategy } from './raw-node.ts';
import type { ConfigSource } from './read-config.ts';
import type { Readers } from './readers.ts';

/** What a node takes over from the nodes around it. */
interface Inheritance {
  readonly node: RawNode;
  readonly fields: Readonly<Record<string, string>>;
  readonly breaker: BreakerPolicy | undefined;
}

const NOTHING: Inheritance = { node: {}, fields: {}, breaker: undefined };

/** A config's tree, with all in its place that a node inherits. The config has been checked. */
export const settle = (raw: RawNode, source: ConfigSource, readers: Readers, label = 'config'): ConfigNode =>
  settleNode(raw, label, { ...source, ...readers }, NOTHING);

type Means = ConfigSource & Readers;

function settleNode(raw: RawNode, label: string, means: Means, from: Inheritance): ConfigNode {
  const { strategy, targets } = raw;
  if (!strategy || !targets) return settleTarget(raw, label, means, from);
  const inheritance: Inheritance = {
    node: inherited(raw, from.node),
    fields: { ...from.fields, ...ownFields(raw) },
    // A condition means the one target that it names: there is nobody to go to instead.
    breaker: strategy.mode === 'conditional' ? undefined : strategy.cb_config ? readBreaker(strategy.cb_config) : from.breaker,
  };
  return {
    kind: 'fork',
    label,
    ...named(raw),
    strategy: readStrategy(strategy, targets, placeOf(means, label), means),
    branches: targets.map((target, index) => settleNode(target, `${label}.targets[${index}]`, means, inheritance)),
  } satisfies ForkConfig;
}

const named = ({ name, weight = 1 }: RawNode) => ({ name, weight });

/** Who is called and with which credential stays with the node that says it. Wire spec §8.3. */
const NOT_INHERITED: ReadonlySet<string> = new Set([
  'name',
  'weight',
  'index',
  'provider',
  'virtual_key',
  'prompt_id',
  'api_key',
  'api_keys',
  'strategy',
  'targets',
  'shadow',
]);

/** All that a node hands down: what it says itself, over what it was handed. */
function inherited(raw: RawNode, above: RawNode): RawNode {
  const own = Object.fromEntries(Object.entries(raw).filter(([name]) => MEMBERS.has(name) && !NOT_INHERITED.has(name))) as RawNode;
  const onStreamFailure = own.on_stream_failure ?? raw.strategy?.on_stream_failure ?? above.on_stream_failure;
  return {
    ...above,
    ...own,
    ...(onStreamFailure && { on_stream_failure: onStreamFailure }),
    override_params: merged(above.override_params, own.override_params),
  };
}

/** One object for all who add nothing to it: a thousand targets may inherit parameters as long as a header. */
const merged = (above: RawNode['override_params'] = {}, own: RawNode['override_params'] = {}) =>
  isEmpty(own) ? above : { ...above, ...own };

/** Members that have a place of their own; the others are the provider's fields. */
const MEMBERS: ReadonlySet<string> = new Set([
  ...NOT_INHERITED,
  'custom_host',
  'request_timeout',
  'connect_timeout_ms',
  'first_byte_timeout_ms',
  'first_event_timeout_ms',
  'idle_timeout_ms',
  'forward_headers',
  'override_params',
  'default_params',
  'drop_params',
  'strict_open_ai_compliance',
  'retry',
  'cache',
  'on_stream_failure',
  'input_guardrails',
  'output_guardrails',
  'before_request_hooks',
  'after_request_hooks',
  'input_mutators',
  'output_mutators',
]);

const ownFields = (raw: RawNode): Record<string, string> =>
  Object.fromEntries(
    Object.entries(raw)
      .filter(([name]) => !MEMBERS.has(name))
      .map(([name, value]: [string, unknown]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

function settleTarget(
  raw: RawNode,
  label: string,
  { origin, hostsJudged = false, workspaces, readHooks }: Means,
  from: Inheritance,
): TargetConfig {
  const all = inherited(raw, from.node);
  return {
    kind: 'target',
    label,
    ...named(raw),
    origin,
    hostsJudged,
    workspaces,
    provider: raw.provider,
    virtualKey: raw.virtual_key,
    promptId: raw.prompt_id,
    apiKeys: raw.api_keys ?? (raw.api_key === undefined ? [] : [raw.api_key]),
    customHost: all.custom_host,
    requestTimeoutMs: all.request_timeout,
    deadlines: readDeadlines(all),
    forwardHeaders: all.forward_headers?.map((name) => name.toLowerCase()),
    overrideParams: all.override_params ?? {},
    defaultParams: all.default_params ?? {},
    dropParams: all.drop_params ?? [],
    fields: ownFields(raw),
    inheritedFields: isEmpty(from.fields) ? undefined : from.fields,
    retry: all.retry && readRetry(all.retry),
    cache: readCache(all.cache),
    guards: readGuards(all, readHooks),
    breaker: from.breaker,
    onStreamFailure: all.on_stream_failure ?? 'error',
    strict: all.strict_open_ai_compliance ?? true,
  };
}

const isEmpty = (value: object) => Object.keys(value).length === 0;

function readDeadlines(raw: RawNode): TargetConfig['deadlines'] {
  const deadlines = deadlinesIn(raw);
  return isEmpty(deadlines) ? undefined : deadlines;
}

const deadlinesIn = (raw: RawNode): Partial<Deadlines> => ({
  ...(raw.connect_timeout_ms !== undefined && { connectMs: raw.connect_timeout_ms }),
  // Said for a target, it means all its replies.
  ...(raw.first_byte_timeout_ms !== undefined && { firstByteMs: raw.first_byte_timeout_ms, firstByteWholeMs: raw.first_byte_timeout_ms }),
  ...(raw.first_event_timeout_ms !== undefined && {
    firstEventMs: raw.first_event_timeout_ms,
    firstEventMovingOnMs: raw.first_event_timeout_ms,
  }),
  ...(raw.idle_timeout_ms !== undefined && { idleMs: raw.idle_timeout_ms }),
});

const readRetry = (raw: RawRetry): RetryPolicy => ({
  attempts: Math.min(raw.attempts, MOST_ATTEMPTS),
  onStatusCodes: raw.on_status_codes ?? DEFAULT_STATUS_CODES,
  useRetryAfter: raw.use_retry_after_header ?? raw.use_retry_after_headers ?? false,
});

const readCache = (raw: RawNode['cache']): CachePolicy | undefined => raw && { maxAge: raw.max_age ?? undefined };

function readGuards(raw: RawNode, readHooks: Readers['readHooks']): NamedGuards | undefined {
  const { before, after } = readHooks(raw as Readonly<Record<string, unknown>>);
  return before.length + after.length > 0 ? { before, after } : undefined;
}

/** A pause shorter than this is no pause. Wire spec §9.5. */
const SHORTEST_COOLDOWN_MS = 30_000;
const MINIMUM_REQUESTS = 5;

const readBreaker = (raw: RawBreaker): BreakerPolicy => ({
  failureThreshold: raw.failure_threshold,
  failurePercentage: raw.failure_threshold_percentage,
  minimumRequests: raw.minimum_requests ?? MINIMUM_REQUESTS,
  cooldownMs: Math.max(raw.cooldown_interval ?? 0, SHORTEST_COOLDOWN_MS),
  failureStatusCodes: raw.failure_status_codes,
});

/** A fork by a name that stays. A saved config has its slug; one that comes with the request is another text as soon as a weight changes, and is not told by it. */
const placeOf = ({ origin, id }: ConfigSource, label: string) => (origin === 'stored' ? `${id} ${label}` : label);

/** Seconds; the original's code, where its documents say 3600. */
const STICKY_TTL = 300;

function readStrategy(raw: RawStrategy, targets: readonly RawNode[], place: string, { compileRegex, readCustom }: Readers): StrategyConfig {
  const custom = readCustom(raw);
  if (custom?.ok) return custom.strategy;
  switch (raw.mode) {
    case 'fallback':
      return {
        mode: raw.mode,
        onStatusCodes: raw.on_status_codes,
        onFaultKinds: raw.on_fault_kinds as readonly FaultKind[] | undefined,
        hedgeAfterMs: raw.hedge_after_ms,
      };
    case 'loadbalance': {
      const { enabled = true, hash_fields: hashFields = [], ttl = STICKY_TTL } = raw.sticky ?? { enabled: false };
      return { mode: raw.mode, sticky: enabled ? { place, hashFields, ttlMs: ttl * 1000 } : undefined };
    }
    case 'conditional': {
      const indexOf = (name: string) => targets.findIndex((target) => target.name === name);
      return {
        mode: raw.mode,
        conditions: (raw.conditions ?? []).map(({ query, then }) => ({ query: readQuery(query, compileRegex), branch: indexOf(then) })),
        otherwise: raw.default === undefined ? undefined : indexOf(raw.default),
      };
    }
    case 'split':
      return { mode: raw.mode, by: raw.by ?? ['metadata._user', 'params.user'], experiment: raw.experiment ?? place };
    case 'single':
    case 'least_latency':
    case 'lowest_cost':
      return { mode: raw.mode };
  }
}
