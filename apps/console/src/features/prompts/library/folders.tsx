import { ActionIcon, Group, Menu, NavLink, Stack, Text, Title } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Collection } from '@sluice/contract';
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
import FolderIcon from 'lucide-react/icons/folder';
import FolderPlus from 'lucide-react/icons/folder-plus';
import { useState } from 'react';
import { useChange } from '../../../api/queries.ts';
import { useHere, useMay } from '../../../session/use-session.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { tellDone, tellFailed } from '../../../ui/told.tsx';
import { FolderForm } from './folder-form.tsx';
import { foldersOf } from './folders.ts';
import { useFolders } from './use-folders.ts';

const route = getRouteApi('/inside/prompts');

/** The folders, to be looked into, made, renamed and removed. */
export function Folders() {
  const { tab, folder: chosen } = route.useSearch();
  const collections = useFolders();
  const [form, setForm] = useState<'new' | Collection>();
  const mayMake = useMay('prompts.create');
  const { place, session } = useHere();
  // Each workspace has a folder “Default”: where all are looked at, only this tells them apart.
  const workspaceOf = ({ workspace_id: id }: Collection) =>
    place ? undefined : session.workspaces.find((each) => each.id === id || each.slug === id)?.name;
  const kept = { ...(tab && { tab }) };
  const counted = tab === 'partials' ? 'partial_count' : 'prompt_count';
  return (
    <Stack gap={4} component="nav" aria-label="Folders">
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h6">
          Folders
        </Title>
        {mayMake && (
          <ActionIcon variant="subtle" color="gray" aria-label="New folder" onClick={() => setForm('new')}>
            <FolderPlus size={17} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      <NavLink
        component={Link}
        to="/prompts"
        search={kept as never}
        label="All"
        active={chosen === undefined}
        aria-current={chosen === undefined}
      />
      {foldersOf(collections).map(({ collection, depth }) => (
        <Group key={collection.id} gap={2} wrap="nowrap" pl={depth * 14}>
          <NavLink
            component={Link}
            to="/prompts"
            search={{ ...kept, folder: collection.slug } as never}
            label={collection.name}
            description={workspaceOf(collection)}
            leftSection={<FolderIcon size={15} aria-hidden />}
            rightSection={
              <Text size="xs" c="dimmed">
                {collection.collection_details[counted]}
              </Text>
            }
            active={chosen === collection.slug}
            aria-current={chosen === collection.slug}
            style={{ flex: 1, minWidth: 0 }}
          />
          <FolderMenu collection={collection} onRename={() => setForm(collection)} />
        </Group>
      ))}
      {form && <FolderForm of={form} folders={collections} onClose={() => setForm(undefined)} />}
    </Stack>
  );
}

function FolderMenu({ collection, onRename }: { readonly collection: Collection; readonly onRename: () => void }) {
  const navigate = route.useNavigate();
  const [mayChange, mayRemove] = [useMay('prompts.update'), useMay('prompts.delete')];
  const remove = useChange('DELETE /v1/collections/{key}', ['/v1/collections', '/v1/prompts']);
  const { id, name, is_default: isDefault } = collection;
  if (!mayChange && !mayRemove) return null;
  const gone = () => {
    tellDone(`The folder “${name}” is gone; what was in it is in the one around it`);
    void navigate({ search: ({ folder: _, page: __, ...rest }) => rest });
  };
  const ask = () =>
    confirm({
      title: `Delete the folder “${name}”?`,
      consequence: 'Nothing in it is lost: prompts, partials and folders in it move to the one around it.',
      verb: 'Delete',
      onYes: () => remove.mutateAsync({ path: { key: id } }).then(gone, (error: unknown) => tellFailed('The folder is still there', error)),
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Actions for the folder ${name}`}>
          <EllipsisVertical size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayChange && <Menu.Item onClick={onRename}>Rename</Menu.Item>}
        {mayRemove && (
          <Menu.Item onClick={ask} disabled={isDefault === 1}>
            {isDefault === 1 ? 'Delete (not the default one)' : 'Delete'}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
