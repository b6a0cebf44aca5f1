import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { Refused, sentenceOf } from '../api/refused.ts';

interface Failure {
  readonly error: unknown;
  /** Asks once more; left out where that cannot help. */
  readonly again?: () => void;
  readonly title?: string;
}

/** Says what went wrong, and what to do. */
export function Failed({ error, again, title }: Failure) {
  const refused = error instanceof Refused ? error : undefined;
  return (
    <Alert color="red" variant="light" icon={<TriangleAlert size={18} aria-hidden />} title={title ?? titleOf(refused)} role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{sentenceOf(error)}</Text>
        {refused?.errors.map((each) => (
          <Text key={each} size="sm">
            {each}
          </Text>
        ))}
        <Group gap="sm">
          {again && (
            <Button size="xs" variant="default" onClick={again}>
              Try again
            </Button>
          )}
          {refused?.trace !== undefined && (
            <Text size="xs" c="dimmed">
              Trace <Code>{refused.trace}</Code>
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

function titleOf(refused: Refused | undefined): string {
  if (!refused) return 'This page has failed';
  if (refused.status === 0) return 'The gateway does not answer';
  if (refused.status === 403) return 'You may not do this';
  if (refused.status === 404) return 'It is not there';
  return refused.status >= 500 ? 'The gateway could not do this' : 'The gateway refused this';
}
