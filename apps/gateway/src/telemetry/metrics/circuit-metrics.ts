import type { CircuitView } from '@sluice/core';
import type { Family } from './family.ts';

/** More circuits than this are counted by their state and not shown one by one: labels must stay few. */
const MOST_CIRCUITS = 200;

const STATES = { closed: 0, half_open: 1, open: 2 } as const;

const LONGEST_LABEL = 100;

/** How targets are doing: each circuit's state, and how many there are in each. */
export function circuitFamilies(circuits: readonly CircuitView[]): readonly Family[] {
  const counts = Object.keys(STATES).map((state) => ({
    labels: { state },
    value: circuits.filter((circuit) => circuit.state === state).length,
  }));
  return [
    { name: 'sluice_breakers', help: 'Circuits of targets by their state', type: 'gauge', aggregator: 'sum', values: counts },
    {
      name: 'sluice_breaker_state',
      help: "State of a target's circuit: 0 closed, 1 half open, 2 open",
      type: 'gauge',
      // One worker that finds a target down is enough to look after it.
      aggregator: 'max',
      values: worstOf(circuits),
    },
  ];
}

/** One target may have several circuits, one for each of its callers: the worst of them counts. */
function worstOf(circuits: readonly CircuitView[]): Family['values'] {
  const worst = new Map<string, { readonly labels: Readonly<Record<string, string>>; value: number }>();
  const shown = circuits.toSorted((left, right) => STATES[right.state] - STATES[left.state]).slice(0, MOST_CIRCUITS);
  for (const { config, target, model = '', state } of shown) {
    const labels = { config: shortened(config), target: shortened(target), model: shortened(model) };
    const key = JSON.stringify(labels);
    const known = worst.get(key);
    if (known) known.value = Math.max(known.value, STATES[state]);
    else worst.set(key, { labels, value: STATES[state] });
  }
  return [...worst.values()];
}

const shortened = (text: string) => text.slice(0, LONGEST_LABEL);
