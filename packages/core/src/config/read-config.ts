import { FaultError } from '@sluice/provider-sdk';
import type { ValidationErrorItem } from 'joi';
import type { Mode } from '../strategies/strategy.ts';
import type { ConfigNode, RouteConfig, TargetConfig } from './config.ts';
import { leavesOf } from './leaves.ts';
import { problemsIn } from './problems.ts';
import { configSchema } from './schema.ts';
import type { RawNode } from './raw-node.ts';
import { readersFor, type Readers } from './readers.ts';
import { settle } from './settle.ts';
import { inSnakeCase } from './spelling.ts';

export { configMembers } from './members.ts';

/** Where a config came from, and what it is called there. */
export interface ConfigSource {
  readonly origin: TargetConfig['origin'];
  /** Unlike that of any other config. */
  readonly id: string;
}

/** One thing that is wrong with a config. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * Checks a config and settles all that its parts inherit.
 *
 * @throws FaultError `invalid_request` naming every path that is wrong, in `errors` as the wire format spells them.
 */
export async function readConfig(value: unknown, source: ConfigSource): Promise<RouteConfig> {
  try {
    const named = inSnakeCase(value);
    const readers = await readersFor(named);
    const raw = checked(named, readers);
    const root = settle(raw, source, readers);
    return {
      id: source.id,
      root,
      namesVirtualKeys: leavesOf(root).some(({ virtualKey, provider }) => virtualKey !== undefined || provider?.[0] === '@'),
      choosesByLatency: hasMode(root, 'least_latency'),
    };
  } catch (error) {
    if (error instanceof RangeError) throw refused([{ path: [], message: 'the config nests deeper than can be followed' }]);
    throw error;
  }
}

function checked(value: unknown, readers: Readers): RawNode {
  const { error } = configSchema.validate(value, { abortEarly: false, convert: false });
  if (error) throw refused(error.details.map(({ path, message }: ValidationErrorItem) => ({ path, message })));
  const raw = value as RawNode;
  const problems = problemsIn(raw, readers);
  if (problems.length > 0) throw refused(problems);
  return raw;
}

/** Refusals that the wire format words itself. Wire spec §14.1. */
const SAYS_IT_ALL = /^(?:This version of config|Following )/;

function refused(problems: readonly Problem[]): FaultError {
  const reasons = problems.map(({ message }) => message).join('; ');
  return new FaultError({
    kind: 'invalid_request',
    message: SAYS_IT_ALL.test(reasons) ? reasons : `Invalid config passed: ${reasons}`,
    param: 'x-portkey-config',
    code: 'invalid_config',
    errors: problems.map(({ path, message }) => `path: ${path.join(',')}, message: ${message}`),
  });
}

const hasMode = (node: ConfigNode, mode: Mode): boolean =>
  node.kind === 'fork' && (node.strategy.mode === mode || node.branches.some((branch) => hasMode(branch, mode)));
