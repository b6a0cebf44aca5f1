import { useEffect, useState } from 'react';
import { ask } from '../../../api/ask.ts';
import { useWorkspaceQuery } from '../../../session/use-session.ts';
import { partialsIn } from '../template/variables.ts';

/** Prompts that are looked through at most, and at a time. */
const MOST = 1_000;
const AT_A_TIME = 6;

export interface Using {
  readonly slug: string;
  readonly name: string;
  /** The version of the partial that it names; undefined for the published one. */
  readonly version: string | undefined;
}

export interface Search {
  readonly found: readonly Using[];
  readonly looked: number;
  /** How many there are to look through; undefined while nobody knows. */
  readonly of: number | undefined;
  readonly error?: unknown;
}

const BEGIN: Search = { found: [], looked: 0, of: undefined };

/** Looks through the published templates of all prompts for a partial. The gateway keeps no list of who names what. */
export function useWhereUsed(partial: string): Search {
  const { workspace_id: workspace } = useWorkspaceQuery();
  const [search, setSearch] = useState(BEGIN);
  useEffect(() => {
    const abort = new AbortController();
    setSearch(BEGIN);
    void lookThrough(partial, workspace, abort.signal, (next) => !abort.signal.aborted && setSearch(next));
    return () => abort.abort();
  }, [partial, workspace]);
  return search;
}

async function lookThrough(partial: string, workspace: string | undefined, signal: AbortSignal, show: (search: Search) => void) {
  const found: Using[] = [];
  let looked = 0;
  try {
    const query = { page_size: MOST, ...(workspace !== undefined && { workspace_id: workspace }) };
    const { data } = await ask('GET /v1/prompts', { query }, signal);
    const waiting = [...data];
    const of = waiting.length;
    show({ found: [], looked, of });
    const look = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { slug, name } = next;
        const { string = '' } = await ask('GET /v1/prompts/{key}', { path: { key: slug }, query: {} }, signal);
        const named = partialsIn(string).filter((each) => each === partial || each.startsWith(`${partial}@`));
        for (const each of named) found.push({ slug, name, version: each.split('@')[1] });
        looked += 1;
        show({ found: [...found], looked, of });
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, look));
  } catch (error) {
    if (!signal.aborted) show({ found: [...found], looked, of: undefined, error });
  }
}
