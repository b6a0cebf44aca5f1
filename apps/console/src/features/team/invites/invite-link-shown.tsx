import { Stack, Text } from '@mantine/core';
import { SecretOnce } from '../../../ui/secret-once.tsx';

/** The link of an invite, this once: who has it is who was invited. */
export const InviteLinkShown = ({ email, url }: { readonly email: string; readonly url: string }) => (
  <Stack>
    <Text size="sm">
      The gateway sends no mail. Give this link to {email} yourself, and to nobody else: whoever opens it is let in. It is shown this once;
      sending the invite again makes another.
    </Text>
    <SecretOnce secret={url} label="Link" />
  </Stack>
);
