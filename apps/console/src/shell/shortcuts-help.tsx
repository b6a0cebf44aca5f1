import { Kbd, Modal, Table, Text } from '@mantine/core';
import { PAGES } from './pages.ts';

const ELSEWHERE = [
  { keys: ['Ctrl', 'K'], does: 'Search pages and commands' },
  { keys: ['?'], does: 'Show this' },
  { keys: ['/'], does: 'Go to the search field of the page' },
  { keys: ['Ctrl', 'Enter'], does: 'Send, save: what the page is for' },
  { keys: ['Esc'], does: 'Close what is open' },
];

interface Help {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** What can be done without a mouse. */
export function ShortcutsHelp({ opened, onClose }: Help) {
  const going = PAGES.flatMap(({ pages }) => pages).map(({ letter, label }) => ({ keys: ['g', letter], does: label }));
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="md">
      <Text size="sm" c="dimmed" mb="xs">
        Two keys with “then” between are pressed one after the other.
      </Text>
      <Table>
        <Table.Tbody>
          {[...ELSEWHERE, ...going].map(({ keys, does }) => (
            <Table.Tr key={does}>
              <Table.Td>{does}</Table.Td>
              <Table.Td ta="right">
                {keys.map((key, index) => (
                  <span key={key}>
                    {index > 0 && (keys[0] === 'g' ? ' then ' : ' + ')}
                    <Kbd>{key}</Kbd>
                  </span>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
