import type { Log } from '@sluice/contract';
import { Alert, Code, Stack, Text } from '@mantine/core';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { outcomeOf } from '../outcome.ts';
import { FAULT_WORDS } from './fault-words.ts';

/** What went wrong, and what to do about it; nothing where all went well. */
export function FaultTold({ log }: { readonly log: Log }) {
  const { fault } = log;
  const { kind, sentence } = outcomeOf(log);
  if (kind === 'fine') return null;
  const cure = fault === null ? undefined : FAULT_WORDS[fault.kind];
  return (
    <Alert
      color="red"
      variant="light"
      icon={<TriangleAlert size={18} aria-hidden />}
      title={fault === null ? sentence : `${sentence}: ${fault.kind}`}
    >
      <Stack gap={4}>
        {fault !== null && (
          <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {fault.message}
          </Text>
        )}
        {cure !== undefined && (
          <Text size="sm">
            <b>What it means: </b>
            {cure.split('`').map((part, index) => (index % 2 === 1 ? <Code key={index}>{part}</Code> : part))}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}
