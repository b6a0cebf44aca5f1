import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';

interface Guard {
  /** Something is written that is not saved. */
  readonly dirty: boolean;
}

/** Asks whoever leaves with something unsaved. Tabs of the same page are not leaving. */
export function LeaveGuard({ dirty }: Guard) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      dirty && (current.pathname !== next.pathname || versionIn(current.search) !== versionIn(next.search)),
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Modal opened onClose={reset} title="Leave what you have written?">
      <Text size="sm" mb="md">
        It is not saved. Whoever leaves loses it.
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={reset} data-autofocus>
          Stay
        </Button>
        <Button color="red" onClick={proceed}>
          Leave
        </Button>
      </Group>
    </Modal>
  );
}

const versionIn = (search: unknown) => (search as { readonly version?: number } | undefined)?.version;
