import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';

interface Guard {
  readonly isDirty: boolean;
  /** `this config` */
  readonly what: string;
}

/** Asks before somebody goes away from what they have not saved. */
export function LeaveGuard({ isDirty, what }: Guard) {
  const { status, proceed, reset } = useBlocker({
    // Another tab of the same page takes nothing away.
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
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
