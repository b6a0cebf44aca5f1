import { ActionIcon, Menu } from '@mantine/core';
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
import FolderInput from 'lucide-react/icons/folder-input';
import Pencil from 'lucide-react/icons/pencil';
import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import { useMay } from '../../../session/use-session.ts';
import { MoveForm } from './move-form.tsx';
import { RenameForm } from './rename-form.tsx';
import { useRemove } from './use-remove.ts';
import type { Item } from './item.ts';

/** What can be done with a prompt or a partial from outside. */
export function ItemMenu({ kind, item, onGone }: Item & { readonly onGone?: () => void }) {
  const [form, setForm] = useState<'rename' | 'move'>();
  const [mayChange, mayRemove] = [useMay('prompts.update'), useMay('prompts.delete')];
  const remove = useRemove({ kind, item }, onGone);
  if (!mayChange && !mayRemove) return null;
  const close = () => setForm(undefined);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${item.name}`}>
            <EllipsisVertical size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayChange && (
            <Menu.Item leftSection={<Pencil size={15} aria-hidden />} onClick={() => setForm('rename')}>
              Rename
            </Menu.Item>
          )}
          {mayChange && (
            <Menu.Item leftSection={<FolderInput size={15} aria-hidden />} onClick={() => setForm('move')}>
              Move
            </Menu.Item>
          )}
          {mayRemove && (
            <Menu.Item leftSection={<Trash2 size={15} aria-hidden />} onClick={remove}>
              Delete
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {form === 'rename' && <RenameForm kind={kind} item={item} onClose={close} />}
      {form === 'move' && <MoveForm kind={kind} item={item} onClose={close} />}
    </>
  );
}
