import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface PageParts {
  readonly title: string;
  /** One sentence for who sees it for the first time. */
  readonly about?: ReactNode;
  /** Buttons, the most used last. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: what it is, what can be done on it, and what is on it. */
export function Page({ title, about, actions, children }: PageParts) {
  useDocumentTitle(`${title} · Sluice`);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" wrap="wrap" gap="sm">
        <Stack gap={2} miw={0}>
          <Title order={1} size="h2" id="page-title" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {about !== undefined && (
            <Text size="sm" c="dimmed" maw={820} style={{ textWrap: 'pretty' }}>
              {about}
            </Text>
          )}
        </Stack>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
