import { Table, Text } from '@mantine/core';

/** Headers by their names, in the order of the alphabet. */
export function HeadersTable({ headers, label }: { readonly headers: Readonly<Record<string, string>> | null; readonly label: string }) {
  const pairs = Object.entries(headers ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (pairs.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No headers are kept of this.
      </Text>
    );
  return (
    <Table aria-label={label} layout="fixed">
      <Table.Tbody>
        {pairs.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" w="38%" style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
