import { isOver, NOTHING_YET, saysSomething, type Answer } from './answer.ts';
import { pastRun } from './past-run.ts';
import type { Run } from './run.ts';

const KEY = 'sluice.playground.answers';

interface Kept {
  readonly whose: string;
  readonly answers: Readonly<Record<string, { readonly asked: string; readonly answer: Answer; readonly format: unknown }>>;
}

/** Keeps what was answered for a reload of this tab, for this person; by the ids of columns. */
export function keepAnswers(runs: Readonly<Record<string, Run>>, whose: string): void {
  const said = Object.entries(runs).filter(([, run]) => saysSomething(run.answer()) && run.answer().state !== 'failed');
  const answers = Object.fromEntries(
    said.map(([column, run]) => {
      const answer = run.answer();
      return [
        column,
        {
          asked: run.asked,
          answer: isOver(answer) ? answer : { ...answer, state: 'stopped' as const },
          format: run.request.body['response_format'],
        },
      ];
    }),
  );
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ whose, answers } satisfies Kept));
  } catch {
    // No room for them: they can be asked for again.
    sessionStorage.removeItem(KEY);
  }
}

/** What was kept of this person's answers. */
export function keptAnswers(whose: string): Readonly<Record<string, Run>> {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null;
    if (kept?.whose !== whose) return {};
    return Object.fromEntries(
      Object.entries(kept.answers).map(([column, { asked, answer, format }]) => {
        const request = { body: format === undefined ? {} : { response_format: format }, headers: {} };
        return [column, pastRun({ request, asked }, { ...NOTHING_YET, ...answer })];
      }),
    );
  } catch {
    return {};
  }
}
