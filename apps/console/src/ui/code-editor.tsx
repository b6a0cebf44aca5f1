import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { EditorParts } from './editor/editor.tsx';
import { importEditor } from './editor-soon.ts';

const Editor = lazy(() => importEditor().then(({ Editor: default_ }) => ({ default: default_ })));

/** Text that is edited as code. The editor itself comes when a page first shows one. */
export const CodeEditor = (parts: EditorParts) => (
  <Suspense fallback={<Skeleton h={parts.minHeight ?? 160} role="img" aria-label={`Loading the editor for ${parts.label}`} />}>
    <Editor {...parts} />
  </Suspense>
);
