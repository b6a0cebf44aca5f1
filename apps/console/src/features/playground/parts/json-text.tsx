import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';

const JsonTextEditor = lazy(() => import('./json-text-editor.tsx').then(({ JsonTextEditor: default_ }) => ({ default: default_ })));

export interface JsonTextParts {
  readonly label: string;
  readonly about: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit: () => void;
  /** What is wrong with it. */
  readonly problem: string | undefined;
  readonly minHeight?: number;
}

/** A field for JSON: its problem stands with it. */
export function JsonText({ action, ...parts }: JsonTextParts & { readonly action?: ReactNode }) {
  const { label, about, problem, minHeight = 90 } = parts;
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={500}>
          {label}
        </Text>
        {action}
      </Group>
      <Text size="xs" c="dimmed">
        {about}
      </Text>
      <Suspense fallback={<Skeleton h={minHeight} />}>
        <JsonTextEditor {...parts} minHeight={minHeight} />
      </Suspense>
      <Text size="xs" c="var(--mantine-color-error)" role="status">
        {problem}
      </Text>
    </Stack>
  );
}
