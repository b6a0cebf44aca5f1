import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import './plot.css';
import { optionsFor, type Line } from './options.ts';

export interface PlotParts {
  /** Milliseconds since the epoch, ascending. */
  readonly times: readonly number[];
  readonly lines: readonly (Line & { readonly values: readonly (number | null)[] })[];
  /** How a value is written at the axis and in the legend. */
  readonly format: (value: number) => string;
  /** Pixels. */
  readonly height: number;
  /** A stretch of time was marked with the mouse: from, to, in milliseconds since the epoch. */
  readonly onRange?: (from: number, to: number) => void;
}

/** Lines over time. */
export function Plot({ times, lines, format, height, onRange }: PlotParts) {
  const { ref, width } = useElementSize();
  const place = useRef<HTMLDivElement>(null);
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  const ranged = useRef(onRange);
  ranged.current = onRange;

  useEffect(() => {
    if (width === 0 || !place.current) return;
    const options = optionsFor({ lines, format, dark, width, height, onRange: (from, to) => ranged.current?.(from, to) });
    const data = [times.map((at) => at / 1_000), ...lines.map(({ values }) => [...values])] as UPlot.AlignedData;
    const plot = new UPlot(options, data, place.current);
    return () => plot.destroy();
  }, [times, lines, format, dark, width, height]);

  return (
    <div ref={ref}>
      <div ref={place} style={{ minHeight: height }} />
    </div>
  );
}
