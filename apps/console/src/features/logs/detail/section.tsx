import { Group, Paper, Stack, Title } from '@mantine/core';
import { createContext, use, type ReactNode } from 'react';

/** Which level headings of sections have: a record is a page, or lies over one. */
export const Headings = createContext<2 | 3>(2);

interface SectionParts {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a record under its heading. */
export function Section({ title, actions, children }: SectionParts) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={use(Headings)} size="h5">
            {title}
          </Title>
          {actions}
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}
