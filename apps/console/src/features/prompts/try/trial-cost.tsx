import { Text } from '@mantine/core';
import { useState } from 'react';
import { useAsk } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import { countOf, moneyOf } from '../../../ui/words-for-numbers.ts';

/** A record is written a moment after its answer has ended. */
const LOOK_EVERY_MS = 500;

/** What a trial used and cost, as its record says; nothing until there is one. */
export function TrialCost({ logId }: { readonly logId: string }) {
  const [written, setWritten] = useState<string>();
  const { data } = useAsk(
    'GET /v1/logs',
    { query: { id: logId } },
    { enabled: useMay('logs.list'), ...(written !== logId && { every: LOOK_EVERY_MS }) },
  );
  const record = data?.data[0];
  if (record && written !== logId) setWritten(logId);
  if (!record) return null;
  const { total_units: tokens, cost } = record.metrics;
  return (
    <>
      {tokens !== null && <Text size="xs">{countOf(tokens)} tokens</Text>}
      <Text size="xs">{cost === null ? 'cost unknown' : moneyOf(cost)}</Text>
    </>
  );
}
