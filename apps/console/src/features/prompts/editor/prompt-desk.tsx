import { Tabs } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Reply } from '../../../api/ask.ts';
import { useMay } from '../../../session/use-session.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Page } from '../../../ui/page.tsx';
import { tellFailed } from '../../../ui/told.tsx';
import { draftOf, type Version } from '../draft/open-draft.ts';
import { isSame } from '../draft/read-draft.ts';
import { PublishForm } from '../versions/publish-form.tsx';
import { DeskActions } from './desk-actions.tsx';
import { DeskNotice } from './desk-notice.tsx';
import { LeaveGuard } from '../../../ui/leave-guard.tsx';
import { SaveForm } from './save-form.tsx';
import { useDesk } from './use-desk.ts';
import { useSave } from './use-save.ts';
import { Workbench } from './workbench.tsx';

const CallTab = lazy(() => import('../call/call-tab.tsx').then(({ CallTab: default_ }) => ({ default: default_ })));
const UsageTab = lazy(() => import('../usage/usage-tab.tsx').then(({ UsageTab: default_ }) => ({ default: default_ })));
const VersionsTab = lazy(() => import('../versions/versions-tab.tsx').then(({ VersionsTab: default_ }) => ({ default: default_ })));

const route = getRouteApi('/inside/prompts/$slug');

interface DeskParts {
  readonly prompt: Reply<'GET /v1/prompts/{key}'>;
  /** The newest first. */
  readonly versions: readonly Version[];
  /** The version that is written on. */
  readonly base: Version;
}

/** A prompt under way: the draft, and all that can be looked at beside it. */
export function PromptDesk({ prompt, versions, base }: DeskParts) {
  const { slug, name, origin } = prompt;
  const { tab = 'edit' } = route.useSearch();
  const navigate = route.useNavigate();
  const [start, setStart] = useState({ draft: draftOf(base), versionId: base.id });
  const [draft, setDraft] = useState(start.draft);
  const [asked, setAsked] = useState<'save' | { readonly publish: number }>();
  const [mayChange, mayPublish, mayTry] = [useMay('prompts.update'), useMay('prompts.publish'), useMay('completions.write')];
  const desk = useDesk(draft, prompt.workspace_id);
  const save = useSave(slug, (versionId) => {
    setStart({ draft, versionId });
    setAsked(undefined);
    void navigate({ search: ({ version: _, ...rest }) => rest, replace: true, ignoreBlocker: true });
  });
  const dirty = !isSame(draft, start.draft);
  const writable = mayChange && origin === 'api';
  const writtenOn = versions.find(({ id }) => id === start.versionId);
  const newest = Math.max(...versions.map(({ prompt_version: number }) => number ?? 1));

  const trySaving = () => {
    if (!writable || !dirty) return;
    if (desk.read.members) setAsked('save');
    else tellFailed('It cannot be saved yet', new Error(Object.values(desk.read.problems).join('. ')));
  };
  useHotkeys([['mod+S', trySaving]], [], true);

  return (
    <Page
      title={name}
      about={`${slug} · ${writtenOn ? `on version ${writtenOn.prompt_version ?? 1}` : 'saved'}${dirty ? ', with changes that are not saved' : ''}`}
      actions={
        <DeskActions
          prompt={prompt}
          version={writtenOn}
          dirty={dirty}
          writable={writable}
          onSave={trySaving}
          {...(mayPublish && origin === 'api' && { onPublish: (version: number) => setAsked({ publish: version }) })}
        />
      }
    >
      <LeaveGuard isDirty={dirty} what="this prompt" />
      {asked === 'save' && desk.read.members && (
        <SaveForm
          next={newest + 1}
          error={save.error}
          pending={save.pending}
          mayPublish={mayPublish}
          onSave={(description, publish) => save.save(desk.read.members!, description, publish)}
          onClose={() => {
            setAsked(undefined);
            save.forget();
          }}
        />
      )}
      {typeof asked === 'object' && (
        <PublishForm prompt={prompt} versions={versions} version={asked.publish} onClose={() => setAsked(undefined)} />
      )}
      <DeskNotice origin={origin} newest={newest} version={writtenOn?.prompt_version} />
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({
            search: ({ version }) => ({ ...(version !== undefined && { version }), ...(next !== 'edit' && { tab: next as 'versions' }) }),
          })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="edit">Edit</Tabs.Tab>
          <Tabs.Tab value="versions">Versions</Tabs.Tab>
          <Tabs.Tab value="usage">Usage</Tabs.Tab>
          <Tabs.Tab value="call">Call it</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="edit">
          <Workbench
            draft={draft}
            desk={desk}
            onChange={writable ? setDraft : undefined}
            saved={!dirty && writtenOn ? { slug, version: writtenOn.prompt_version ?? 1 } : undefined}
            mayTry={mayTry}
          />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          {tab === 'versions' && (
            <Suspense fallback={<Loading what="the versions" />}>
              <VersionsTab
                prompt={prompt}
                versions={versions}
                {...(mayPublish && origin === 'api' && { onPublish: (version: number) => setAsked({ publish: version }) })}
              />
            </Suspense>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="usage">
          {tab === 'usage' && (
            <Suspense fallback={<Loading what="its usage" />}>
              <UsageTab slug={slug} versions={versions} />
            </Suspense>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="call">
          {tab === 'call' && (
            <Suspense fallback={<Loading what="the snippets" />}>
              <CallTab slug={slug} versions={versions} variables={desk.variables} values={desk.values} />
            </Suspense>
          )}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
