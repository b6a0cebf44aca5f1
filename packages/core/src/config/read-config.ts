// The types of this package name Node’s, and a project may not have asked for them.
/// <reference types="node" preserve="true" />

/**
 * Configs by themselves: read, checked and settled, without a gateway around them.
 *
 * @module
 */

import { FaultError } from '@sluice/provider-sdk';
import { NO_EXTENSIONS, type Extensions } from '../extensions.ts';
import type { ConfigNode, RouteConfig, ShadowCap, ShadowConfig, TargetConfig } from './config.ts';
import { problemsIn } from './problems.ts';
import { schemaProblems } from './schema-problems.ts';
import type { RawNode, RawShadow } from './raw-node.ts';
import { readersFor, type Readers } from './readers.ts';
import { referencesIn } from './references.ts';
import { settle } from './settle.ts';
import { shadowSizeProblem, sizeProblem } from './size.ts';
import { inSnakeCase } from './spelling.ts';

export { readGuardrail, type WrittenGuardrail } from '../guards/read-guardrail.ts';
export { configMembers } from './members.ts';
export { pathText } from './path-text.ts';
export { nodeSchema } from './schema.ts';

/** Where a config came from, and what it is called there. */
export interface ConfigSource {
  /** A stored config may name private hosts and hold credentials; a caller's may not. */
  readonly origin: TargetConfig['origin'];
  /** Of a stored one: whether somebody other than the operator wrote it, so that its hosts are judged like a caller's. Default: the operator did. */
  readonly hostsJudged?: boolean;
  /** Of a stored one: the workspaces whose it is. Default: everybody's, or the caller's. */
  readonly workspaces?: ReadonlySet<string> | undefined;
  /** Unlike that of any other config. */
  readonly id: string;
}

/** One thing that is wrong with a config. */
export interface Problem {
  /** From the config's root: `['targets', 0, 'provider']`. */
  readonly path: readonly (string | number)[];
  /** What is wrong there and what would be right, in a sentence. */
  readonly message: string;
}

/**
 * Checks a config and settles all that its parts inherit.
 *
 * @param extensions What plugins add to the language; a config that names what is not among it is refused.
 * @throws FaultError `invalid_request` naming the paths that are wrong, in `errors` as the wire format spells them.
 */
export async function readConfig(value: unknown, source: ConfigSource, extensions: Extensions = NO_EXTENSIONS): Promise<RouteConfig> {
  const read = await checked(value, extensions, (raw, readers) => ({
    ...settled(settle(raw, source, readers), source),
    ...(raw.shadow && { shadow: readShadow(raw.shadow, source, readers) }),
  }));
  if (read.ok) return read.made;
  throw refused(read.problems);
}

/** All that is wrong with a config, each at its place, as `readConfig` would refuse it; nothing for one that it would take. */
export async function configProblems(value: unknown, extensions: Extensions = NO_EXTENSIONS): Promise<readonly Problem[]> {
  const read = await checked(value, extensions, (raw, readers) => settle(raw, { origin: 'caller', id: 'checked' }, readers));
  return read.ok ? [] : read.problems;
}

const settled = (root: ConfigNode, { id, workspaces }: ConfigSource): RouteConfig => ({
  id,
  root,
  references: referencesIn(root, workspaces),
  choosesByLatency: asksForLatency(root),
});

/** US dollars a day that the copies of a shadow may cost where its config does not say. */
const USUAL_CAP: ShadowCap = { cost: 1, period: 'daily' };

function readShadow({ name, target, share = 1, cap, cached = false }: RawShadow, source: ConfigSource, readers: Readers): ShadowConfig {
  // What it learns on its way must not be taken for what the others have learnt.
  const apart = { ...source, id: `${source.id} shadow` };
  return {
    name,
    // By a place of its own it speaks for itself: neither headers nor a prompt say who is called.
    config: settled(settle(target, apart, readers, 'config.shadow.target'), apart),
    share,
    cap: cap === null ? undefined : cap ? { cost: cap.cost, period: cap.period ?? USUAL_CAP.period } : USUAL_CAP,
    cached,
  };
}

type Checked<Made> = { readonly ok: true; readonly made: Made } | { readonly ok: false; readonly problems: readonly Problem[] };

/** @param make Makes something of a config that nothing is wrong with. */
async function checked<Made>(
  value: unknown,
  extensions: Extensions,
  make: (raw: RawNode, readers: Readers) => Made,
): Promise<Checked<Made>> {
  try {
    const tooLarge = sizeProblem(value) ?? shadowSizeProblem(value);
    if (tooLarge) return { ok: false, problems: [tooLarge] };
    const named = inSnakeCase(value);
    const readers = await readersFor(named, extensions);
    const misshapen = schemaProblems(named, extensions);
    if (misshapen.length > 0) return { ok: false, problems: misshapen };
    const raw = named as RawNode;
    const problems = problemsIn(raw, readers);
    return problems.length > 0 ? { ok: false, problems } : { ok: true, made: make(raw, readers) };
  } catch (error) {
    if (error instanceof RangeError)
      return { ok: false, problems: [{ path: [], message: 'the config nests deeper than can be followed' }] };
    throw error;
  }
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

/** A plugin's strategy may ask for latencies, and says so only when it does. */
const asksForLatency = (node: ConfigNode): boolean =>
  node.kind === 'fork' && (node.strategy.mode === 'least_latency' || node.strategy.mode === 'custom' || node.branches.some(asksForLatency));
