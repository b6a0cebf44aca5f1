import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface FactsParts {
  /** What they are about. */
  readonly label: string;
  /** Those of undefined are left out. */
  readonly of: Readonly<Record<string, ReactNode>>;
}

/** What is known of one thing. */
export const Facts = ({ label, of }: FactsParts) => (
  <Table variant="vertical" layout="fixed" aria-label={label} withTableBorder maw={760}>
    <Table.Tbody>
      {Object.entries(of)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w={150} scope="row">
              {name}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
    </Table.Tbody>
  </Table>
);
