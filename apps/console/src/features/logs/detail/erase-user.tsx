import { Button } from '@mantine/core';
import Trash2 from 'lucide-react/icons/trash-2';
import { useChange } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { tellDone, tellFailed } from '../../../ui/told.tsx';
import { countOf } from '../../../ui/words-for-numbers.ts';

interface Erasing {
  readonly user: string;
  /** Whose records go; null where the request is of none. */
  readonly workspace: string | null;
}

/** Erases all records of a user, for who may. */
export function EraseUser({ user, workspace }: Erasing) {
  const isAllowed = useMay('logs.delete');
  const erase = useChange('DELETE /v1/logs', ['/v1/logs', '/v1/analytics']);
  if (!isAllowed) return null;
  const onYes = () =>
    erase.mutate(
      { query: { user, ...(workspace !== null && { workspace_id: workspace }) } },
      {
        onSuccess: ({ records }) => tellDone(`${countOf(records)} ${records === 1 ? 'record is' : 'records are'} erased`),
        onError: (error) => tellFailed('Nothing was erased', error),
      },
    );
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<Trash2 size={14} aria-hidden />}
      loading={erase.isPending}
      onClick={() =>
        confirm({
          title: `Erase all of the user “${user}”?`,
          consequence: `All requests of this user${workspace === null ? '' : ' in this workspace'} go from the log, with what was said and the feedback on them. This cannot be undone.`,
          verb: 'Erase',
          onYes,
        })
      }
    >
      Erase this user
    </Button>
  );
}
