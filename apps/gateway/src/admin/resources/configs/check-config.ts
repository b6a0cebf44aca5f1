import { configNames, leavesOf, type RouteConfig, type TargetConfig } from '@sluice/core';
import { readConfig } from '@sluice/core/config';
import { FaultError, isFaultError, type ProviderAdapter } from '@sluice/provider-sdk';
import { refused } from '../../admin-fault.ts';
import { requireKeepable } from '../../keepable.ts';
import type { AdminMeans } from '../../means.ts';
import { judged } from '../credentials/hosts-of.ts';

export type CheckMeans = Pick<AdminMeans, 'findProvider' | 'extensions' | 'judgeHost'>;

/** A config as it was sent: an object, or its JSON as text. @throws FaultError `invalid_request` */
export function parseConfig(given: string | Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (typeof given !== 'string') return given;
  let config: unknown;
  try {
    config = JSON.parse(given);
  } catch (error) {
    throw invalid(`it is not JSON (${(error as Error).message})`);
  }
  requireKeepable(config, 'config');
  if (typeof config === 'object' && config !== null && !Array.isArray(config)) return config as Readonly<Record<string, unknown>>;
  throw invalid('it is not an object');
}

/**
 * Refuses a config that can never work: bad grammar, a provider that is not loaded, a field that its provider does not
 * have, a host that may not be called. What it names that is stored elsewhere may come later, see `missingIn`.
 *
 * @throws FaultError `invalid_request`
 */
export async function checkConfig(config: unknown, slug: string, means: CheckMeans): Promise<RouteConfig> {
  const read = await inOurWords(() => readConfig(config, { origin: 'stored', hostsJudged: true, id: slug }, means.extensions));
  for (const { root } of [read, ...(read.shadow ? [read.shadow.config] : [])]) for (const leaf of leavesOf(root)) checkTarget(leaf, means);
  return read;
}

function checkTarget(target: TargetConfig, { findProvider, judgeHost }: CheckMeans): void {
  const { label, provider: named, customHost } = target;
  const provider = named === undefined || named.startsWith('@') ? undefined : findProvider(named);
  if (named !== undefined && !named.startsWith('@') && !provider)
    throw invalid(`${label} names the provider "${named}", which is not loaded`);
  if (provider) checkFields(provider, target);
  if (customHost === undefined) return;
  const { trusted } = judged({ param: 'config', text: customHost }, judgeHost);
  if (trusted || target.apiKeys.length > 0) return;
  throw invalid(
    `${label} sends what is stored elsewhere to ${customHost}: give the target a key of its own, or let an operator name the host in TRUSTED_CUSTOM_HOSTS`,
  );
}

function checkFields({ name, fields, notServed }: ProviderAdapter, target: TargetConfig): void {
  // Nobody knows the fields of one that could not be loaded.
  if (notServed !== undefined) return;
  const known = new Set(Object.values(fields).flatMap(configNames));
  const unknown = Object.keys(target.fields).find((field) => !known.has(field));
  if (unknown !== undefined) throw invalid(`${target.label}.${unknown}: ${name} has no such field`);
}

/** A caller's config comes in a header; this one in a body. */
async function inOurWords<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw isFaultError(error) ? new FaultError({ ...error.fault, param: 'config' }) : error;
  }
}

const invalid = (why: string) => refused('invalid_request', `Invalid config passed: ${why}`, 'config', 'invalid_config');
