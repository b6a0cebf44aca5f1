import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';

interface Guard {
  /** Something is written that is not saved. */
  readonly isDirty: boolean;
  /** `this config` */
  readonly what: string;
}

/** Asks before somebody goes away from what they have not saved. */
export function LeaveGuard({ isDirty, what }: Guard) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && isAnother(current, next),
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  return (
    <Modal opened={status === 'blocked'} onClose={() => reset?.()} title={`Leave ${what} unsaved?`}>
      <Text size="sm">What you have changed would be lost.</Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" data-autofocus onClick={() => reset?.()}>
          Stay here
        </Button>
        <Button color="red" onClick={() => proceed?.()}>
          Leave
        </Button>
      </Group>
    </Modal>
  );
}

interface At {
  readonly pathname: string;
  readonly search: unknown;
}

/** Another tab of the same page takes nothing away; another version that is written on does. */
const isAnother = (current: At, next: At) => current.pathname !== next.pathname || versionIn(current) !== versionIn(next);

const versionIn = ({ search }: At) => (search as { readonly version?: unknown } | undefined)?.version;
