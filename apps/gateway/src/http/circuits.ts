import type { BreakerView } from '@sluice/contract';
import type { Caller, House } from '@sluice/core';

type Circuit = ReturnType<House['routing']['breakers']['list']>[number];

/** The circuits that somebody may see: those of configs that they may use. What callers bring along as a config is nobody else's. */
export function circuitsFor(viewer: Caller | 'everywhere', { routing, configs }: Pick<House, 'routing' | 'configs'>): readonly Circuit[] {
  const all = routing.breakers.list();
  return viewer === 'everywhere' ? all : all.filter(({ config }) => configs.find(config, viewer) !== undefined);
}

/** A circuit as it is shown. */
export const circuitView = ({ config, target, model, state, requests, failures, openedAt }: Circuit): BreakerView => ({
  object: 'breaker',
  config,
  target,
  model: model ?? null,
  state,
  requests,
  failures,
  opened_at: openedAt === undefined ? null : new Date(openedAt).toISOString(),
});
