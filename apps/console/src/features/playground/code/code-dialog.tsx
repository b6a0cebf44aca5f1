import { Alert, Code, Group, Modal, Stack, Tabs, Text } from '@mantine/core';
import { CopyButton } from '../../../ui/copy-button.tsx';
import type { Request } from '../request/body-of.ts';
import { KEY_NAME, type Call } from './call.ts';
import { asCurl } from './curl.ts';
import { asOpenAiNode, asPortkeyNode } from './node.ts';
import { asOpenAiPython, asPortkeyPython } from './python.ts';

interface Dialog {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** One for each column, or why there is none. */
  readonly calls: readonly { readonly letter: string; readonly name: string; readonly request: Request | undefined }[];
}

const LANGUAGES: readonly { readonly name: string; readonly write: (call: Call) => string }[] = [
  { name: 'curl', write: asCurl },
  { name: 'Portkey Node', write: asPortkeyNode },
  { name: 'Portkey Python', write: asPortkeyPython },
  { name: 'OpenAI Node', write: asOpenAiNode },
  { name: 'OpenAI Python', write: asOpenAiPython },
];

/** More is in the clipboard, and not on the screen: a picture is longer than any program. */
const MOST_SHOWN = 40_000;

/** The calls of the page as programs. */
export function CodeDialog({ opened, onClose, calls }: Dialog) {
  return (
    <Modal opened={opened} onClose={onClose} title="Copy as code" size="xl">
      <Stack gap="md">
        <Text size="sm">
          The programs read an API key of this gateway from the variable <Code>{KEY_NAME}</Code>.
        </Text>
        {calls.map((call) => (
          <OneCall key={call.letter} {...call} isOnly={calls.length === 1} />
        ))}
      </Stack>
    </Modal>
  );
}

function OneCall({ letter, name, request, isOnly }: Dialog['calls'][number] & { readonly isOnly: boolean }) {
  if (!request)
    return (
      <Alert color="orange" variant="outline" title={`${letter} cannot be sent yet`}>
        What is wrong stands at its fields.
      </Alert>
    );
  const call: Call = { ...request, baseUrl: `${window.location.origin}/v1` };
  return (
    <div role="group" aria-label={`Code of ${letter}`}>
      {!isOnly && (
        <Text size="sm" fw={600} mb={4}>
          {letter} · {name}
        </Text>
      )}
      <Tabs defaultValue="curl" keepMounted={false}>
        <Tabs.List>
          {LANGUAGES.map((language) => (
            <Tabs.Tab key={language.name} value={language.name}>
              {language.name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {LANGUAGES.map((language) => (
          <Tabs.Panel key={language.name} value={language.name} pt="xs">
            <Program text={language.write(call)} language={language.name} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  );
}

function Program({ text, language }: { readonly text: string; readonly language: string }) {
  return (
    <Stack gap={6}>
      <Group justify="flex-end">
        <CopyButton text={text} what={`the code for ${language}`} label="Copy" />
      </Group>
      <Code block tabIndex={0} role="region" aria-label={`Code for ${language}`} style={{ maxHeight: 420, overflow: 'auto' }}>
        {text.slice(0, MOST_SHOWN)}
      </Code>
      {text.length > MOST_SHOWN && (
        <Text size="xs" c="dimmed">
          This is its beginning; all of it is copied.
        </Text>
      )}
    </Stack>
  );
}
