/**
 * Samples to one row. Whatever else runs on the machine only ever adds time, so the better quartile is nearer the truth than the
 * mean; the median stands beside it to show how restless the run was.
 */
export function summarise({ title, unit, samples, of, added = false, higherIsBetter = false, plain = false, goal }) {
  const best = {};
  const median = {};
  for (const [name, list] of Object.entries(samples)) {
    const values = list.map((sample) => sample[of]).sort((left, right) => left - right);
    best[name] = at(values, higherIsBetter ? 0.75 : 0.25);
    median[name] = at(values, 0.5);
  }
  if (added) subtractDirect(best, median);
  delete best.direct;
  delete median.direct;
  return { title, unit, best, median, goal: plain ? undefined : goal, ratios: plain ? {} : ratiosOf(best), higherIsBetter };
}

function subtractDirect(best, median) {
  const base = best.direct;
  const medianBase = median.direct;
  for (const name of Object.keys(best)) {
    best[name] -= base;
    median[name] -= medianBase;
  }
}

function ratiosOf({ sluice, relay, portkey }) {
  return { relay: sluice / relay, peer: portkey === undefined ? undefined : sluice / portkey };
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
