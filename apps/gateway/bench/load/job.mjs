/** What a generator is told, as one JSON argument, and what it says when it is done, as one line of JSON. */
export const job = JSON.parse(process.argv[2] ?? '{}');

export function finish(result) {
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
}

export function quantile(sorted, share) {
  return sorted.length > 0 ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] : null;
}

export const ascending = (values) => values.sort((left, right) => left - right);
