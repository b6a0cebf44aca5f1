import { Center, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Emptiness {
  readonly icon: ReactNode;
  /** What is not there: `No keys yet`. */
  readonly title: string;
  /** What it would be good for, and how it comes here. */
  readonly children: ReactNode;
  /** What to do about it. */
  readonly action?: ReactNode;
}

/** Stands where a list has nothing in it. */
export function Empty({ icon, title, children, action }: Emptiness) {
  return (
    <Center mih={220} p="xl">
      <Stack align="center" gap="sm" maw={440} ta="center">
        <ThemeIcon size={44} radius="xl" variant="light" aria-hidden>
          {icon}
        </ThemeIcon>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text size="sm" c="dimmed" component="div">
          {children}
        </Text>
        {action}
      </Stack>
    </Center>
  );
}
