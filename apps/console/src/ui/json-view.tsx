import { Box, Code, Text } from '@mantine/core';
import { useMemo } from 'react';
import { CopyButton } from './copy-button.tsx';

/** Characters that are shown at once: of more, the browser would be busy for seconds. The whole is copied. */
const MOST_SHOWN = 60_000;

interface Shown {
  readonly value: unknown;
  /** `the request` */
  readonly what: string;
  /** Pixels; beyond, it scrolls. */
  readonly maxHeight?: number;
}

/** Something that came from elsewhere, as text: whatever is in it, none of it is ever markup. */
export function JsonView({ value, what, maxHeight = 480 }: Shown) {
  const text = useMemo(() => (typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')), [value]);
  return (
    <Box pos="relative">
      <Box pos="absolute" top={4} right={4} style={{ zIndex: 1 }}>
        <CopyButton text={text} what={what} />
      </Box>
      <Code
        block
        tabIndex={0}
        role="region"
        aria-label={what}
        style={{ maxHeight, overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {text.slice(0, MOST_SHOWN)}
      </Code>
      {text.length > MOST_SHOWN && (
        <Text size="xs" c="dimmed">
          The first {MOST_SHOWN.toLocaleString('en')} of {text.length.toLocaleString('en')} characters; all of it is copied.
        </Text>
      )}
    </Box>
  );
}
