import { ActionIcon, Menu, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import CircleUser from 'lucide-react/icons/circle-user';
import LogOut from 'lucide-react/icons/log-out';
import Settings from 'lucide-react/icons/settings';
import { useChange } from '../api/queries.ts';
import { useHere } from '../session/use-session.ts';
import { tellFailed } from '../ui/told.tsx';

/** Who is signed in, and the way out. */
export function UserMenu() {
  const { session } = useHere();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useChange('DELETE /v1/admin/session', []);
  const signOut = () =>
    leave.mutate(
      {},
      {
        onSuccess: () => {
          client.clear();
          void navigate({ to: '/sign-in' });
        },
        onError: (error) => tellFailed('You are still signed in', error),
      },
    );
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`You: ${session.name}`}>
          <CircleUser size={19} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm">{session.name}</Text>
          <Text size="xs" c="dimmed">
            {session.user?.email}
          </Text>
        </Menu.Label>
        <Menu.Item component={Link} to="/settings" leftSection={<Settings size={16} aria-hidden />}>
          Settings
        </Menu.Item>
        <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
