import { ActionIcon, Menu } from '@mantine/core';
import type { Label } from '@sluice/contract';
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
import { useChange } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { tellDone, tellFailed } from '../../../ui/told.tsx';

/** What can be done with a label. */
export function LabelMenu({ label: { id, name }, onChange }: { readonly label: Label; readonly onChange: () => void }) {
  const [mayChange, mayRemove] = [useMay('prompts.update'), useMay('prompts.delete')];
  const remove = useChange('DELETE /v1/labels/{key}', ['/v1/labels', '/v1/prompts']);
  if (!mayChange && !mayRemove) return null;
  const ask = () =>
    confirm({
      title: `Delete the label “${name}”?`,
      consequence: `Versions that bear it bear it no more. Apps that call a prompt with @${name} are refused from then on.`,
      verb: 'Delete',
      onYes: () =>
        remove.mutateAsync({ path: { key: id } }).then(
          () => tellDone(`The label “${name}” is gone`),
          (error: unknown) => tellFailed(`The label “${name}” is still there`, error),
        ),
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for the label ${name}`}>
          <EllipsisVertical size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayChange && <Menu.Item onClick={onChange}>Change</Menu.Item>}
        {mayRemove && <Menu.Item onClick={ask}>Delete</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
