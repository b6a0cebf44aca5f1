import type { Caller } from '../caller.ts';
import type { ConfigNode, RouteConfig, ShadowConfig, TargetConfig } from '../config/config.ts';
import { isWritten, type Hook, type SavedHook } from '../guards/hook.ts';
import type { StrategyConfig } from '../strategies/strategy.ts';

/** A config as it was understood, without what is secret in it. */
export function configView({ id, root, shadow }: RouteConfig, caller: Caller) {
  const admin = caller.key?.admin === true;
  return { id, root: nodeView(root, admin), ...(shadow && { shadow: shadowView(shadow, admin) }) };
}

const shadowView = ({ name, share, cap, cached, config: { root } }: ShadowConfig, admin: boolean) => ({
  name,
  share,
  cap: cap ?? null,
  cached,
  target: nodeView(root, admin),
});

function nodeView(node: ConfigNode, admin: boolean): unknown {
  if (node.kind === 'target') return { ...placeView(node), ...saidOf(node, admin) };
  return { ...placeView(node), strategy: strategyView(node.strategy), targets: node.branches.map((branch) => nodeView(branch, admin)) };
}

const placeView = ({ label, name, weight }: ConfigNode) => ({ label, ...(name !== undefined && { name }), weight });

/** What a target says, by the names of the config language; what it does not say is left out. */
function saidOf(target: TargetConfig, admin: boolean): Readonly<Record<string, unknown>> {
  const { retry, cache, guards, breaker, overrideParams, defaultParams } = target;
  const said = {
    provider: target.provider,
    virtual_key: target.virtualKey,
    prompt_id: target.promptId,
    api_keys: target.apiKeys.length > 0 ? `${target.apiKeys.length} of its own` : undefined,
    // Where the operator's own servers stand is the operator's to know.
    custom_host: admin || target.origin === 'caller' ? target.customHost : undefined,
    request_timeout: target.requestTimeoutMs,
    deadlines: target.deadlines,
    forward_headers: target.forwardHeaders,
    override_params: isEmpty(overrideParams) ? undefined : overrideParams,
    default_params: isEmpty(defaultParams) ? undefined : defaultParams,
    drop_params: target.dropParams.length > 0 ? target.dropParams : undefined,
    retry: retry && { attempts: retry.attempts, on_status_codes: retry.onStatusCodes, use_retry_after_header: retry.useRetryAfter },
    cache: cache && { mode: 'simple', max_age: cache.maxAge },
    before_request_hooks: guards && guards.before.map(hookView),
    after_request_hooks: guards && guards.after.map(hookView),
    cb_config: breaker && {
      failure_threshold: breaker.failureThreshold,
      failure_threshold_percentage: breaker.failurePercentage,
      minimum_requests: breaker.minimumRequests,
      cooldown_interval: breaker.cooldownMs,
      failure_status_codes: breaker.failureStatusCodes,
    },
    on_stream_failure: target.onStreamFailure,
    strict_open_ai_compliance: target.strict,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** A saved guardrail is shown as it is named: what it checks is for those to see who may see it. */
const hookView = (hook: Hook | SavedHook) =>
  isWritten(hook) ? { id: hook.id, deny: hook.deny, checks: hook.checks.map(({ id }) => id) } : hook.saved;

const isEmpty = (value: object) => Object.keys(value).length === 0;

function strategyView(strategy: StrategyConfig): unknown {
  switch (strategy.mode) {
    case 'fallback':
      return {
        mode: strategy.mode,
        on_status_codes: strategy.onStatusCodes ?? 'every status but 2xx',
        on_fault_kinds: strategy.onFaultKinds,
        hedge_after_ms: strategy.hedgeAfterMs,
      };
    case 'loadbalance':
      return {
        mode: strategy.mode,
        sticky: strategy.sticky && { hash_fields: strategy.sticky.hashFields, ttl: strategy.sticky.ttlMs / 1000 },
      };
    case 'conditional':
      return { mode: strategy.mode, conditions: strategy.conditions.length, default: strategy.otherwise ?? null };
    case 'split':
      return { mode: strategy.mode, by: strategy.by, experiment: strategy.experiment };
    case 'custom':
      // What a plugin takes for a secret is not known here.
      return { mode: strategy.strategy.mode, options: strategy.optionNames };
    case 'single':
    case 'least_latency':
    case 'lowest_cost':
      return { mode: strategy.mode };
  }
}
