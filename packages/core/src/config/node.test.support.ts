import type { StrategyConfig } from '../strategies/strategy.ts';
import type { ConfigNode, ForkConfig, TargetConfig } from './config.ts';

/** A target that says nothing but where it stands. */
export const targetAt = (label: string, changes: Partial<TargetConfig> = {}): TargetConfig => ({
  kind: 'target',
  label,
  name: undefined,
  weight: 1,
  origin: 'caller',
  hostsJudged: false,
  workspaces: undefined,
  provider: 'acme',
  virtualKey: undefined,
  promptId: undefined,
  apiKeys: [],
  customHost: undefined,
  requestTimeoutMs: undefined,
  deadlines: {},
  forwardHeaders: undefined,
  overrideParams: {},
  defaultParams: {},
  dropParams: [],
  fields: {},
  inheritedFields: {},
  retry: undefined,
  cache: undefined,
  guards: undefined,
  breaker: undefined,
  onStreamFailure: 'error',
  strict: true,
  ...changes,
});

/** Targets `0`, `1`, … that weigh so much. */
export const weighing = (...weights: readonly number[]): readonly TargetConfig[] =>
  weights.map((weight, index) => targetAt(String(index), { weight }));

export const forkAt = (label: string, strategy: StrategyConfig, ...branches: readonly ConfigNode[]): ForkConfig => ({
  kind: 'fork',
  label,
  name: undefined,
  weight: 1,
  strategy,
  branches,
});

/** A fallback without any list. */
export const FALLBACK: Extract<StrategyConfig, { mode: 'fallback' }> = {
  mode: 'fallback',
  onStatusCodes: undefined,
  onFaultKinds: undefined,
  hedgeAfterMs: undefined,
};
