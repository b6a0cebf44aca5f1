import { Alert, Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import Save from 'lucide-react/icons/save';
import WandSparkles from 'lucide-react/icons/wand-sparkles';
import { useEffect, useRef, useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMay, useWorkPlace } from '../../session/use-session.ts';
import { Failed } from '../../ui/failed.tsx';
import { Page } from '../../ui/page.tsx';
import { tellDone } from '../../ui/told.tsx';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { sameConfig } from './draft/same-config.ts';
import { useChecks } from './editing/use-checks.ts';
import { useKnownThings } from './editing/use-known-things.ts';
import { Workbench } from './editing/workbench.tsx';
import { makeHandle } from './language/editor-handle.ts';
import { filled, TEMPLATES } from './templates.ts';
import { pretty } from './text/pretty.ts';

const routeApi = getRouteApi('/inside/routing/new');

/** A config that is not there yet. */
export function NewConfigPage() {
  const { template: chosen, log } = routeApi.useSearch();
  const navigate = routeApi.useNavigate();
  const place = useWorkPlace();
  const mayCreate = useMay('configs.create');
  const known = useKnownThings(place?.slug);
  const template = TEMPLATES.find(({ slug }) => slug === chosen) ?? TEMPLATES[1]!;
  const begun = pretty(filled(template, known.virtualKeys));
  const [text, setText] = useState(begun);
  const [name, setName] = useState('');
  const [slug, setSlug] = useState('');
  const lastBegun = useRef(begun);
  const [handle] = useState(makeHandle);
  const checks = useChecks(text, { workspace: place?.slug });
  const make = useChange('POST /v1/configs', ['/v1/configs']);
  const isWritten = !sameConfig(text, lastBegun.current) || name !== '' || slug !== '';

  // Another template, or virtual keys to fill it in with, which come a moment later: what somebody wrote stays.
  useEffect(() => {
    if (sameConfig(text, lastBegun.current)) setText(begun);
    lastBegun.current = sameConfig(text, lastBegun.current) ? begun : lastBegun.current;
  }, [begun]);

  const choose = (next: string) => {
    const own = TEMPLATES.find((each) => each.slug === next)!;
    lastBegun.current = pretty(filled(own, known.virtualKeys));
    setText(lastBegun.current);
    void navigate({ search: { template: next, ...(log !== undefined && { log }) }, replace: true });
  };
  const isReady = checks.config !== undefined && checks.problems.length === 0 && !make.isPending;
  const save = () => {
    if (!isReady || !mayCreate) return;
    const body = {
      config: checks.config!,
      ...(name !== '' && { name }),
      ...(slug !== '' && { slug }),
      ...(place && { workspace_id: place.slug }),
    };
    make.mutate(
      { body },
      {
        onSuccess: (made) => {
          lastBegun.current = text;
          tellDone('The config is saved');
          void navigate({
            to: '/routing/$slug',
            params: { slug: made.slug },
            search: log === undefined ? {} : { log },
            ignoreBlocker: true,
          });
        },
      },
    );
  };
  const { error } = make;
  const errorAt = (param: string) => (error?.param === param ? error.message : undefined);
  return (
    <Page
      title="Write a config"
      about={place ? `It is made in the workspace “${place.name}”.` : undefined}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<WandSparkles size={16} aria-hidden />}
            disabled={!checks.config}
            onClick={() => setText(pretty(checks.config))}
          >
            Tidy up
          </Button>
          {mayCreate && (
            <Button leftSection={<Save size={16} aria-hidden />} disabled={!isReady} loading={make.isPending} onClick={save}>
              Save
            </Button>
          )}
        </>
      }
    >
      <LeaveGuard isDirty={isWritten && !make.isSuccess} what="this config" />
      {error && !['name', 'slug'].includes(error.param ?? '') && <Failed error={error} title="It was not saved" />}
      {!mayCreate && (
        <Alert color="yellow" variant="light" title="You may not save configs here">
          You can write one and see what it would do.
        </Alert>
      )}
      <Workbench
        text={text}
        onChange={setText}
        onSubmit={save}
        checks={checks}
        handle={handle}
        workspaceId={place?.id}
        log={log}
        onLog={(id) => void navigate({ search: { template: template.slug, ...(id !== undefined && { log: id }) }, replace: true })}
        head={
          <Stack gap="sm">
            <Group grow align="flex-start">
              <TextInput
                label="Name"
                placeholder="Chat of the shop"
                value={name}
                onChange={({ currentTarget }) => setName(currentTarget.value)}
                error={errorAt('name')}
              />
              <TextInput
                label="Slug"
                description={undefined}
                placeholder="made of the name"
                value={slug}
                onChange={({ currentTarget }) => setSlug(currentTarget.value)}
                error={errorAt('slug')}
              />
            </Group>
            <div>
              <Text size="sm" fw={500} id="template-label" mb={4}>
                Begin with
              </Text>
              <SegmentedControl
                aria-labelledby="template-label"
                value={template.slug}
                onChange={choose}
                data={TEMPLATES.map(({ slug: value, title: label }) => ({ value, label }))}
                styles={{ root: { flexWrap: 'wrap' } }}
                size="xs"
              />
              <Text size="sm" c="dimmed" mt={4}>
                {template.about}. Ctrl with the space bar offers what may stand at the cursor.
              </Text>
            </div>
          </Stack>
        }
      />
    </Page>
  );
}
