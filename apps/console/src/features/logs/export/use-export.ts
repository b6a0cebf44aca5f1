import type { CreateLogExport } from '@sluice/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ask } from '../../../api/ask.ts';
import { forget } from '../../../api/queries.ts';
import { fileAddress } from './file-address.ts';

/** How far a file has come. */
export type ExportState =
  | { readonly kind: 'none' }
  | { readonly kind: 'writing'; readonly written: number; readonly total: number | undefined }
  | { readonly kind: 'done'; readonly written: number; readonly address: string; readonly format: 'csv' | 'jsonl' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Between two looks at how far it is, in milliseconds. */
const EVERY_MS = 500;

/** Has a file written and says when it is there. It goes on where the page is left. */
export function useExport() {
  const client = useQueryClient();
  const [state, setState] = useState<ExportState>({ kind: 'none' });
  const id = useRef<string>(undefined);
  const left = useRef(new AbortController());
  useEffect(() => {
    left.current = new AbortController();
    return () => left.current.abort();
  }, []);

  const run = async (body: CreateLogExport): Promise<void> => {
    const { signal } = left.current;
    setState({ kind: 'writing', written: 0, total: undefined });
    const made = await ask('POST /v1/logs/exports', { body });
    id.current = made.id;
    await ask('POST /v1/logs/exports/{key}/start', { path: { key: made.id } });
    for (;;) {
      const {
        status,
        total_records: written,
        reason,
        format,
      } = await ask('GET /v1/logs/exports/{key}', { path: { key: made.id } }, signal);
      if (status === 'success') {
        const { signed_url: signed } = await ask('GET /v1/logs/exports/{key}/download', { path: { key: made.id } }, signal);
        return setState({ kind: 'done', written, address: fileAddress(signed), format });
      }
      if (status === 'stopped') return setState({ kind: 'none' });
      if (status === 'failed') throw new Error(reason ?? 'The gateway did not say why');
      setState({ kind: 'writing', written, total: made.total });
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      if (signal.aborted) return;
    }
  };
  return {
    state,
    start: (body: CreateLogExport): void => {
      run(body)
        .catch((error: unknown) => {
          if (!left.current.signal.aborted) setState({ kind: 'failed', error });
        })
        .finally(() => void forget(client, ['/v1/logs/exports']));
    },
    cancel: (): void => {
      if (id.current === undefined) return;
      ask('POST /v1/logs/exports/{key}/cancel', { path: { key: id.current } }).catch(() => {
        // It is done already, which the next look says.
      });
    },
  };
}
