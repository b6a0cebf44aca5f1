import { useCallback, useSyncExternalStore } from 'react';
import { isOver } from './answer.ts';
import type { Run } from './run.ts';

/** Whether any of them still answers. */
export function useAnyComing(runs: readonly Run[]): boolean {
  const listen = useCallback(
    (listener: () => void) => {
      const ends = runs.map((run) => run.listen(listener));
      return () => ends.forEach((end) => end());
    },
    // The list is made anew each time, the calls in it are not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [...runs, runs.length],
  );
  return useSyncExternalStore(listen, () => runs.some((run) => !isOver(run.answer())));
}
