import { Code, Group, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { CopyButton } from './copy-button.tsx';

interface Secret {
  readonly secret: string;
  /** What it is: `The key “ci”`. */
  readonly label: string;
}

/** A secret that is shown this once, and can be copied. */
export function SecretOnce({ secret, label }: Secret) {
  const id = useId();
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} id={id}>
        {label}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Code block flex={1} aria-labelledby={id} role="group" tabIndex={0} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {secret}
        </Code>
        <CopyButton text={secret} what="the key" label="Copy" />
      </Group>
    </Stack>
  );
}
