import { Button, Group } from '@mantine/core';
import Download from 'lucide-react/icons/download';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { saveCsv } from './save-csv.ts';
import { csvOf, tsvOf, type Cell } from './table-text.ts';

export interface TableParts {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Takes a table along: into the clipboard, or as a file. */
export const TableTools = ({ title, head, rows }: TableParts) => (
  <Group gap="xs">
    <CopyButton text={tsvOf(head, rows)} what={`the table ${title}`} label="Copy" />
    <Button
      size="xs"
      variant="default"
      leftSection={<Download size={14} aria-hidden />}
      onClick={() => saveCsv(title.toLowerCase().replaceAll(' ', '-'), csvOf(head, rows))}
    >
      CSV
    </Button>
  </Group>
);
