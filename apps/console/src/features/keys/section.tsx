import { Stack, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface SectionParts {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of a page under its heading. */
export function Section({ title, children }: SectionParts) {
  const id = useId();
  return (
    <Stack component="section" aria-labelledby={id} gap="sm">
      <Title order={2} size="h4" id={id}>
        {title}
      </Title>
      {children}
    </Stack>
  );
}
