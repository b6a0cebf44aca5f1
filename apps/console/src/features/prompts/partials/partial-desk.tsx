import { Button, Tabs } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import Save from 'lucide-react/icons/save';
import { useState } from 'react';
import type { Reply } from '../../../api/ask.ts';
import { useMay } from '../../../session/use-session.ts';
import { Page } from '../../../ui/page.tsx';
import { DeskNotice } from '../editor/desk-notice.tsx';
import { LeaveGuard } from '../../../ui/leave-guard.tsx';
import { SaveForm } from '../editor/save-form.tsx';
import { ItemMenu } from '../library/item-menu.tsx';
import { PartialBench } from './partial-bench.tsx';
import { PartialVersions } from './partial-versions.tsx';
import { PublishPartialForm } from './publish-partial-form.tsx';
import { useSavePartial } from './use-save-partial.ts';
import { WhereUsed } from './where-used.tsx';

const route = getRouteApi('/inside/partials/$slug');

/** One version of a partial. */
export type PartialVersion = Reply<'GET /v1/prompts/partials/{key}/versions'>['data'][number];

interface DeskParts {
  readonly partial: Reply<'GET /v1/prompts/partials/{key}'>;
  /** The newest first. */
  readonly versions: readonly PartialVersion[];
  /** The version that is written on. */
  readonly base: PartialVersion;
}

/** A partial under way. */
export function PartialDesk({ partial, versions, base }: DeskParts) {
  const { slug, name, origin } = partial;
  const { tab = 'edit' } = route.useSearch();
  const navigate = route.useNavigate();
  const [start, setStart] = useState({ text: base.string, versionId: base.id });
  const [text, setText] = useState(start.text);
  const [asked, setAsked] = useState<'save' | { readonly publish: number }>();
  const [mayChange, mayPublish] = [useMay('prompts.update'), useMay('prompts.publish')];
  const save = useSavePartial(slug, (versionId) => {
    setStart({ text, versionId });
    setAsked(undefined);
    void navigate({ search: ({ version: _, ...rest }) => rest, replace: true, ignoreBlocker: true });
  });
  const dirty = text !== start.text;
  const fromApi = origin === 'api';
  const writtenOn = versions.find(({ id }) => id === start.versionId);
  const newest = Math.max(...versions.map(({ version }) => version));
  const trySaving = () => {
    if (mayChange && fromApi && dirty) setAsked('save');
  };
  useHotkeys([['mod+S', trySaving]], [], true);
  const publish = mayPublish && fromApi ? (version: number) => setAsked({ publish: version }) : undefined;

  return (
    <Page
      title={name}
      about={`{{>${slug}}} · ${writtenOn ? `on version ${writtenOn.version}` : 'saved'}${dirty ? ', with changes that are not saved' : ''}`}
      actions={
        <>
          {fromApi && (
            <ItemMenu
              kind="partial"
              item={partial}
              onGone={() => void navigate({ to: '/prompts', search: { tab: 'partials' } as never, ignoreBlocker: true })}
            />
          )}
          {publish && writtenOn && writtenOn.prompt_version_status !== 'active' && !dirty && (
            <Button onClick={() => publish(writtenOn.version)}>Publish version {writtenOn.version}</Button>
          )}
          {mayChange && fromApi && (
            <Button leftSection={<Save size={16} aria-hidden />} onClick={trySaving} disabled={!dirty} title="Ctrl S">
              Save
            </Button>
          )}
        </>
      }
    >
      <LeaveGuard isDirty={dirty} what="this partial" />
      {asked === 'save' && (
        <SaveForm
          next={newest + 1}
          error={save.error}
          pending={save.pending}
          mayPublish={mayPublish}
          onSave={(description, andPublish) => save.save({ text, description, publishAs: andPublish ? newest + 1 : undefined })}
          onClose={() => {
            setAsked(undefined);
            save.forget();
          }}
        />
      )}
      {typeof asked === 'object' && (
        <PublishPartialForm slug={slug} versions={versions} version={asked.publish} onClose={() => setAsked(undefined)} />
      )}
      <DeskNotice origin={origin} newest={newest} version={writtenOn?.version} />
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
          <Tabs.Tab value="usage">Where used</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="edit">
          <PartialBench
            text={text}
            onChange={mayChange && fromApi ? setText : undefined}
            onSave={trySaving}
            workspaceId={partial.workspace_id}
          />
        </Tabs.Panel>
        <Tabs.Panel value="versions">{tab === 'versions' && <PartialVersions versions={versions} onPublish={publish} />}</Tabs.Panel>
        <Tabs.Panel value="usage">{tab === 'usage' && <WhereUsed slug={slug} />}</Tabs.Panel>
      </Tabs>
    </Page>
  );
}
