import { countOf, moneyOf, shortOf } from '../../../ui/words-for-numbers.ts';
import { durationOf } from '../../../ui/words-for-time.ts';
import type { Cell } from '../numbers/table-text.ts';
import type { GroupRow } from './read-groups.ts';

/** A column of the table of groups. */
export interface Column {
  readonly title: string;
  /** For a table that is taken along, with its unit. */
  readonly head: string;
  readonly shown: (row: GroupRow) => string;
  readonly told: (row: GroupRow) => Cell;
  readonly of: keyof GroupRow;
}

const known = (value: number | null | undefined, format: (value: number) => string) =>
  value === null || value === undefined ? '–' : format(value);

const COLUMNS: readonly Column[] = [
  { title: 'Requests', head: 'requests', of: 'requests', shown: ({ requests }) => countOf(requests), told: ({ requests }) => requests },
  { title: 'Cost', head: 'cost (US cents)', of: 'cost', shown: ({ cost }) => moneyOf(cost), told: ({ cost }) => cost },
  { title: 'Tokens', head: 'tokens', of: 'tokens', shown: ({ tokens }) => known(tokens, shortOf), told: ({ tokens }) => tokens ?? null },
  { title: 'p50', head: 'p50 (ms)', of: 'p50', shown: ({ p50 }) => known(p50, durationOf), told: ({ p50 }) => p50 ?? null },
  { title: 'p90', head: 'p90 (ms)', of: 'p90', shown: ({ p90 }) => known(p90, durationOf), told: ({ p90 }) => p90 ?? null },
  {
    title: 'Success',
    head: 'success (%)',
    of: 'successRate',
    shown: ({ successRate }) => known(successRate, (value) => `${value.toFixed(1)} %`),
    told: ({ successRate }) => successRate ?? null,
  },
  {
    title: 'Feedback',
    head: 'feedback',
    of: 'feedback',
    shown: ({ feedback }) => known(feedback, (value) => value.toFixed(2)),
    told: ({ feedback }) => feedback ?? null,
  },
];

/** Those that something is told of. */
export const columnsOf = (rows: readonly GroupRow[]): readonly Column[] =>
  COLUMNS.filter(({ of }) => rows.some((row) => row[of] !== undefined));
