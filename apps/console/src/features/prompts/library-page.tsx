import { Button, Tabs } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import Plus from 'lucide-react/icons/plus';
import { useMay } from '../../session/use-session.ts';
import { Page } from '../../ui/page.tsx';
import { LabelsTab } from './labels/labels-tab.tsx';
import { PartialsTab } from './library/partials-tab.tsx';
import { PromptsTab } from './library/prompts-tab.tsx';

const route = getRouteApi('/inside/prompts');

/** The library: prompts in their folders, the partials that they share, and the labels that versions bear. */
export function LibraryPage() {
  const { tab = 'prompts', folder } = route.useSearch();
  const navigate = route.useNavigate();
  const mayMake = useMay('prompts.create');
  return (
    <Page
      title="Prompts"
      about="Templates that apps call by name, so that words change without a release."
      actions={mayMake && <NewButton tab={tab} folder={folder} />}
    >
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: next === 'partials' || next === 'labels' ? { tab: next } : {} })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="prompts">Prompts</Tabs.Tab>
          <Tabs.Tab value="partials">Partials</Tabs.Tab>
          <Tabs.Tab value="labels">Labels</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="prompts">
          <PromptsTab />
        </Tabs.Panel>
        <Tabs.Panel value="partials">
          <PartialsTab />
        </Tabs.Panel>
        <Tabs.Panel value="labels">
          <LabelsTab />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function NewButton({ tab, folder }: { readonly tab: 'prompts' | 'partials' | 'labels'; readonly folder: string | undefined }) {
  const icon = <Plus size={16} aria-hidden />;
  if (tab === 'prompts')
    return (
      <Button component={Link} to="/prompts/new" search={(folder === undefined ? {} : { folder }) as never} leftSection={icon}>
        New prompt
      </Button>
    );
  return (
    <Button
      component={Link}
      to="/prompts"
      search={{ tab, ...(folder !== undefined && { folder }), make: true } as never}
      leftSection={icon}
    >
      {tab === 'partials' ? 'New partial' : 'New label'}
    </Button>
  );
}
