import type { LogFilterQuery, LogSummary } from '@sluice/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { arrived, NOTHING_ARRIVED, released, type Arrivals } from './arrivals.ts';
import { followTail, type TailState } from './follow-tail.ts';

/** Together they are one change of the page, however many come. */
const TOGETHER_MS = 150;

export interface Tail {
  readonly arrivals: Arrivals;
  /** Undefined while nobody follows. */
  readonly state: TailState | undefined;
  /** Some records did not come this way. */
  readonly hasGap: boolean;
  /** Shows what waits. */
  readonly release: () => void;
  /** Forgets what came: the list was asked for anew. */
  readonly forget: () => void;
}

/** Follows the records that a filter finds, as they are written. @param isRead Whether what is shown is being read, and must not move. */
export function useTail(filter: LogFilterQuery, { isOn, isRead }: { readonly isOn: boolean; readonly isRead: () => boolean }): Tail {
  const [arrivals, setArrivals] = useState<Arrivals>(NOTHING_ARRIVED);
  const [state, setState] = useState<TailState>();
  const [hasGap, setGap] = useState(false);
  const reading = useRef(isRead);
  reading.current = isRead;
  const wanted = JSON.stringify(filter);

  useEffect(() => {
    if (!isOn) return;
    const stop = new AbortController();
    const waiting: LogSummary[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => {
      timer = undefined;
      const records = waiting.splice(0);
      setArrivals((before) => arrived(before, records, reading.current()));
    };
    void followTail(
      JSON.parse(wanted) as LogFilterQuery,
      {
        onState: setState,
        onGap: () => setGap(true),
        onRecord(record) {
          waiting.push(record);
          timer ??= setTimeout(take, TOGETHER_MS);
        },
      },
      stop.signal,
    );
    return () => {
      stop.abort();
      clearTimeout(timer);
      setArrivals(NOTHING_ARRIVED);
      setState(undefined);
      setGap(false);
    };
  }, [wanted, isOn]);

  const release = useCallback(() => setArrivals(released), []);
  const forget = useCallback(() => {
    setArrivals(NOTHING_ARRIVED);
    setGap(false);
  }, []);
  return { arrivals, state, hasGap, release, forget };
}
