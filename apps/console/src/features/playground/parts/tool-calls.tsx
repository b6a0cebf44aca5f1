import { Code, Stack, Text } from '@mantine/core';
import type { ToolCall } from '../state/message.ts';
import classes from './parts.module.css';

/** The tools that a model wants called, with what. */
export function ToolCalls({ calls }: { readonly calls: readonly ToolCall[] }) {
  if (calls.length === 0) return null;
  return (
    <Stack gap={6} role="list" aria-label="Calls of tools">
      {calls.map(({ id, name, arguments: given }, index) => (
        <div key={index} role="listitem" className={classes['call']}>
          <Text size="sm" className={classes['anywhere']}>
            Calls <strong>{name || 'a tool without a name'}</strong>{' '}
            <Text span size="xs" c="dimmed">
              {id}
            </Text>
          </Text>
          <Code block className={classes['arguments']} tabIndex={0} role="group" aria-label={`Arguments of ${name}`}>
            {pretty(given)}
          </Code>
        </div>
      ))}
    </Stack>
  );
}

/** While it still comes, and where the model wrote it wrong, it is what it is. */
function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
