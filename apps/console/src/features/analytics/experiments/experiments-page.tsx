import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { Page } from '../../../ui/page.tsx';
import { Shadows } from '../shadows/shadows.tsx';
import { Experiments } from './experiments.tsx';

const route = getRouteApi('/inside/experiments');

/** What is being tried out: on everybody's answers, or unseen. */
export function ExperimentsPage() {
  const { tab = 'experiments' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title="Experiments" about="Variants of a config side by side, and what shadows would have answered.">
      <Tabs value={tab} keepMounted={false} onChange={(next) => void navigate({ search: next === 'shadows' ? { tab: 'shadows' } : {} })}>
        <Tabs.List mb="md">
          <Tabs.Tab value="experiments">Experiments</Tabs.Tab>
          <Tabs.Tab value="shadows">Shadows</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="experiments">
          <Experiments />
        </Tabs.Panel>
        <Tabs.Panel value="shadows">
          <Shadows />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
