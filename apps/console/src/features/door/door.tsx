import { Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface DoorParts {
  readonly title: string;
  /** One sentence: what happens here. */
  readonly about?: ReactNode;
  readonly children: ReactNode;
}

/** A page for who is not signed in. */
export function Door({ title, about, children }: DoorParts) {
  useDocumentTitle(`${title} · Sluice`);
  return (
    <Center component="main" mih="100vh" p="md" bg="var(--mantine-color-default-hover)">
      <Paper withBorder shadow="sm" p="xl" w="100%" maw={420} bg="var(--mantine-color-body)">
        <Stack gap="lg">
          <Group gap={8} wrap="nowrap">
            <img src={`${import.meta.env.BASE_URL}icon.svg`} width={24} height={24} alt="" />
            <Text fw={650}>Sluice</Text>
          </Group>
          <Stack gap={4}>
            <Title order={1} size="h3">
              {title}
            </Title>
            {about !== undefined && (
              <Text size="sm" c="dimmed" component="div">
                {about}
              </Text>
            )}
          </Stack>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
