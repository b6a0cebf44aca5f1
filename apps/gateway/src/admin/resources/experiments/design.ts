import type { ExperimentQuery } from '@sluice/contract';
import type { LogFilter } from '@sluice/store/logs';
import { refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { metadataNames, splitIn } from '../../../experiments/split-in.ts';

/** How an experiment was made, as far as that is known. */
export interface Design {
  /** Metadata names of whom a variant is drawn for. */
  readonly units: readonly string[];
  /** Places of whom a variant is drawn for, of which the log has nothing. */
  readonly unseen: readonly string[];
  /** By variant; or why nobody knows. */
  readonly weights: ReadonlyMap<string, number> | { readonly reason: string };
}

const USER = '_user';

/**
 * The design of an experiment: what the asker says of it, else what the saved config says by which its requests came, if it was
 * the same one all the time.
 */
export async function designOf(
  name: string,
  query: ExperimentQuery,
  filter: LogFilter,
  { logs, savedConfig }: AdminMeans,
): Promise<Design> {
  const used = await logs.experiments.configs(filter, name);
  const saved = used.length === 1 ? savedConfig(used[0]!.config) : undefined;
  const split = saved?.versionId === used[0]?.version && saved ? splitIn(saved.config.root, name) : undefined;
  const asked = query.unit
    ?.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const places = split ? metadataNames(split.by).map((unit, index) => ({ unit, place: split.by[index]! })) : [];
  const known = [...new Set(places.flatMap(({ unit }) => (unit === undefined ? [] : [unit])))];
  return {
    units: asked && asked.length > 0 ? asked : known.length > 0 ? known : [USER],
    unseen: asked ? [] : places.flatMap(({ unit, place }) => (unit === undefined ? [place] : [])),
    weights: query.weights === undefined ? (split?.weights ?? { reason: unknownBecause(used.length) }) : weightsIn(query.weights),
  };
}

const unknownBecause = (configs: number): string =>
  configs > 1
    ? 'The requests came by several configs or versions of one, whose weights may differ: ask from the last change on, or send "weights"'
    : 'The requests came by a config that is not saved, or is another by now: send "weights"';

/** @throws FaultError `invalid_request` */
function weightsIn(text: string): ReadonlyMap<string, number> {
  const wrong = refused(
    'invalid_request',
    '"weights" must be JSON of variants and weights, as {"control":1,"brief":1}',
    'weights',
    'invalid_value',
  );
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw wrong;
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw wrong;
  const weights = Object.entries(given);
  if (weights.length < 2 || weights.some(([, weight]) => typeof weight !== 'number' || weight < 0)) throw wrong;
  return new Map(weights as [string, number][]);
}
