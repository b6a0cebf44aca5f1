import { Button, Group, Menu, Stack, Text, Title } from '@mantine/core';
import Plus from 'lucide-react/icons/plus';
import { ROLES, type Message, type Role } from '../state/message.ts';
import { MessageCard, type MessageActions } from './message-card.tsx';

interface ConversationParts {
  readonly messages: readonly Message[];
  readonly actions: MessageActions;
  readonly onAdd: (role: Role) => void;
}

/** All that was said so far, whoever said it: each message can be changed, moved and taken out. */
export function Conversation({ messages, actions, onAdd }: ConversationParts) {
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2} size="h5">
          Conversation
        </Title>
        <Group gap="xs">
          {!messages.some(({ role }) => role === 'system' || role === 'developer') && (
            <Button size="compact-xs" variant="default" onClick={() => onAdd('system')}>
              Add a system message
            </Button>
          )}
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="compact-xs" variant="default" leftSection={<Plus size={13} aria-hidden />}>
                Add a message
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {ROLES.map((role) => (
                <Menu.Item key={role} onClick={() => onAdd(role)}>
                  Of {role === 'assistant' ? 'the assistant' : role === 'user' ? 'the user' : role === 'tool' ? 'a tool' : `the ${role}`}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
      {messages.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing has been said yet. Write a message below, and send it.
        </Text>
      )}
      {messages.map((message, index) => (
        <MessageCard
          key={message.id}
          message={message}
          number={index + 1}
          isFirst={index === 0}
          isLast={index === messages.length - 1}
          actions={actions}
        />
      ))}
    </Stack>
  );
}
