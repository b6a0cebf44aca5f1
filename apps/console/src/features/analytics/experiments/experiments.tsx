import { Code, Table, Text } from '@mantine/core';
import FlaskConical from 'lucide-react/icons/flask-conical';
import { useAsk } from '../../../api/queries.ts';
import { useWorkspaceQuery } from '../../../session/use-session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { LinkButton, TextLink } from '../../../ui/links.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { countOf } from '../../../ui/words-for-numbers.ts';

/** Experiments that requests were part of. */
export function Experiments() {
  const { workspace_id: workspace } = useWorkspaceQuery();
  const experiments = useAsk('GET /v1/experiments', { query: workspace === undefined ? {} : { workspace_slug: workspace } });
  return (
    <Answered query={experiments} what="the experiments">
      {({ data }) =>
        data.length === 0 ? (
          <Empty
            icon={<FlaskConical size={22} />}
            title="No experiment has run"
            action={
              <LinkButton to="/routing" variant="default">
                To the configs
              </LinkButton>
            }
          >
            A config whose strategy has the mode <Code>split</Code> and names an experiment draws a variant for each user. What came of them
            is compared here.
          </Empty>
        ) : (
          <Table.ScrollContainer minWidth={560}>
            <Table aria-label="Experiments">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Name</Table.Th>
                  <Table.Th>Variants</Table.Th>
                  <Table.Th ta="right">Requests</Table.Th>
                  <Table.Th>First</Table.Th>
                  <Table.Th>Last</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map(({ name, variants, requests, first_seen, last_seen }) => (
                  <Table.Tr key={name}>
                    <Table.Td>
                      <TextLink to="/experiments/$name" params={{ name }} size="sm" fw={500}>
                        {name}
                      </TextLink>
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm">{variants.map(({ variant, requests: some }) => `${variant} ${countOf(some)}`).join(', ')}</Text>
                    </Table.Td>
                    <Table.Td ta="right">{countOf(requests)}</Table.Td>
                    <Table.Td>
                      <Moment at={first_seen} />
                    </Table.Td>
                    <Table.Td>
                      <Moment at={last_seen} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </Answered>
  );
}
