import { Group, Text } from '@mantine/core';
import type { BarPart } from './time-bar.tsx';
import classes from './time-bar.module.css';

/** What the colours of a bar mean. */
export function TimeBarLegend({ kinds }: { readonly kinds: readonly (readonly [kind: BarPart['kind'], words: string])[] }) {
  return (
    <Group gap="md">
      {kinds.map(([kind, words]) => (
        <Group key={kind} gap={6} wrap="nowrap">
          <span className={classes['sample']} data-kind={kind} aria-hidden />
          <Text size="xs">{words}</Text>
        </Group>
      ))}
    </Group>
  );
}
