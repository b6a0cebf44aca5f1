import { Group, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import Check from 'lucide-react/icons/check';
import { useId, type ReactNode } from 'react';

interface StepParts {
  readonly number: number;
  readonly title: string;
  readonly isDone: boolean;
  /** It is the one to do now. */
  readonly isNow: boolean;
  readonly children?: ReactNode;
}

/** One of the first steps, which ticks itself when it is done. */
export function Step({ number, title, isDone, isNow, children }: StepParts) {
  const id = useId();
  return (
    <Paper
      component="li"
      withBorder
      p="md"
      aria-labelledby={id}
      aria-current={isNow ? 'step' : undefined}
      style={{ listStyle: 'none', ...(isNow && { borderColor: 'var(--mantine-primary-color-filled)' }) }}
    >
      <Group align="flex-start" wrap="nowrap" gap="md">
        <ThemeIcon radius="xl" size={30} color={isDone ? 'teal.8' : 'gray.7'} variant={isDone || isNow ? 'filled' : 'default'} aria-hidden>
          {isDone ? <Check size={17} /> : <Text size="sm">{number}</Text>}
        </ThemeIcon>
        <Stack gap="sm" flex={1} miw={0}>
          <Title order={2} size="h4" id={id} mt={2}>
            {title}
            {isDone && (
              <Text span size="sm" c="dimmed" fw={400}>
                {' '}
                done
              </Text>
            )}
          </Title>
          {children}
        </Stack>
      </Group>
    </Paper>
  );
}
