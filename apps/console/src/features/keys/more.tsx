import { Button, Collapse, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useId, type ReactNode } from 'react';

interface MoreParts {
  readonly label: string;
  readonly children: ReactNode;
  /** Shown from the beginning: something in it was refused, or is set. */
  readonly opened?: boolean;
}

/** What most people leave as it is. */
export function More({ label, children, opened = false }: MoreParts) {
  const [isOpen, { toggle }] = useDisclosure(opened);
  const id = useId();
  const Icon = isOpen || opened ? ChevronDown : ChevronRight;
  return (
    <Stack gap="sm" align="stretch">
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<Icon size={16} aria-hidden />}
        onClick={toggle}
        aria-expanded={isOpen || opened}
        aria-controls={id}
      >
        {label}
      </Button>
      <Collapse expanded={isOpen || opened} id={id}>
        <Stack gap="sm">{children}</Stack>
      </Collapse>
    </Stack>
  );
}
