import { Grid, Stack } from '@mantine/core';
import { ask } from '../../../api/ask.ts';
import { useWorkPlace } from '../../../session/use-session.ts';
import type { Draft } from '../draft/draft.ts';
import { PreviewPanel } from '../try/preview-panel.tsx';
import { whyNot, type Tried } from '../try/trial.ts';
import { TrialPanel } from '../try/trial-panel.tsx';
import { useTrial } from '../try/use-trial.ts';
import { VariablesForm } from '../try/variables-form.tsx';
import { Settings } from './settings.tsx';
import type { Desk } from './use-desk.ts';
import { Words } from './words.tsx';

interface BenchParts {
  readonly draft: Draft;
  readonly desk: Desk;
  /** Left out: it is only read. */
  readonly onChange: ((draft: Draft) => void) | undefined;
  /** The saved version that the draft still is; undefined where something else is written. */
  readonly saved: { readonly slug: string; readonly version: number } | undefined;
  /** May call models here. */
  readonly mayTry: boolean;
}

/** Where a prompt is written: words and parameters on one side; samples, preview and trial on the other. */
export function Workbench({ draft, desk, onChange, saved, mayTry }: BenchParts) {
  const place = useWorkPlace();
  const { trial, run, stop } = useTrial();
  const { read, preview, variables, typed, setTyped, valueProblems } = desk;
  const why = !place
    ? 'You are in no workspace'
    : Object.keys(valueProblems).length > 0
      ? 'A variable is no JSON yet'
      : reasonOf(saved, desk);
  const start = () => {
    if (!mayTry || why !== undefined || !place) return;
    void run((signal) => triedOf(saved, desk, signal), place.slug);
  };
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack gap="lg">
          <Words draft={draft} problems={read.problems} offered={desk.offered} onChange={onChange} onSubmit={start} />
          <Settings draft={draft} problems={read.problems} onChange={onChange} onSubmit={start} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Stack gap="lg">
          <VariablesForm variables={variables} typed={typed} problems={valueProblems} onChange={setTyped} onSubmit={start} />
          {mayTry && (
            <TrialPanel
              trial={trial}
              what={saved ? `version ${saved.version}` : 'what you have written'}
              whyNot={why}
              onRun={start}
              onStop={stop}
            />
          )}
          <PreviewPanel {...preview} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

/** What is written is filled in anew: what the preview shows may be a moment old. */
async function triedOf(saved: BenchParts['saved'], { read, wanted, values }: Desk, signal: AbortSignal): Promise<Tried> {
  if (saved) return { kind: 'saved', ...saved, variables: values };
  const preview = await ask('POST /v1/prompts/preview', { body: wanted }, signal);
  return { kind: 'draft', members: read.members ?? {}, preview };
}

function reasonOf(saved: BenchParts['saved'], { read, preview: { preview, isCurrent } }: Desk): string | undefined {
  if (saved) return undefined;
  if (!read.members) return 'What you have written cannot be sent yet';
  // A problem of what was written a moment ago may be mended by now.
  return preview && isCurrent ? whyNot({ kind: 'draft', members: read.members, preview }) : undefined;
}
