import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';

interface Copying {
  readonly text: string;
  /** What is copied: `the key`. */
  readonly what: string;
  /** A button with a word on it in place of an icon. */
  readonly label?: string;
}

/** Puts a text into the clipboard, and says that it has. */
export function CopyButton({ text, what, label }: Copying) {
  const { copied, copy, error } = useClipboard({ timeout: 2_000 });
  const says = error ? `The browser did not let us copy ${what}` : copied ? 'Copied' : `Copy ${what}`;
  const Icon = copied ? Check : Copy;
  if (label !== undefined)
    return (
      <Button
        size="xs"
        variant="default"
        flex="none"
        leftSection={<Icon size={14} aria-hidden />}
        onClick={() => copy(text)}
        aria-label={says}
      >
        {copied ? 'Copied' : label}
      </Button>
    );
  return (
    <Tooltip label={says}>
      <ActionIcon variant="subtle" color="gray" onClick={() => copy(text)} aria-label={says} style={{ verticalAlign: 'middle' }}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
