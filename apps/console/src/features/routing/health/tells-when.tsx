import { Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { agoOf } from '../../../ui/words-for-time.ts';

/** Says how old what is shown is, and goes on saying it. @param at Milliseconds since the epoch; 0 for never. */
export function TellsWhen({ at }: { readonly at: number }) {
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), 1_000, { autoInvoke: true });
  return (
    <Text size="sm" c="dimmed">
      {at === 0 ? 'Not looked yet' : `Looked ${now - at < 2_000 ? 'just now' : agoOf(at, now)}`}
    </Text>
  );
}
