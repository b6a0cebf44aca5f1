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
  const read = await inOurWords(() => readStored(config, slug, means));
  const [problem] = targetProblems(read, means);
  if (problem) throw problem.fault ?? invalid(problem.message);
  return read;
}

/** A config that nothing is wrong with as far as its grammar goes. @throws FaultError `invalid_request` */
export const readStored = (config: unknown, slug: string, { extensions }: Pick<CheckMeans, 'extensions'>): Promise<RouteConfig> =>
  readConfig(config, { origin: 'stored', hostsJudged: true, id: slug }, extensions);

/** Something about a target that can never work. */
export interface TargetProblem {
  /** Its place: `config.targets[0]`. */
  readonly label: string;
  readonly message: string;
  /** As it is refused; undefined for what is refused like bad grammar. */
  readonly fault?: FaultError;
}

/** What can never work about the targets of a config, those of its shadow included. */
export const targetProblems = ({ root, shadow }: RouteConfig, means: CheckMeans): readonly TargetProblem[] =>
  [root, ...(shadow ? [shadow.config.root] : [])].flatMap((each) => leavesOf(each)).flatMap((leaf) => problemsOf(leaf, means));

function problemsOf(target: TargetConfig, { findProvider, judgeHost }: CheckMeans): readonly TargetProblem[] {
  const { label, provider: named, customHost } = target;
  const provider = named === undefined || named.startsWith('@') ? undefined : findProvider(named);
  if (named !== undefined && !named.startsWith('@') && !provider)
    return [{ label, message: `${label} names the provider "${named}", which is not loaded` }];
  const field = provider && unknownField(provider, target);
  if (provider && field !== undefined)
    return [{ label: `${label}.${field}`, message: `${label}.${field}: ${provider.name} has no such field` }];
  if (customHost === undefined) return [];
  try {
    const { trusted } = judged({ param: 'config', text: customHost }, judgeHost);
    if (trusted || target.apiKeys.length > 0) return [];
  } catch (error) {
    if (isFaultError(error)) return [{ label, message: error.fault.message, fault: error }];
    throw error;
  }
  const cure = 'give the target a key of its own, or let an operator name the host in TRUSTED_CUSTOM_HOSTS';
  return [{ label, message: `${label} sends what is stored elsewhere to ${customHost}: ${cure}` }];
}

function unknownField({ fields, notServed }: ProviderAdapter, target: TargetConfig): string | undefined {
  // Nobody knows the fields of one that could not be loaded.
  if (notServed !== undefined) return undefined;
  const known = new Set(Object.values(fields).flatMap(configNames));
  return Object.keys(target.fields).find((field) => !known.has(field));
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
