import type { UsageLimit } from '@sluice/contract';
import { Progress, Stack, Text } from '@mantine/core';
import { countOf, moneyOf, percentOf } from '../../ui/words-for-numbers.ts';
import { wordsForBudget } from '../../ui/limits/limits.ts';
import { useUsedOf } from './usage-since.ts';

interface BudgetBarParts {
  readonly limit: UsageLimit;
  readonly made: string;
  readonly of: Parameters<typeof useUsedOf>[0]['of'];
}

/** How much of a budget is used. */
export function BudgetBar({ limit, made, of }: BudgetBarParts) {
  const used = useUsedOf({ limit, made, of });
  const share = Math.min(1, (used ?? 0) / limit.credit_limit);
  const much = used === undefined ? '…' : limit.type === 'cost' ? moneyOf(used * 100) : `${countOf(used)} tokens`;
  const says = `${much} used of ${wordsForBudget(limit)}`;
  return (
    <Stack gap={4} maw={420}>
      <Progress value={share * 100} color={share >= 1 ? 'red' : share >= 0.8 ? 'orange' : 'cyan'} aria-label={says} />
      <Text size="sm">
        {says} ({percentOf(share)}), by the log.
      </Text>
    </Stack>
  );
}
