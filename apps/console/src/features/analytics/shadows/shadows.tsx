import { Code, Table } from '@mantine/core';
import Ghost from 'lucide-react/icons/ghost';
import { useAsk } from '../../../api/queries.ts';
import { useWorkspaceQuery } from '../../../session/use-session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { TextLink } from '../../../ui/links.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { countOf, moneyOf } from '../../../ui/words-for-numbers.ts';

/** Shadows that requests were copied to. */
export function Shadows() {
  const { workspace_id: workspace } = useWorkspaceQuery();
  const shadows = useAsk('GET /v1/shadows', { query: workspace === undefined ? {} : { workspace_slug: workspace } });
  return (
    <Answered query={shadows} what="the shadows">
      {({ data }) =>
        data.length === 0 ? (
          <Empty icon={<Ghost size={22} />} title="Nothing was copied to a shadow">
            A config with a <Code>shadow</Code> lets another model answer unseen. How its answers would have differed is compared here.
          </Empty>
        ) : (
          <Table.ScrollContainer minWidth={480}>
            <Table aria-label="Shadows">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Name</Table.Th>
                  <Table.Th ta="right">Copies</Table.Th>
                  <Table.Th ta="right">Cost</Table.Th>
                  <Table.Th>Last</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map(({ name, copies, cost, last_seen }) => (
                  <Table.Tr key={name}>
                    <Table.Td>
                      <TextLink to="/shadows/$name" params={{ name }} size="sm" fw={500}>
                        {name}
                      </TextLink>
                    </Table.Td>
                    <Table.Td ta="right">{countOf(copies)}</Table.Td>
                    <Table.Td ta="right">{moneyOf(cost)}</Table.Td>
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
