import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../../session/use-session.ts';
import { Page } from '../../ui/page.tsx';
import { Audit } from './audit/audit.tsx';
import { Invites } from './invites/invites.tsx';
import { People } from './people/people.tsx';
import { TABS } from './team-search.ts';
import { Workspaces } from './workspaces/workspaces.tsx';

const route = getRouteApi('/inside/team');

const PARTS = {
  people: { label: 'People', part: People, scope: 'organisation_users.list' },
  invites: { label: 'Invites', part: Invites, scope: 'organisation_users.list' },
  workspaces: { label: 'Workspaces', part: Workspaces, scope: 'workspaces.list' },
  audit: { label: 'Audit log', part: Audit, scope: 'audit_logs.list' },
} as const;

/** Who is here, who may do what, and who did. */
export function TeamPage() {
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const may = {
    'organisation_users.list': useMay('organisation_users.list'),
    'workspaces.list': useMay('workspaces.list'),
    'audit_logs.list': useMay('audit_logs.list'),
  };
  const tabs = TABS.filter((each) => may[PARTS[each].scope]);
  const shown = tabs.find((each) => each === (tab ?? 'people')) ?? tabs[0] ?? 'workspaces';
  return (
    <Page title="Team" about="The people of this gateway, the workspaces that they share, and every change that anybody made.">
      <Tabs
        value={shown}
        onChange={(next) => void navigate({ search: next === 'people' ? {} : { tab: next as (typeof TABS)[number] } })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {PARTS[each].label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((each) => {
          const { part: Part } = PARTS[each];
          return (
            <Tabs.Panel key={each} value={each}>
              <Part />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}
