import { FaultError } from '@sluice/provider-sdk';
import type { Mode } from '../strategies/strategy.ts';
import type { ConfigNode, RouteConfig, TargetConfig } from './config.ts';
import { leavesOf } from './leaves.ts';
import { problemsIn } from './problems.ts';
import { schemaProblems } from './schema-problems.ts';
import type { RawNode } from './raw-node.ts';
import { readersFor, type Readers } from './readers.ts';
import { settle } from './settle.ts';
import { sizeProblem } from './size.ts';
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
 * @throws FaultError `invalid_request` naming the paths that are wrong, in `errors` as the wire format spells them.
 */
export async function readConfig(value: unknown, source: ConfigSource): Promise<RouteConfig> {
  try {
    const tooLarge = sizeProblem(value);
    if (tooLarge) throw refused([tooLarge]);
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
  const misshapen = schemaProblems(value);
  if (misshapen.length > 0) throw refused(misshapen);
  const raw = value as RawNode;
  const problems = problemsIn(raw, readers);
  if (problems.length > 0) throw refused(problems);
  return raw;
}

/** Refusals that the wire format words itself. Wire spec §14.1. */
const SAYS_IT_ALL = /^(?:This version of config|Following )/;

/** More than anybody mends at once; a refusal should not be longer than what it refuses. */
const MOST_TOLD = 20;
const LONGEST_TOLD = 500;

function refused(problems: readonly Problem[]): FaultError {
  const told = problems.slice(0, MOST_TOLD).map(({ path, message }) => ({ path: clipped(path.join(',')), message: clipped(message) }));
  const left = problems.length - told.length;
  const more = left > 0 ? [`and ${left} more ${left === 1 ? 'problem' : 'problems'}`] : [];
  const reasons = [...told.map(({ message }) => message), ...more].join('; ');
  return new FaultError({
    kind: 'invalid_request',
    message: SAYS_IT_ALL.test(reasons) ? reasons : `Invalid config passed: ${reasons}`,
    param: 'x-portkey-config',
    code: 'invalid_config',
    errors: [...told.map(({ path, message }) => `path: ${path}, message: ${message}`), ...more],
  });
}

const clipped = (text: string) => (text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD)}…` : text);

const hasMode = (node: ConfigNode, mode: Mode): boolean =>
  node.kind === 'fork' && (node.strategy.mode === mode || node.branches.some((branch) => hasMode(branch, mode)));
