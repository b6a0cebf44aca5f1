import { ActionIcon, Menu } from '@mantine/core';
import type { ApiKeyView } from '@sluice/contract';
import { useNavigate } from '@tanstack/react-router';
import Archive from 'lucide-react/icons/archive';
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
import Star from 'lucide-react/icons/star';
import Trash from 'lucide-react/icons/trash-2';
import { useChange } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { tellDone, tellFailed } from '../../../ui/told.tsx';
import { usersWords } from '../use/users-words.ts';
import type { ShownConfig } from './shown-config.ts';

const TOUCHES = ['/v1/configs', '/v1/api-keys'];

/** What is seldom done with a config. */
export function ConfigMenu({ config, keys }: { readonly config: ShownConfig; readonly keys: readonly ApiKeyView[] | undefined }) {
  const { id, name, slug, status, is_default: isDefault, origin } = config;
  const navigate = useNavigate();
  const mayUpdate = useMay('configs.update');
  const mayDelete = useMay('configs.delete');
  const change = useChange('PUT /v1/configs/{key}', TOUCHES);
  const remove = useChange('DELETE /v1/configs/{key}', TOUCHES);
  if (origin === 'file' || (!mayUpdate && !mayDelete)) return null;

  const set = (body: Parameters<typeof change.mutate>[0]['body'], done: string) =>
    change.mutate(
      { path: { key: id }, body },
      { onSuccess: () => tellDone(done), onError: (error) => tellFailed('It was not changed', error) },
    );
  const users = usersWords(keys, isDefault === 1);
  const archive = () =>
    confirm({
      title: `Archive “${name}”?`,
      consequence: `Calls that name it are refused until it is taken out again. ${users}`,
      verb: 'Archive',
      onYes: () => set({ status: 'archived' }, 'It is archived'),
    });
  const askToDelete = () =>
    confirm({
      title: `Delete “${name}”?`,
      consequence: `It is gone with all its versions, and calls that name ${slug} are refused from now on. ${users}`,
      verb: 'Delete',
      onYes: () =>
        remove.mutate(
          { path: { key: id } },
          {
            onSuccess: () => {
              tellDone(`“${name}” is deleted`);
              void navigate({ to: '/routing', ignoreBlocker: true });
            },
            onError: (error) => tellFailed('It was not deleted', error),
          },
        ),
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label="More to do with this config">
          <EllipsisVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayUpdate && (
          <Menu.Item
            leftSection={<Star size={16} aria-hidden />}
            onClick={() =>
              set({ is_default: isDefault === 1 ? 0 : 1 }, isDefault === 1 ? 'It is no default any more' : 'It is the default now')
            }
          >
            {isDefault === 1 ? 'Let it be no default' : 'Make it the default of its workspace'}
          </Menu.Item>
        )}
        {mayUpdate &&
          (status === 'archived' ? (
            <Menu.Item leftSection={<Archive size={16} aria-hidden />} onClick={() => set({ status: 'active' }, 'It counts again')}>
              Take it out of the archive
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<Archive size={16} aria-hidden />} onClick={archive}>
              Archive
            </Menu.Item>
          ))}
        {mayDelete && (
          <Menu.Item color="red" leftSection={<Trash size={16} aria-hidden />} onClick={askToDelete}>
            Delete
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
