import { ActionIcon, Badge, Group, Paper, Select, Stack, Text, Tooltip } from '@mantine/core';
import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Trash2 from 'lucide-react/icons/trash-2';
import type { DraftMessage } from '../draft/messages.ts';
import { TemplateEditor } from '../template/template-editor.tsx';
import type { Offered } from '../template/mustache.ts';

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool'];

interface MessageParts {
  readonly message: DraftMessage;
  /** From 1. */
  readonly number: number;
  readonly of: number;
  readonly offered: Offered;
  readonly problem: string | undefined;
  /** Left out: it is only read. */
  readonly onChange: ((message: DraftMessage) => void) | undefined;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
  readonly onSubmit: () => void;
}

/** One message: who says it, and what. */
export function MessageCard({ message, number, of, offered, problem, onChange, onMove, onRemove, onSubmit }: MessageParts) {
  const { role, text, inParts, rest } = message;
  const more = Object.keys(rest);
  return (
    <Paper withBorder p="xs" role="group" aria-label={`Message ${number}`}>
      <Stack gap={6}>
        <Group gap="xs" justify="space-between">
          <Group gap="xs">
            <Select
              size="xs"
              w={130}
              aria-label={`Role of message ${number}`}
              data={ROLES.includes(role) ? ROLES : [...ROLES, role]}
              value={role}
              allowDeselect={false}
              disabled={!onChange}
              onChange={(next) => next !== null && onChange?.({ ...message, role: next })}
            />
            {inParts && (
              <Badge variant="default" tt="none">
                parts, as JSON
              </Badge>
            )}
            {more.length > 0 && (
              <Badge variant="default" tt="none">
                keeps {more.join(', ')}
              </Badge>
            )}
          </Group>
          {onChange && (
            <Group gap={2}>
              <Act label={`Move message ${number} up`} icon={ArrowUp} disabled={number === 1} onClick={() => onMove(-1)} />
              <Act label={`Move message ${number} down`} icon={ArrowDown} disabled={number === of} onClick={() => onMove(1)} />
              <Act label={`Take message ${number} out`} icon={Trash2} disabled={of === 1} onClick={onRemove} />
            </Group>
          )}
        </Group>
        <TemplateEditor
          value={text}
          label={`Message ${number}, ${role}`}
          offered={offered}
          minHeight={84}
          maxHeight={460}
          onSubmit={onSubmit}
          {...(onChange && { onChange: (next: string) => onChange({ ...message, text: next }) })}
        />
        {problem !== undefined && (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {problem}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

interface Action {
  readonly label: string;
  readonly icon: typeof ArrowUp;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

const Act = ({ label, icon: Icon, disabled, onClick }: Action) => (
  <Tooltip label={label}>
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} disabled={disabled} onClick={onClick}>
      <Icon size={15} aria-hidden />
    </ActionIcon>
  </Tooltip>
);
