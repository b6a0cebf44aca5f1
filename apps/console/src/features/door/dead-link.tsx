import { Anchor, Code, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CopyButton } from '../../ui/copy-button.tsx';

const CURE = 'sluice users setup-link';

/** For a link that was used, is over, or is none: where another comes from. */
export const DeadLink = ({ kind }: { readonly kind: 'setup' | 'invite' }) => (
  <Stack gap="sm">
    <Text>It was used already, is over, or was not copied whole. A page that is loaded again has lost it, too: open the link itself.</Text>
    {kind === 'setup' ? (
      <>
        <Text>Make another on the machine where the gateway runs:</Text>
        <Group gap="xs" wrap="nowrap">
          <Code block flex={1}>
            {CURE}
          </Code>
          <CopyButton text={CURE} what="the command" />
        </Group>
      </>
    ) : (
      <Text>Ask whoever invited you to send the invite again.</Text>
    )}
    <Text size="sm">
      You have a password?{' '}
      <Anchor component={Link} to="/sign-in" underline="always">
        Sign in
      </Anchor>
    </Text>
  </Stack>
);
