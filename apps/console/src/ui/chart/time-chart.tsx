import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { PlotParts } from './plot.tsx';

const Plot = lazy(() => import('./plot.tsx').then(({ Plot: default_ }) => ({ default: default_ })));

interface TimeChartParts extends Omit<PlotParts, 'height'> {
  /** What it shows, in a sentence for who does not see it. */
  readonly label: string;
  readonly height?: number;
}

/** A chart over time, for looking at: whoever needs the numbers finds them in a table beside it. */
export const TimeChart = ({ label, height = 200, ...parts }: TimeChartParts) => (
  <figure role="img" aria-label={label} style={{ margin: 0 }}>
    <Suspense fallback={<Skeleton h={height} />}>
      <Plot {...parts} height={height} />
    </Suspense>
  </figure>
);
