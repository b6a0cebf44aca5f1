import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useAsk } from '../../../api/queries.ts';
import { Failed } from '../../../ui/failed.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { columnOf } from '../state/column.ts';
import type { Playground } from '../state/playground.ts';
import type { PlaygroundState } from '../state/use-playground.ts';
import { logToPage } from './log-to-page.ts';

const route = getRouteApi('/inside/playground');

interface Opening {
  readonly replace: PlaygroundState['replace'];
  readonly onOpened: () => void;
}

/** Puts on the page what its address names: a logged request, or a prompt. */
export function Opening(parts: Opening) {
  const { log, prompt, version } = route.useSearch();
  if (log !== undefined) return <OpenLog key={log} id={log} {...parts} />;
  if (prompt !== undefined) return <OpenPrompt key={`${prompt}@${version}`} prompt={prompt} version={version ?? ''} {...parts} />;
  return null;
}

function OpenLog({ id, ...parts }: Opening & { readonly id: string }) {
  const { data, error, refetch } = useAsk('GET /v1/logs/{key}', { path: { key: id } });
  const opened = data && logToPage(data);
  usePut(opened?.ok ? opened.page : undefined, `The request ${id} of the log was opened`, parts);
  if (error) return <Failed error={error} again={() => void refetch()} title="The logged request was not opened" />;
  if (opened && !opened.ok) return <Failed error={new Error(opened.why)} title="The logged request was not opened" />;
  return data ? null : <Loading what="the logged request" />;
}

function OpenPrompt({ prompt, version, ...parts }: Opening & { readonly prompt: string; readonly version: string }) {
  usePut({ columns: [columnOf({ kind: 'prompt', prompt, version })], messages: [] }, `The prompt ${prompt} was opened`, parts);
  return null;
}

/** Once: what somebody writes afterwards is theirs. The address then names whom is asked, so that a reload opens nothing again. */
function usePut(page: Partial<Playground> | undefined, what: string, { replace, onOpened }: Opening): void {
  const navigate = route.useNavigate();
  const isPut = useRef(false);
  useEffect(() => {
    if (!page || isPut.current) return;
    isPut.current = true;
    replace(() => page, what);
    onOpened();
    void navigate({ search: {}, replace: true });
  }, [page, what, replace, onOpened, navigate]);
}
