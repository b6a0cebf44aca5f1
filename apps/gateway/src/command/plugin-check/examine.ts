import type { Problem, Report } from '@sluice/provider-testkit';
import { checkFacts, providerFacts, strategyFacts, type PartFacts } from './facts.ts';
import type { OpenedPlugin } from './open-plugin.ts';
import { probeCheck } from './probe-check.ts';
import { probeProvider } from './probe-provider.ts';
import { probeStrategy } from './probe-strategy.ts';
import type { Probed } from './probed.ts';

/** What became of a plugin that was looked at. */
export interface Examined {
  readonly parts: readonly PartFacts[];
  /** The test kit's tables, one for each provider. */
  readonly reports: readonly Report[];
  /** What could not be tried, and why. */
  readonly untried: readonly string[];
  /** Empty where all is well. */
  readonly problems: readonly Problem[];
}

/** @param said What a config says to a strategy or a check that cannot do without. */
export async function examine(plugin: OpenedPlugin, said: Readonly<Record<string, unknown>> | undefined): Promise<Examined> {
  const { providers, strategies, checks, capabilities } = plugin;
  const probed: Probed[] = [];
  for (const provider of providers) probed.push(await probeProvider(provider, plugin));
  for (const strategy of strategies) probed.push(probeStrategy(strategy, said));
  for (const check of checks) probed.push(await probeCheck(check, said));
  return {
    parts: [
      ...providers.map(({ provider }) => providerFacts(provider, capabilities[provider.id])),
      ...strategies.map(strategyFacts),
      ...checks.map(checkFacts),
    ],
    reports: probed.flatMap(({ report }) => report ?? []),
    untried: probed.flatMap(({ untried = [] }) => untried),
    problems: probed.flatMap(({ problems }) => problems),
  };
}
