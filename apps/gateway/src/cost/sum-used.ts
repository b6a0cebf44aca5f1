import type { Used } from '@sluice/store/logs';

/** What several tries have used for one answer; undefined where none of them told or is known to have used anything. */
export function sumUsed(all: readonly (Used | undefined)[]): Used | undefined {
  return all.reduce((sum, used) => (sum && used ? together(sum, used) : (sum ?? used)), undefined);
}

function together(one: Used, other: Used): Used {
  const names = new Set([...Object.keys(one), ...Object.keys(other)] as (keyof Used)[]);
  return Object.fromEntries(
    [...names].map((name) => {
      const [a, b] = [one[name], other[name]];
      return [name, typeof a === 'number' || typeof b === 'number' ? Number(a ?? 0) + Number(b ?? 0) : (a ?? b)];
    }),
  ) as unknown as Used;
}
