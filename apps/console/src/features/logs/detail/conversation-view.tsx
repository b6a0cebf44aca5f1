import { Box, Button, Code, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { countOf } from '../../../ui/words-for-numbers.ts';
import type { Part, Turn } from './conversation.ts';
import { isShownImage } from './image-shown.ts';

/** Turns that are shown at first, from the end: what was said last is what was meant. */
const FEW = 30;

/** Characters of one piece that are shown at first, and at all: more would hold the browser up. */
const SHORT = 4_000;
const LONG = 100_000;

interface Shown {
  readonly turns: readonly Turn[];
  /** `What was asked` */
  readonly label: string;
}

/** A conversation as text: nothing in it is ever markup, a link or a picture from elsewhere. */
export function ConversationView({ turns, label }: Shown) {
  const [isWhole, setWhole] = useState(false);
  const hidden = isWhole ? 0 : Math.max(0, turns.length - FEW);
  return (
    <Stack gap="xs" role="group" aria-label={label}>
      {hidden > 0 && (
        <Group>
          <Button size="xs" variant="default" onClick={() => setWhole(true)}>
            Show {countOf(hidden)} earlier turns
          </Button>
        </Group>
      )}
      {turns.slice(hidden).map((turn, index) => (
        // Turns are never reordered.
        <Paper
          key={index + hidden}
          withBorder
          p="xs"
          bg={turn.who === 'assistant' ? 'light-dark(var(--mantine-color-gray-0), var(--mantine-color-dark-6))' : 'transparent'}
        >
          <Text size="xs" fw={600} c="dimmed">
            {turn.who}
          </Text>
          <Stack gap={6}>
            {turn.parts.map((part, place) => (
              <PartView key={place} part={part} />
            ))}
          </Stack>
        </Paper>
      ))}
    </Stack>
  );
}

function PartView({ part }: { readonly part: Part }) {
  if (part.kind === 'image') return <Picture source={part.source} />;
  if (part.kind === 'text') return <Words text={part.text} />;
  const name =
    part.kind === 'call'
      ? `Calls ${part.name}`
      : part.kind === 'result'
        ? 'A tool’s result'
        : part.kind === 'thought'
          ? 'Thought'
          : 'Something else';
  return (
    <Box pl="sm" style={{ borderLeft: '3px solid var(--mantine-color-default-border)' }}>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Words text={part.text} isCode={part.kind !== 'thought'} />
    </Box>
  );
}

function Words({ text, isCode = false }: { readonly text: string; readonly isCode?: boolean }) {
  const [isWhole, setWhole] = useState(false);
  const shown = text.slice(0, isWhole ? LONG : SHORT);
  return (
    <>
      <Text size="sm" {...(isCode && { ff: 'monospace', fz: 'xs' })} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {shown}
      </Text>
      {shown.length < text.length && (
        <Group gap="xs">
          <Text size="xs" c="dimmed">
            {countOf(shown.length)} of {countOf(text.length)} characters
          </Text>
          {!isWhole && (
            <Button size="compact-xs" variant="default" onClick={() => setWhole(true)}>
              Show more
            </Button>
          )}
        </Group>
      )}
    </>
  );
}

function Picture({ source }: { readonly source: string }) {
  if (isShownImage(source))
    return <img src={source} alt="Sent along" style={{ maxWidth: '100%', maxHeight: 320, alignSelf: 'flex-start' }} />;
  return (
    <Text size="sm">
      A picture that is not fetched from here: <Code style={{ overflowWrap: 'anywhere' }}>{source.slice(0, 300)}</Code>
    </Text>
  );
}
