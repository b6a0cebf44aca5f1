import { Group, Text } from '@mantine/core';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleSlash from 'lucide-react/icons/circle-slash';
import CircleX from 'lucide-react/icons/circle-x';
import Scissors from 'lucide-react/icons/scissors';
import type { OutcomeWords } from '../outcome.ts';

const MARKS = {
  fine: { icon: CircleCheck, colour: 'light-dark(var(--mantine-color-teal-8), var(--mantine-color-teal-4))' },
  failed: { icon: CircleX, colour: 'light-dark(var(--mantine-color-red-8), var(--mantine-color-red-5))' },
  broken: { icon: Scissors, colour: 'light-dark(var(--mantine-color-orange-9), var(--mantine-color-orange-4))' },
  left: { icon: CircleSlash, colour: 'var(--mantine-color-dimmed)' },
} as const;

/** What a request came to: a sign, and the same as a word. */
export function OutcomeMark({ outcome: { kind, word }, size = 'sm' }: { readonly outcome: OutcomeWords; readonly size?: string }) {
  const { icon: Icon, colour } = MARKS[kind];
  return (
    <Group gap={6} wrap="nowrap" miw={0}>
      <Icon size={15} color={colour} aria-hidden style={{ flexShrink: 0 }} />
      <Text span size={size} fw={kind === 'fine' ? 400 : 600} truncate>
        {word}
      </Text>
    </Group>
  );
}
