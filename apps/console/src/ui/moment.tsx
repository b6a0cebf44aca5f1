import { Text, Tooltip } from '@mantine/core';
import { agoOf } from './words-for-time.ts';

/** A moment as people say it; exactly, when it is pointed at. @param at ISO 8601. */
export function Moment({ at }: { readonly at: string | null | undefined }) {
  if (!at)
    return (
      <Text span inherit c="dimmed">
        never
      </Text>
    );
  const exact = new Date(at);
  return (
    <Tooltip label={exact.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' })}>
      <time dateTime={at}>{agoOf(exact.getTime(), Date.now())}</time>
    </Tooltip>
  );
}
