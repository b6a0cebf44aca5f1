import type { Cell, Conduct, Problem } from './report.ts';

/** What is to be done about cells and conduct that are not as they should be. */
export function problemsOf(cells: readonly Cell[], conduct: readonly Conduct[], files: readonly string[]): readonly Problem[] {
  return [
    ...files.map((said) => ({ place: 'replies', said: withoutEnd(said), cure: 'mend the file, or take it out' })),
    ...cells.flatMap((cell) => problemOf(cell) ?? []),
    ...conduct.flatMap(({ surface, rule, why }) =>
      why === undefined ? [] : [{ place: `${surface}/${rule}`, said: withoutEnd(why), cure: CURES[rule] }],
    ),
  ];
}

const CURES = {
  pure: 'build anew what has to differ; a fallback re-uses the same call',
  odd_calls: 'throw a FaultError of kind invalid_request whose param names the member',
  odd_replies: 'read what you need with care, and throw a FaultError of kind unreadable_reply where it is not there',
  secrets: 'leave settings out of messages; the name of the field says enough',
};

/** What a provider said may have a full stop of its own. */
export const withoutEnd = (said: string): string => said.replace(/(?<!\.)\.$/, '');

/** Undefined where a cell is well, or as the adapter declares. */
export function problemOf({ surface, feature, status, why = '', cure, declared }: Cell): Problem | undefined {
  if (declared !== undefined || status === 'works' || cure === undefined) return undefined;
  return { place: `${surface}/${feature}`, said: withoutEnd(why), cure };
}
