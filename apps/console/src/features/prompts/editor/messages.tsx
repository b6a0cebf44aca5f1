import { Button, Group, Stack } from '@mantine/core';
import Plus from 'lucide-react/icons/plus';
import { newMessage, type DraftMessage } from '../draft/messages.ts';
import type { ReadDraft } from '../draft/read-draft.ts';
import type { Offered } from '../template/mustache.ts';
import { MessageCard } from './message-card.tsx';

interface MessagesParts {
  readonly messages: readonly DraftMessage[];
  readonly offered: Offered;
  readonly problems: ReadDraft['problems'];
  /** Left out: they are only read. */
  readonly onChange: ((messages: readonly DraftMessage[]) => void) | undefined;
  readonly onSubmit: () => void;
}

/** The messages of a prompt for chat. */
export function Messages({ messages, offered, problems, onChange, onSubmit }: MessagesParts) {
  const move = (index: number, by: -1 | 1) => {
    const moved = [...messages];
    const [message] = moved.splice(index, 1);
    moved.splice(index + by, 0, message!);
    onChange?.(moved);
  };
  // Whoever asks and is answered takes turns.
  const next = messages.at(-1)?.role === 'user' ? 'assistant' : 'user';
  return (
    <Stack gap="xs">
      {messages.map((message, index) => (
        <MessageCard
          key={message.key}
          message={message}
          number={index + 1}
          of={messages.length}
          offered={offered}
          problem={problems[`message-${message.key}`]}
          onChange={onChange && ((changed) => onChange(messages.with(index, changed)))}
          onMove={(by) => move(index, by)}
          onRemove={() => onChange?.(messages.toSpliced(index, 1))}
          onSubmit={onSubmit}
        />
      ))}
      {onChange && (
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => onChange([...messages, newMessage(next)])}
          >
            Add a message
          </Button>
        </Group>
      )}
    </Stack>
  );
}
