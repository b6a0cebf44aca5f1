import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { TemplateEditorParts } from './mustache-editor.tsx';

const MustacheEditor = lazy(() => import('./mustache-editor.tsx').then(({ MustacheEditor: default_ }) => ({ default: default_ })));

/** A template that is edited: its tags stand out and are completed. */
export const TemplateEditor = (parts: TemplateEditorParts) => (
  <Suspense fallback={<Skeleton h={parts.minHeight ?? 160} role="img" aria-label={`Loading the editor for ${parts.label}`} />}>
    <MustacheEditor {...parts} />
  </Suspense>
);
