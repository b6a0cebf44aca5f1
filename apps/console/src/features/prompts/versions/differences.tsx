import { Stack, Text, Title } from '@mantine/core';
import { TextDiff } from '../../../ui/text-diff.tsx';
import type { Piece } from './changes.ts';

interface Compared {
  readonly changes: readonly Piece[];
  /** `version 2` */
  readonly from: string;
  readonly to: string;
}

/** Where two versions differ, piece by piece. */
export function Differences({ changes, from, to }: Compared) {
  if (changes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        They say the same, and ask the same model with the same parameters.
      </Text>
    );
  return (
    <Stack gap="sm">
      {changes.map(({ label, before, after }) => (
        <Stack key={label} gap={4}>
          <Title order={3} size="h6">
            {label}
          </Title>
          <TextDiff label={label} before={before} after={after} beforeLabel={from} afterLabel={to} />
        </Stack>
      ))}
    </Stack>
  );
}
