import { Alert, Button, Stack, Tabs, Text, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import Save from 'lucide-react/icons/save';
import WandSparkles from 'lucide-react/icons/wand-sparkles';
import { useMemo, useState } from 'react';
import { useMay } from '../../../session/use-session.ts';
import { Failed } from '../../../ui/failed.tsx';
import { Page } from '../../../ui/page.tsx';
import { LeaveGuard } from '../../../ui/leave-guard.tsx';
import { useDraft } from '../draft/use-draft.ts';
import { DryRunPanel } from '../dry-run/dry-run-panel.tsx';
import { useChecks } from '../editing/use-checks.ts';
import { Workbench } from '../editing/workbench.tsx';
import { makeHandle } from '../language/editor-handle.ts';
import type { ConfigTab } from '../searches.ts';
import { pretty } from '../text/pretty.ts';
import { UsedBy } from '../use/used-by.tsx';
import { useKeysOf } from '../use/use-keys-of.ts';
import { VersionsPanel } from '../versions/versions-panel.tsx';
import { ConfigMenu } from './config-menu.tsx';
import { ConfigSummary } from './config-summary.tsx';
import type { ShownConfig } from './shown-config.ts';
import { useSave } from './use-save.ts';

const routeApi = getRouteApi('/inside/routing/$slug');

/** Where somebody works on a config. */
export function ConfigDesk({ config }: { readonly config: ShownConfig }) {
  const { tab = 'edit', log } = routeApi.useSearch();
  const navigate = routeApi.useNavigate();
  const saved = useMemo(
    () => ({ text: pretty(config.config ?? {}), name: config.name, version: config.version_id ?? config.id }),
    [config],
  );
  const draft = useDraft(saved);
  const [handle] = useState(makeHandle);
  const mayUpdate = useMay('configs.update') && config.origin === 'api';
  const isDirty = draft.isChanged || draft.isRenamed;
  const workspaceId = config.workspace_id ?? undefined;
  const checks = useChecks(draft.text, { configId: config.origin === 'api' ? config.id : undefined, workspace: workspaceId });
  const keys = useKeysOf(config);
  const { save, restore, saving } = useSave(config, draft, keys);
  const maySave = mayUpdate && isDirty && checks.problems.length === 0 && !saving.isPending;
  const submit = () => {
    if (maySave) save(checks.config);
  };
  const to = (next: ConfigTab) =>
    void navigate({ search: ({ log: kept }) => ({ ...(kept !== undefined && { log: kept }), ...(next !== 'edit' && { tab: next }) }) });
  return (
    <Page
      title={config.name}
      about={<ConfigSummary config={config} keys={keys.data} />}
      actions={
        <>
          {mayUpdate && (
            <Button
              variant="default"
              leftSection={<WandSparkles size={16} aria-hidden />}
              disabled={!checks.config}
              onClick={() => draft.setText(pretty(checks.config))}
            >
              Tidy up
            </Button>
          )}
          <ConfigMenu config={config} keys={keys.data} />
          {mayUpdate && (
            <Button leftSection={<Save size={16} aria-hidden />} disabled={!maySave} loading={saving.isPending} onClick={submit}>
              {draft.isChanged ? 'Save as a new version' : 'Save'}
            </Button>
          )}
        </>
      }
    >
      <LeaveGuard isDirty={isDirty} what="this config" />
      {saving.error && <Failed error={saving.error} title="It was not saved, and what you wrote is still here" />}
      {draft.isOutdated && (
        <Alert color="yellow" variant="light" title="Somebody else has saved a newer version">
          <Stack gap="xs" align="flex-start">
            <Text size="sm">If you save now, what you wrote takes its place; the tab Versions shows the difference.</Text>
            <Button size="xs" variant="default" onClick={draft.takeSaved}>
              Drop mine and take theirs
            </Button>
          </Stack>
        </Alert>
      )}
      <Tabs value={tab} onChange={(next) => to(next as ConfigTab)} keepMounted={false}>
        <Tabs.List aria-label="Of this config" mb="md">
          <Tabs.Tab value="edit">{mayUpdate ? 'Edit and explain' : 'Read and explain'}</Tabs.Tab>
          <Tabs.Tab value="dry-run">Dry run</Tabs.Tab>
          <Tabs.Tab value="versions">Versions</Tabs.Tab>
          <Tabs.Tab value="used-by">Used by</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="edit">
          <Workbench
            text={draft.text}
            checks={checks}
            handle={handle}
            workspaceId={workspaceId}
            log={log}
            onLog={(id) => void navigate({ search: id === undefined ? {} : { log: id }, replace: true })}
            {...(mayUpdate && { onChange: draft.setText, onSubmit: submit })}
            head={
              mayUpdate ? (
                <TextInput label="Name" value={draft.name} onChange={({ currentTarget }) => draft.setName(currentTarget.value)} maw={420} />
              ) : undefined
            }
          />
        </Tabs.Panel>
        <Tabs.Panel value="dry-run">
          <DryRunPanel config={config} draft={checks.config} isChanged={draft.isChanged} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <VersionsPanel config={config} draft={draft} mayRestore={mayUpdate} onRestore={restore} />
        </Tabs.Panel>
        <Tabs.Panel value="used-by">
          <UsedBy config={config} keys={keys} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
