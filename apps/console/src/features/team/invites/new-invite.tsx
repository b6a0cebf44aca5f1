import { Button, Checkbox, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import type { OrganisationRole, WorkspaceRole } from '@sluice/contract';
import { useState, type FormEvent } from 'react';
import { useChange } from '../../../api/queries.ts';
import { useHere, useWorkPlace } from '../../../session/use-session.ts';
import { Failed } from '../../../ui/failed.tsx';
import { fieldFaults } from '../../../ui/field-faults.ts';
import { RoleSelect } from '../role-select.tsx';
import { givenBy, WORKSPACE_ROLES } from '../roles.ts';
import { inviteOf } from './invite-of.ts';

/** Asks somebody in. */
export function NewInvite({ onMade }: { readonly onMade: (email: string, link: string) => void }) {
  const { session } = useHere();
  const place = useWorkPlace();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<OrganisationRole>('member');
  const [places, setPlaces] = useState<Readonly<Record<string, WorkspaceRole>>>(place ? { [place.id]: 'member' } : {});
  const [withKey, setWithKey] = useState(false);
  const make = useChange('POST /v1/admin/users/invites', ['/v1/admin/users/invites', '/v1/audit-logs']);
  const faults = fieldFaults(make.error, ['email', 'role', 'workspaces']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = inviteOf({ email, role, places, withKey });
    make.mutate({ body }, { onSuccess: ({ invite_link }) => onMade(body.email, invite_link) });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {faults.rest && <Failed error={faults.rest} title="The invite was not made" />}
        <TextInput
          label="E-mail"
          type="email"
          required
          data-autofocus
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          error={faults.of('email')}
        />
        <RoleSelect label="Role in the organisation" roles={givenBy(session.user?.role === 'owner')} value={role} onChange={setRole} />
        <Fieldset legend="Workspaces">
          <Stack gap="xs">
            {session.workspaces.map(({ id, name }) => (
              <Group key={id} justify="space-between">
                <Checkbox
                  label={name}
                  checked={id in places}
                  onChange={({ currentTarget: { checked } }) =>
                    setPlaces(({ [id]: _, ...others }) => (checked ? { ...others, [id]: 'member' } : others))
                  }
                />
                {places[id] !== undefined && (
                  <RoleSelect
                    name={`Role in ${name}`}
                    roles={WORKSPACE_ROLES}
                    value={places[id]}
                    onChange={(next) => setPlaces((before) => ({ ...before, [id]: next }))}
                  />
                )}
              </Group>
            ))}
            {role === 'member' && Object.keys(places).length === 0 && (
              <Text size="sm" c="dimmed">
                A member of no workspace can sign in, and do nothing.
              </Text>
            )}
          </Stack>
        </Fieldset>
        <Checkbox
          label="Give them a key of their own in each workspace"
          description="For calling models. They see it once, when they accept"
          checked={withKey}
          onChange={({ currentTarget }) => setWithKey(currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={make.isPending}>
            Make the invite
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
