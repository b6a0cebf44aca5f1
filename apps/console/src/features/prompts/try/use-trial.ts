import { useCallback, useEffect, useRef, useState } from 'react';
import { callModel, eventsOf } from '../../../api/call-model.ts';
import { hear, NOTHING_HEARD, type Heard } from './heard.ts';
import { callOf, whyNot, type Tried } from './trial.ts';

/** What became of a trial. Times are milliseconds. */
export interface Trial {
  readonly state: 'running' | 'done' | 'failed' | 'stopped';
  readonly heard: Heard;
  readonly error?: unknown;
  /** Until the first word. */
  readonly firstMs?: number;
  readonly totalMs?: number;
  /** The id of its record in the log. */
  readonly logId?: string;
}

/** Tries prompts, one at a time. */
export function useTrial() {
  const [trial, setTrial] = useState<Trial>();
  const running = useRef<AbortController>(undefined);
  const stop = useCallback(() => running.current?.abort(), []);
  // Who leaves the page does not wait for the answer any more.
  useEffect(() => stop, [stop]);

  const run = useCallback(async (prepare: (signal: AbortSignal) => Promise<Tried>, workspace: string) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    const began = performance.now();
    const show = (next: Trial) => {
      if (running.current === abort) setTrial(next);
    };
    let now: Trial = { state: 'running', heard: NOTHING_HEARD };
    show(now);
    try {
      const tried = await prepare(abort.signal);
      const why = whyNot(tried);
      if (why !== undefined) throw new Error(why);
      const response = await callModel({ ...callOf(tried, workspace), signal: abort.signal });
      const id = response.headers.get('x-portkey-request-id');
      now = { ...now, ...(id !== null && { logId: id }) };
      for await (const { data } of eventsOf(response)) {
        const heard = hear(now.heard, data);
        const first = now.firstMs ?? (heard.text !== '' || heard.toolCalls.length > 0 ? performance.now() - began : undefined);
        now = { ...now, heard, ...(first !== undefined && { firstMs: first }) };
        show(now);
      }
      show({ ...now, state: now.heard.failure === undefined ? 'done' : 'failed', totalMs: performance.now() - began });
    } catch (error) {
      show({ ...now, ...(abort.signal.aborted ? { state: 'stopped' } : { state: 'failed', error }), totalMs: performance.now() - began });
    }
  }, []);

  return { trial, run, stop };
}
