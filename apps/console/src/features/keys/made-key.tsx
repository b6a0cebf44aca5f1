import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import Info from 'lucide-react/icons/info';
import { SecretOnce } from '../../ui/secret-once.tsx';

interface MadeKeyParts {
  /** Undefined: there is none to be shown. */
  readonly secret: string | undefined;
  readonly name: string;
  /** What more there is to know: when the old one ends. */
  readonly about?: string;
  readonly onDone: () => void;
}

/** A key, this once. It is closed by its button alone, so that nobody loses it by a slip. */
export const MadeKey = ({ secret, name, about, onDone }: MadeKeyParts) => (
  <Modal
    opened={secret !== undefined}
    onClose={onDone}
    title={`The key “${name}”`}
    closeOnClickOutside={false}
    closeOnEscape={false}
    withCloseButton={false}
    size="lg"
  >
    <Stack>
      <Alert variant="light" color="yellow" icon={<Info size={18} aria-hidden />}>
        It is shown this once. Keep it where you keep secrets; who loses it makes another.
      </Alert>
      {secret !== undefined && <SecretOnce secret={secret} label={about ?? 'Calls send it in x-portkey-api-key, or as the Bearer token'} />}
      <Group justify="flex-end">
        <Button onClick={onDone}>I have kept it</Button>
      </Group>
    </Stack>
  </Modal>
);
