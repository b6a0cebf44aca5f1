import { Table } from '@mantine/core';
import type { DifferenceSpread, Judgement, ShadowReport } from '@sluice/contract';
import { countOf, moneyOf, percentOf } from '../../../ui/words-for-numbers.ts';
import { durationOf } from '../../../ui/words-for-time.ts';

/** What all pairs come to. */
export const ShadowFigures = ({ report }: { readonly report: ShadowReport }) => (
  <Table aria-label="What it comes to" variant="vertical" maw={720}>
    <Table.Tbody>
      {figuresOf(report).map(([name, value]) => (
        <Table.Tr key={name}>
          <Table.Th w={220}>{name}</Table.Th>
          <Table.Td>{value}</Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);

function figuresOf(report: ShadowReport): readonly (readonly [name: string, value: string])[] {
  const { copies, cost, cap, cost_difference, latency_difference, first_token_difference, text_equal, tool_calls_equal } = report;
  const left = cap && `${moneyOf(cap.spent)} of ${moneyOf(cap.cost)} ${cap.period}`;
  return [
    ['Copies', countOf(copies)],
    [
      'Cost of the copies',
      `${moneyOf(cost.total)}${cost.unpriced > 0 ? `, without ${countOf(cost.unpriced)} that nobody knows the cost of` : ''}`,
    ],
    ...(left ? [['Of its cap', left] as const] : []),
    ['Cost of an answer', spread(cost_difference, moneyOf)],
    ['Time to the last byte', spread(latency_difference, durationOf)],
    ['Time to the first token', spread(first_token_difference, durationOf)],
    ['Same text', judged(text_equal)],
    ['Same tool calls', judged(tool_calls_equal)],
    ['Keeps to the schema, the shadow', judged(report.schema_valid.other)],
    ['Keeps to the schema, the original', judged(report.schema_valid.original)],
  ];
}

const spread = (difference: DifferenceSpread | null, format: (value: number) => string): string =>
  difference === null ? 'not known' : `${format(difference.shadow_mean)} against ${format(difference.original_mean)} on average`;

const judged = ({ judged: all, good, share }: Judgement): string =>
  share === null ? 'not asked for' : `${percentOf(share)}: ${countOf(good)} of ${countOf(all)}`;
