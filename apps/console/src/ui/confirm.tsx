import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';

interface Question {
  /** `Delete the key “ci”?` */
  readonly title: string;
  /** What will be no more, and for whom. */
  readonly consequence: ReactNode;
  /** The word of the button: `Delete`. */
  readonly verb: string;
  readonly onYes: () => void | Promise<void>;
}

/** Asks before something that cannot be undone. The safe answer has the focus. */
export function confirm({ title, consequence, verb, onYes }: Question): void {
  modals.openConfirmModal({
    title,
    children: (
      <Text size="sm" component="div">
        {consequence}
      </Text>
    ),
    labels: { confirm: verb, cancel: 'Keep it' },
    confirmProps: { color: 'red' },
    cancelProps: { 'data-autofocus': true },
    onConfirm: () => void onYes(),
  });
}
