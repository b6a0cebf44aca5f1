import { Button, Modal, Stack, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { TableTools, type TableParts } from './table-tools.tsx';

/** The numbers behind a chart: to be read, and taken along. */
export function Numbers(parts: TableParts) {
  const { title, head, rows } = parts;
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={open} aria-label={`Numbers of ${title}`}>
        Numbers
      </Button>
      <Modal opened={opened} onClose={close} title={title} size="lg">
        <Stack>
          <TableTools {...parts} />
          <Table.ScrollContainer minWidth={360}>
            <Table aria-label={title} stickyHeader>
              <Table.Thead>
                <Table.Tr>
                  {head.map((name) => (
                    <Table.Th key={name}>{name}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map(([time, ...values]) => (
                  <Table.Tr key={String(time)}>
                    <Table.Td>{new Date(String(time)).toLocaleString()}</Table.Td>
                    {values.map((value, index) => (
                      <Table.Td key={head[index + 1]}>{value === null ? '–' : String(value)}</Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Stack>
      </Modal>
    </>
  );
}
