import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { DiffParts } from './editor/diff.tsx';

const Diff = lazy(() => import('./editor/diff.tsx').then(({ Diff: default_ }) => ({ default: default_ })));

/** Two texts and where they differ: side by side, or one through the other where there is no room. */
export const TextDiff = (parts: DiffParts) => (
  <Suspense fallback={<Skeleton h={120} role="img" aria-label={`Loading ${parts.label}`} />}>
    <Diff {...parts} />
  </Suspense>
);
