import { Alert, Button, Grid, Group, SimpleGrid, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import Code from 'lucide-react/icons/code';
import Columns2 from 'lucide-react/icons/columns-2';
import Save from 'lucide-react/icons/save';
import { lazy, Suspense } from 'react';
import { useMay } from '../../session/use-session.ts';
import { Failed } from '../../ui/failed.tsx';
import { Page } from '../../ui/page.tsx';
import { WhenWanted } from '../../ui/when-wanted.tsx';
import { ColumnHead } from './parts/column-head.tsx';
import { Composer } from './parts/composer.tsx';
import { Conversation } from './parts/conversation.tsx';
import { SettingsPanel } from './parts/settings-panel.tsx';
import { useInView } from './parts/use-in-view.ts';
import { Variables } from './parts/variables.tsx';
import { useModels } from './request/use-models.ts';
import { letterOf, MOST_COLUMNS } from './state/column.ts';
import { useTalk } from './use-talk.ts';

const AnswerCard = lazy(() => import('./parts/answer-card.tsx').then(({ AnswerCard: default_ }) => ({ default: default_ })));
const Opening = lazy(() => import('./open/opening.tsx').then(({ Opening: default_ }) => ({ default: default_ })));
const SaveDialog = lazy(() => import('./save/save-dialog.tsx').then(({ SaveDialog: default_ }) => ({ default: default_ })));
const CodeDialog = lazy(() => import('./code/code-dialog.tsx').then(({ CodeDialog: default_ }) => ({ default: default_ })));

export function PlaygroundPage() {
  const { choices: models, error: modelsError, again: askForModels } = useModels();
  const talk = useTalk(models);
  const { state, runs, problems } = talk;
  const answers = useInView(runs.all);
  const [saving, savingIs] = useDisclosure();
  const [coding, codingIs] = useDisclosure();
  const mayCall = useMay('completions.write');
  const maySave = [useMay('prompts.create'), useMay('prompts.update')].some(Boolean);
  const answered = state.columns.flatMap((column, index) => {
    const run = runs.of(column.id);
    return run ? [{ column, run, letter: letterOf(index) }] : [];
  });
  return (
    <Page
      title="Playground"
      about="Talk to any model that you may call, or to several side by side."
      actions={
        <>
          <Button size="xs" variant="default" onClick={talk.clear}>
            Clear
          </Button>
          {maySave && (
            <Button size="xs" variant="default" leftSection={<Save size={14} aria-hidden />} onClick={savingIs.open}>
              Save as a prompt
            </Button>
          )}
          <Button size="xs" variant="default" leftSection={<Code size={14} aria-hidden />} onClick={codingIs.open}>
            Copy as code
          </Button>
          <Button
            size="xs"
            leftSection={<Columns2 size={14} aria-hidden />}
            onClick={talk.addColumn}
            disabled={state.columns.length >= MOST_COLUMNS}
          >
            Compare
          </Button>
        </>
      }
    >
      <Suspense>
        <Opening replace={talk.replace} onOpened={runs.clear} />
      </Suspense>
      {talk.undoable !== undefined && (
        <Alert variant="default" p="xs" role="status">
          <Group gap="sm">
            <Text size="sm">{talk.undoable}.</Text>
            <Button size="compact-xs" variant="default" onClick={talk.undo}>
              Take that back
            </Button>
          </Group>
        </Alert>
      )}
      {!mayCall && (
        <Alert color="orange" variant="outline" title="You may look, and not call">
          Your role does not let you call models here. Who manages this workspace can change that.
        </Alert>
      )}
      {modelsError && <Failed error={modelsError} again={askForModels} title="The models could not all be listed; any name can be typed" />}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="md">
            <VisuallyHidden>
              <Title order={2}>Who is asked</Title>
            </VisuallyHidden>
            <SimpleGrid cols={{ base: 1, sm: Math.min(2, state.columns.length) }} spacing="sm">
              {state.columns.map((column, index) => (
                <ColumnHead
                  key={column.id}
                  column={column}
                  index={index}
                  models={models}
                  problem={talk.problemOf(column)}
                  onChange={(change) => talk.editColumn(column.id, change)}
                  onRemove={state.columns.length > 1 ? () => talk.removeColumn(column.id) : undefined}
                />
              ))}
            </SimpleGrid>
            <Variables columns={state.columns} values={state.variables} onChange={talk.setVariable} onUnpack={talk.unpack} />
            <Conversation messages={state.messages} actions={talk.actions} onAdd={talk.addMessage} />
            {answered.length > 0 && (
              <Stack gap="xs" ref={answers}>
                <Title order={2} size="h5">
                  {answered.length > 1 ? 'Answers' : 'Answer'}
                </Title>
                <SimpleGrid cols={{ base: 1, sm: Math.min(2, answered.length), xl: answered.length }} spacing="sm">
                  <Suspense>
                    {answered.map(({ column, run, letter }) => (
                      <AnswerCard
                        key={column.id}
                        letter={letter}
                        run={run}
                        column={column.id}
                        onAgain={talk.again}
                        onKeep={talk.keepAnswer}
                      />
                    ))}
                  </Suspense>
                </SimpleGrid>
              </Stack>
            )}
            <Composer
              text={state.draft}
              pictures={state.draftPictures}
              onChange={talk.change}
              onSend={talk.send}
              onStop={runs.stop}
              isComing={talk.isComing}
              may={mayCall}
              problem={talk.said}
              field={talk.field}
            />
            {talk.overflows && (
              <Text size="xs" c="dimmed">
                The pictures are too large for this browser to keep: a reload of this page loses them.
              </Text>
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <SettingsPanel settings={state.settings} problems={problems} onChange={talk.editSettings} onSubmit={talk.send} />
        </Grid.Col>
      </Grid>
      <WhenWanted wanted={saving}>
        <SaveDialog opened={saving} onClose={savingIs.close} state={state} />
      </WhenWanted>
      <WhenWanted wanted={coding}>
        <CodeDialog opened={coding} onClose={codingIs.close} calls={coding ? talk.written() : []} />
      </WhenWanted>
    </Page>
  );
}
