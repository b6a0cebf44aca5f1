import { Center, Loader, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { useState } from 'react';

/** Faster than this nobody has waited: a flash of something that turns would only disturb. */
const SHOWN_AFTER_MS = 250;
const SLOW_AFTER_MS = 3_000;

/** Says that something is on its way. @param what `the log`, `your keys` */
export function Loading({ what }: { readonly what: string }) {
  const [waited, setWaited] = useState<'no' | 'some' | 'long'>('no');
  useTimeout(() => setWaited((now) => (now === 'no' ? 'some' : now)), SHOWN_AFTER_MS, { autoInvoke: true });
  useTimeout(() => setWaited('long'), SLOW_AFTER_MS, { autoInvoke: true });
  return (
    <Center mih={160} role="status" aria-live="polite" data-loading>
      {waited === 'no' ? (
        <VisuallyHidden>Loading {what}</VisuallyHidden>
      ) : (
        <Stack align="center" gap="xs">
          <Loader size="sm" aria-hidden />
          <Text size="sm" c="dimmed">
            Loading {what}
            {waited === 'long' && ': the gateway takes its time'}…
          </Text>
        </Stack>
      )}
    </Center>
  );
}
