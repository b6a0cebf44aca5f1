import { useCallback, useEffect, useRef, useState } from 'react';
import { useHere, useWorkPlace } from '../../../session/use-session.ts';
import { keepAnswers, keptAnswers } from './kept-answers.ts';
import { LiveRun, type Run } from './run.ts';

/** The calls of the page, by the ids of their columns. */
export interface Runs {
  readonly of: (column: string) => Run | undefined;
  /** Sends one for each, all at once; earlier ones of the same columns end. */
  readonly start: (requests: readonly (Pick<Run, 'request' | 'asked'> & { readonly column: string })[]) => void;
  readonly stop: () => void;
  /** Takes away what was answered. */
  readonly clear: () => void;
  readonly all: readonly Run[];
}

export function useRuns(): Runs {
  const workspace = useWorkPlace()?.slug;
  const { actor } = useHere().session;
  const [runs, setRuns] = useState<Readonly<Record<string, Run>>>(() => keptAnswers(actor));
  const latest = useRef(runs);
  latest.current = runs;
  const stop = useCallback(() => {
    for (const run of Object.values(latest.current)) run.stop();
  }, []);
  const clear = useCallback(() => {
    stop();
    setRuns({});
  }, [stop]);
  const start = useCallback<Runs['start']>(
    (requests) => {
      if (workspace === undefined) return;
      for (const { column } of requests) latest.current[column]?.stop();
      const begun = Object.fromEntries(requests.map(({ column, ...asked }) => [column, new LiveRun({ ...asked, workspace })]));
      setRuns((now) => ({ ...now, ...begun }));
    },
    [workspace],
  );
  useEffect(() => {
    const leave = () => keepAnswers(latest.current, actor);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      // Whoever leaves the page does not read on: nobody should pay for the rest.
      stop();
      leave();
    };
  }, [actor, stop]);
  return { of: (column) => runs[column], start, stop, clear, all: Object.values(runs) };
}
