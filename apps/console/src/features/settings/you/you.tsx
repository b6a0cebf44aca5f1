import { SegmentedControl, Stack, Text, Title, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useHere } from '../../../session/use-session.ts';
import { Password } from './password.tsx';

/** Who is signed in, and what is theirs alone. */
export function You() {
  const { session } = useHere();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Stack gap="xl" maw={520}>
      <Stack gap={4}>
        <Title order={2} size="h4">
          {session.name}
        </Title>
        <Text size="sm" c="dimmed">
          {session.user?.email}, {session.user?.role} of this gateway
        </Text>
        {session.workspaces.map(({ id, name, role }) => (
          <Text key={id} size="sm">
            {name}: {role ?? 'by your role in the organisation'}
          </Text>
        ))}
      </Stack>
      <Stack gap="xs" align="flex-start">
        <Title order={2} size="h4" id="colours">
          Colours
        </Title>
        <SegmentedControl
          aria-labelledby="colours"
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
          data={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
            { value: 'auto', label: 'As the system has it' },
          ]}
        />
      </Stack>
      {session.user && <Password />}
    </Stack>
  );
}
