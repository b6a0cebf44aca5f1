import { useEffect, useRef, type RefObject } from 'react';
import type { Run } from '../answer/run.ts';

/** Brings the answers into view when somebody has just asked: below a long conversation they would not be seen to come. */
export function useInView(runs: readonly Run[]): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const newest = runs.find((run) => run.answer().state === 'asked');
  useEffect(() => {
    if (newest) place.current?.scrollIntoView({ block: 'start' });
  }, [newest]);
  return place;
}
