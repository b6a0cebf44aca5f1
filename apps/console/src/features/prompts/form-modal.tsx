import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { Failed } from '../../ui/failed.tsx';

interface FormParts {
  readonly title: string;
  /** The word of the button: `Rename`. */
  readonly verb: string;
  /** Why it was not done. What was typed stays. */
  readonly error?: unknown;
  readonly pending: boolean;
  /** True: something is missing yet. */
  readonly disabled?: boolean;
  readonly size?: string | number;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A short form over the page: Enter sends it, Escape leaves it. */
export function FormModal({ title, verb, error, pending, disabled = false, size, onSubmit, onClose, children }: FormParts) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!disabled && !pending) onSubmit();
  };
  return (
    <Modal opened onClose={onClose} title={title} {...(size !== undefined && { size })}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {children}
          {error !== undefined && error !== null && <Failed error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={pending} disabled={disabled}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
