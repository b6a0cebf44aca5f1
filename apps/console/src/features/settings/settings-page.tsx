import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '../../session/use-session.ts';
import { Page } from '../../ui/page.tsx';
import { GatewaySettings } from './gateway/gateway-settings.tsx';
import { Models } from './models/models.tsx';
import type { TABS } from './routes.ts';
import { You } from './you/you.tsx';

const route = getRouteApi('/inside/settings');

/** What is yours, and how this gateway is set up. */
export function SettingsPage() {
  const { tab = 'you' } = route.useSearch();
  const navigate = route.useNavigate();
  const mayGateway = useMay('organisation_users.list');
  const mayModels = useMay('aliases.list');
  return (
    <Page title="Settings" about="Yours, and how this gateway is set up.">
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => void navigate({ search: next === 'you' ? {} : { tab: next as (typeof TABS)[number] } })}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="you">You</Tabs.Tab>
          {mayGateway && <Tabs.Tab value="gateway">This gateway</Tabs.Tab>}
          {mayModels && <Tabs.Tab value="models">Aliases and prices</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="you">
          <You />
        </Tabs.Panel>
        {mayGateway && (
          <Tabs.Panel value="gateway">
            <GatewaySettings />
          </Tabs.Panel>
        )}
        {mayModels && (
          <Tabs.Panel value="models">
            <Models />
          </Tabs.Panel>
        )}
      </Tabs>
    </Page>
  );
}
