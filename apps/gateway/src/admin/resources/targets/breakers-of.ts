import type { BreakerView } from '@sluice/contract';
import { leavesOf, type TargetConfig } from '@sluice/core';
import { circuitView } from '../../../http/circuits.ts';
import type { AdminMeans } from '../../means.ts';

/** A circuit, and whom its target calls. */
export interface TargetCircuit {
  readonly view: BreakerView;
  /** The slug of its virtual key; undefined where the target brings a credential of its own. */
  readonly virtualKey: string | undefined;
  readonly provider: string | undefined;
}

/** Workspaces: their ids, or all of them. */
type Places = 'all' | readonly string[];

/** The circuits of configs that are used in all of these places at once, with whom each is about. */
export function circuitsIn(
  places: readonly Places[],
  { circuits, savedConfig }: Pick<AdminMeans, 'circuits' | 'savedConfig'>,
): readonly TargetCircuit[] {
  return circuits().flatMap((circuit): readonly TargetCircuit[] => {
    const saved = savedConfig(circuit.config);
    // What a caller brought along as a config is nobody else's.
    if (!places.every((place) => place === 'all' || (saved !== undefined && isIn(saved.workspaces, place)))) return [];
    const target = saved && leavesOf(saved.config.root).find(({ label }) => label === circuit.target);
    return [{ view: circuitView(circuit), virtualKey: target && virtualKeyOf(target), provider: target && providerOf(target) }];
  });
}

const isIn = (workspaces: ReadonlySet<string> | undefined, places: readonly string[]) =>
  workspaces === undefined ? places.length > 0 : places.some((place) => workspaces.has(place));

const virtualKeyOf = ({ virtualKey, provider }: TargetConfig) => virtualKey ?? (provider?.startsWith('@') ? provider.slice(1) : undefined);

const providerOf = ({ provider }: TargetConfig) => (provider?.startsWith('@') ? undefined : provider);
