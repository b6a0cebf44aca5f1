import { ActionIcon, Group, NativeSelect, Paper, Stack, Textarea, TextInput, Tooltip } from '@mantine/core';
import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import Trash2 from 'lucide-react/icons/trash-2';
import { memo, type ReactNode } from 'react';
import { Pictures } from '../pictures/pictures.tsx';
import { ROLES, type Message, type Role } from '../state/message.ts';
import classes from './parts.module.css';
import { Thoughts } from './thoughts.tsx';
import { ToolCalls } from './tool-calls.tsx';

/** What can be done with the messages of a conversation, by their ids. */
export interface MessageActions {
  readonly onEdit: (id: string, change: Partial<Omit<Message, 'id'>>) => void;
  readonly onMove: (id: string, by: -1 | 1) => void;
  readonly onRemove: (id: string) => void;
  /** What was said from here on is asked for anew. */
  readonly onAgain: (id: string) => void;
  readonly onSubmit: () => void;
}

interface Card {
  readonly message: Message;
  /** From 1. */
  readonly number: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly actions: MessageActions;
}

/** One message of the conversation: all of it can be changed. */
export const MessageCard = memo(function MessageCard({ message, number, isFirst, isLast, actions }: Card) {
  const { id, role, text, pictures, calls, answers, reasoning } = message;
  const name = `message ${number}`;
  return (
    <Paper withBorder p="xs" role="group" aria-label={`Message ${number}, ${role}`} data-message={id}>
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs">
            <NativeSelect
              size="xs"
              aria-label={`Who says ${name}`}
              data={[...ROLES]}
              value={role}
              onChange={({ currentTarget }) => actions.onEdit(id, { role: currentTarget.value as Role })}
            />
            {role === 'tool' && (
              <TextInput
                size="xs"
                aria-label={`Which call ${name} answers`}
                placeholder="Id of the call"
                value={answers}
                onChange={({ currentTarget }) => actions.onEdit(id, { answers: currentTarget.value })}
              />
            )}
          </Group>
          <Group gap={2} wrap="nowrap">
            {role === 'assistant' && (
              <Act label={`Ask for ${name} anew`} onClick={() => actions.onAgain(id)}>
                <RefreshCw size={15} aria-hidden />
              </Act>
            )}
            <Act label={`Move ${name} up`} disabled={isFirst} onClick={() => actions.onMove(id, -1)}>
              <ArrowUp size={15} aria-hidden />
            </Act>
            <Act label={`Move ${name} down`} disabled={isLast} onClick={() => actions.onMove(id, 1)}>
              <ArrowDown size={15} aria-hidden />
            </Act>
            <Act label={`Remove ${name}`} onClick={() => actions.onRemove(id)}>
              <Trash2 size={15} aria-hidden />
            </Act>
          </Group>
        </Group>
        <Thoughts text={reasoning} />
        <Textarea
          size="sm"
          variant="unstyled"
          px={4}
          aria-label={`Text of ${name}, ${role}`}
          placeholder={PLACEHOLDERS[role]}
          rows={1}
          classNames={{ input: classes['grows']! }}
          value={text}
          onChange={({ currentTarget }) => actions.onEdit(id, { text: currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) actions.onSubmit();
          }}
        />
        <ToolCalls calls={calls} />
        <Pictures
          pictures={pictures}
          of={name}
          onRemove={(place) => actions.onEdit(id, { pictures: pictures.filter((_, index) => index !== place) })}
        />
      </Stack>
    </Paper>
  );
});

const PLACEHOLDERS: Readonly<Record<Role, string>> = {
  system: 'How the model should behave',
  developer: 'How the model should behave, by who built it',
  user: 'What is asked',
  assistant: 'What the model said',
  tool: 'What the tool answered',
};

interface Doing {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

const Act = ({ label, disabled = false, onClick, children }: Doing) => (
  <Tooltip label={label}>
    <ActionIcon variant="subtle" color="gray" className={classes['act']} onClick={onClick} disabled={disabled} aria-label={label}>
      {children}
    </ActionIcon>
  </Tooltip>
);
