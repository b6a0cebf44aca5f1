import { Button, Group, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { WorkspaceRole, WorkspaceSummary } from '@sluice/contract';
import { useState } from 'react';
import { useAsk, useChange } from '../../../api/queries.ts';
import { tellFailed } from '../../../ui/told.tsx';
import { RoleSelect } from '../role-select.tsx';
import { WORKSPACE_ROLES } from '../roles.ts';
import { TOUCHED } from './new-workspace.tsx';

/** People who are offered at a time: whoever is not among them is found by name. */
const MOST_OFFERED = 50;

/** After so long without another letter somebody has typed whom they look for. */
const TYPED_MS = 250;

interface AddMemberParts {
  readonly workspace: Pick<WorkspaceSummary, 'slug'>;
  /** Who need not be offered. */
  readonly known: ReadonlySet<string>;
}

/** Takes somebody of the organisation into a workspace. */
export function AddMember({ workspace, known }: AddMemberParts) {
  const add = useChange('POST /v1/admin/workspaces/{workspace}/users', TOUCHED);
  const [chosen, setChosen] = useState<{ readonly id: string; readonly email: string }>();
  const [role, setRole] = useState<WorkspaceRole>('member');
  const [typed, setTyped] = useState('');
  const [sought] = useDebouncedValue(typed, TYPED_MS);
  // What was chosen stands in the field, and is nothing to look for.
  const search = sought === chosen?.email ? '' : sought;
  const users = useAsk('GET /v1/admin/users', { query: { page_size: MOST_OFFERED, search } }, { keepLast: true });
  const others = (users.data?.data ?? []).filter(({ id }) => !known.has(id));
  const offered = chosen && !others.some(({ id }) => id === chosen.id) ? [chosen, ...others] : others;
  if (users.data?.total === known.size && offered.length === 0 && search === '') return null;
  const clear = () => {
    setChosen(undefined);
    setTyped('');
  };
  const take = () =>
    add.mutate(
      { path: { workspace: workspace.slug }, body: { users: [{ id: chosen!.id, role }] } },
      { onSuccess: clear, onError: (error) => tellFailed('Nobody was taken in', error) },
    );
  return (
    <Group align="flex-end" gap="sm">
      <Select
        label="Take somebody in"
        placeholder="Choose a person, or type a name"
        searchable
        clearable
        nothingFoundMessage={users.isFetching ? 'Looking for them…' : 'Nobody is called that'}
        data={offered.map(({ id: value, email }) => ({ value, label: email }))}
        // The gateway has chosen already, by names too, which are not in what is shown.
        filter={({ options }) => options}
        searchValue={typed}
        onSearchChange={setTyped}
        value={chosen?.id ?? null}
        onChange={(id) => setChosen(offered.find((each) => each.id === id))}
        w={280}
      />
      <RoleSelect name="As what" roles={WORKSPACE_ROLES} value={role} onChange={setRole} />
      <Button onClick={take} disabled={chosen === undefined} loading={add.isPending}>
        Take in
      </Button>
    </Group>
  );
}
