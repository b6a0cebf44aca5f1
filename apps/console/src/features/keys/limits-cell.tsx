import type { RateLimit, UsageLimit } from '@sluice/contract';
import { Text } from '@mantine/core';
import { wordsForBudget, wordsForRate } from '../../ui/limits/limits.ts';

interface LimitsParts {
  readonly usage: UsageLimit | null;
  readonly rates: readonly RateLimit[];
}

/** Limits in few words. */
export function Limits({ usage, rates }: LimitsParts) {
  const words = [...(usage ? [wordsForBudget(usage)] : []), ...rates.map(wordsForRate)];
  return words.length === 0 ? (
    <Text size="sm" c="dimmed">
      none
    </Text>
  ) : (
    <Text size="sm">{words.join(', ')}</Text>
  );
}
