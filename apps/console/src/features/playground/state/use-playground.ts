import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useHere } from '../../../session/use-session.ts';
import { readColumns, writeColumns } from './address.ts';
import { keep, kept } from './kept.ts';
import { emptyPlayground, type Playground } from './playground.ts';

const route = getRouteApi('/inside/playground');

/** After so long without a key pressed what was typed is kept. In milliseconds. */
const PAUSE_MS = 300;

/** What is on the page, and how it is changed. */
export interface PlaygroundState {
  readonly state: Playground;
  readonly change: (change: (now: Playground) => Partial<Playground>) => void;
  /** The same for what takes something away: it can be had back. @param what `A message was removed` */
  readonly replace: (change: (now: Playground) => Partial<Playground>, what: string) => void;
  /** What was last taken away, in words; undefined where nothing was. */
  readonly undoable: string | undefined;
  readonly undo: () => void;
  /** The pictures are too large for this tab's storage: a reload loses them. */
  readonly overflows: boolean;
}

interface Now {
  readonly state: Playground;
  readonly earlier: { readonly state: Playground; readonly what: string } | undefined;
}

/** The page as it was left in this tab, with whom its address names. */
export function usePlayground(): PlaygroundState {
  const { actor } = useHere().session;
  const search = route.useSearch();
  const [{ state, earlier }, set] = useState<Now>(() => ({ state: begin(kept(actor), search.models), earlier: undefined }));
  const change = useCallback<PlaygroundState['change']>(
    (how) => set((now) => ({ ...now, state: { ...now.state, ...how(now.state) } })),
    [],
  );
  const replace = useCallback<PlaygroundState['replace']>(
    (how, what) => set(({ state: was }) => ({ state: { ...was, ...how(was) }, earlier: { state: was, what } })),
    [],
  );
  const undo = useCallback(() => set((now) => (now.earlier ? { state: now.earlier.state, earlier: undefined } : now)), []);
  useAddress(state, change);
  return { state, change, replace, undoable: earlier?.what, undo, overflows: useKeeping(state, actor) };
}

function begin(left: Playground | undefined, models: string | undefined): Playground {
  const state = left ?? emptyPlayground();
  const named = models === undefined || models === writeColumns(state.columns) ? [] : readColumns(models);
  return named.length > 0 ? { ...state, columns: named } : state;
}

/** Keeps whom is asked in the address, and asks whom the address names. */
function useAddress({ columns }: Playground, change: PlaygroundState['change']): void {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const written = writeColumns(columns);
  const last = useRef(written);
  const isOpening = search.log !== undefined || search.prompt !== undefined;
  useEffect(() => {
    if (isOpening || written === (search.models ?? '')) return void (last.current = written);
    const wasTyped = last.current !== written || search.models === undefined;
    last.current = written;
    if (wasTyped) void navigate({ search: written === '' ? {} : { models: written }, replace: true });
    else change(() => ({ columns: readColumns(search.models ?? '') }));
  }, [written, search.models, isOpening, navigate, change]);
}

function useKeeping(state: Playground, actor: string): boolean {
  const [overflows, setOverflows] = useState(false);
  const latest = useRef(state);
  latest.current = state;
  useEffect(() => {
    const timer = setTimeout(() => setOverflows(!keep(state, actor)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [state, actor]);
  useEffect(() => {
    const leave = () => void keep(latest.current, actor);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [actor]);
  return overflows;
}
