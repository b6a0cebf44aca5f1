import type UPlot from 'uplot';
import { axisTimes } from './axis-times.ts';

/** A line of a chart. */
export interface Line {
  readonly label: string;
  /** Filled down to zero. */
  readonly filled?: boolean;
}

interface Wanted {
  readonly lines: readonly Line[];
  readonly format: (value: number) => string;
  readonly dark: boolean;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly onRange: (from: number, to: number) => void;
}

/** Told apart by who does not see all colours, and on both grounds. */
const COLOURS = {
  light: ['#0b7285', '#c2255c', '#5f3dc4', '#d9480f', '#2b8a3e', '#495057'],
  dark: ['#66d9e8', '#f783ac', '#b197fc', '#ffa94d', '#8ce99a', '#ced4da'],
} as const;

/** The colour of a line by its place. */
export const colourOf = (index: number, dark: boolean): string => {
  const colours = COLOURS[dark ? 'dark' : 'light'];
  return colours[index % colours.length]!;
};

/** What uPlot is told. */
export function optionsFor({ lines, format, dark, width, height, onRange }: Wanted): UPlot.Options {
  const text = dark ? '#c9c9c9' : '#495057';
  const grid = { stroke: dark ? '#3b3b3b' : '#e9ecef', width: 1 };
  const axis = { stroke: text, grid, ticks: grid, font: '11px system-ui' };
  return {
    width,
    height,
    // Half of the last time stands beyond the end of its axis.
    padding: [8, 20, 0, 0],
    cursor: { drag: { x: true, y: false, setScale: false }, focus: { prox: 24 } },
    scales: { y: { range: (_, __, most) => [0, most > 0 ? most * 1.08 : 1] } },
    axes: [
      { ...axis, size: 44, values: (_, moments, __, ___, apart) => axisTimes(moments, apart) },
      { ...axis, size: 72, values: (_, values) => values.map((value) => format(value)) },
    ],
    series: [
      { value: (_, at) => (at === null ? '' : new Date(at * 1_000).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })) },
      ...lines.map(({ label, filled }, index) => ({
        label,
        stroke: colourOf(index, dark),
        width: 1.6,
        points: { show: false },
        ...(filled && { fill: `${colourOf(index, dark)}22` }),
        value: (_: UPlot, value: number | null) => (value === null ? '–' : format(value)),
      })),
    ],
    hooks: {
      setSelect: [
        (plot) => {
          const { left, width: wide } = plot.select;
          if (wide > 4) onRange(plot.posToVal(left, 'x') * 1_000, plot.posToVal(left + wide, 'x') * 1_000);
        },
      ],
    },
  };
}
