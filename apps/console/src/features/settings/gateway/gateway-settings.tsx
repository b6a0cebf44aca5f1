import { Alert, Code, Stack, Table, Text, Title } from '@mantine/core';
import { useAsk } from '../../../api/queries.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { factsOf } from './facts-of.ts';
import { wordsFor } from './words-for.ts';

/** How this gateway is set up. It is changed where it was set: in its environment, or in its config file. */
export function GatewaySettings() {
  const settings = useAsk('GET /v1/admin/settings', {});
  return (
    <Answered query={settings} what="the settings">
      {(shown) => (
        <Stack gap="xl" maw={900}>
          <Table aria-label="This gateway" variant="vertical" layout="fixed">
            <Table.Tbody>
              {factsOf(shown).map(([name, value]) => (
                <Table.Tr key={name}>
                  <Table.Th w={200}>{name}</Table.Th>
                  <Table.Td>{value}</Table.Td>
                </Table.Tr>
              ))}
              <Table.Tr>
                <Table.Th>Runs since</Table.Th>
                <Table.Td>
                  <Moment at={shown.started_at} />
                </Table.Td>
              </Table.Tr>
            </Table.Tbody>
          </Table>
          {shown.failed_plugins.map(({ name, reason }) => (
            <Alert key={name} color="red" title={`The plugin ${name} was not loaded`}>
              {reason}
            </Alert>
          ))}
          <Text size="sm" c="dimmed">
            Settings are changed in the gateway’s environment or its config file, and hold from its next start. What is secret is said only
            to be set or not.
          </Text>
          {shown.groups.map(({ title, settings: some }) => (
            <Stack key={title} gap="xs">
              <Title order={2} size="h4">
                {title}
              </Title>
              <Table.ScrollContainer minWidth={640}>
                <Table aria-label={title} layout="fixed">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th w={280}>Name</Table.Th>
                      <Table.Th w={200}>Value</Table.Th>
                      <Table.Th>What it does</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {some.map((setting) => (
                      <Table.Tr key={setting.name}>
                        <Table.Td>
                          <Code style={{ overflowWrap: 'anywhere' }}>{setting.name}</Code>
                        </Table.Td>
                        <Table.Td style={{ overflowWrap: 'anywhere' }}>{wordsFor(setting)}</Table.Td>
                        <Table.Td>
                          <Text size="sm">{setting.about}</Text>
                          <Text size="xs" c="dimmed">
                            {setting.page}
                          </Text>
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            </Stack>
          ))}
        </Stack>
      )}
    </Answered>
  );
}
