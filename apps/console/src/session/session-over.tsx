import { Affix, Alert, Anchor, Text } from '@mantine/core';

/** Said over a page whose user was signed out meanwhile: what they have typed must not go with their session. */
export const SessionOver = () => (
  <Affix position={{ top: 60, left: '50%' }} style={{ transform: 'translateX(-50%)' }} w="min(520px, 92vw)">
    <Alert color="red" variant="default" title="You are signed out" role="alert">
      <Text size="sm">
        What is typed here stays.{' '}
        <Anchor href="/console/sign-in" target="_blank" size="sm" underline="always">
          Sign in in another tab
        </Anchor>
        , then come back and go on.
      </Text>
    </Alert>
  </Affix>
);
