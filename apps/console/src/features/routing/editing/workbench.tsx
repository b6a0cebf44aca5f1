import { Grid, Paper, Stack, Title } from '@mantine/core';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useHere, useWorkPlace } from '../../../session/use-session.ts';
import { Drawing } from '../drawing/drawing.tsx';
import { treeOf } from '../drawing/route-tree.ts';
import { ExplainPanel } from '../explain/explain-panel.tsx';
import type { Explanation } from '../explain/explanation.ts';
import { marksOf } from '../explain/marks.ts';
import { goTo, type EditorHandle } from '../language/editor-handle.ts';
import { treeOfText } from '../text/json-tree.ts';
import { pathOfLabel, valueRange } from '../text/range-of.ts';
import { ConfigEditor } from './config-editor.tsx';
import { ProblemList } from './problem-list.tsx';
import type { Checks } from './use-checks.ts';
import { useKnownThings } from './use-known-things.ts';

interface Bench {
  readonly text: string;
  /** Left out: it is only read. */
  readonly onChange?: (text: string) => void;
  readonly onSubmit?: () => void;
  readonly checks: Checks;
  readonly handle: EditorHandle;
  /** Id of the workspace that the config is in; undefined for everybody's. */
  readonly workspaceId: string | undefined;
  readonly log: string | undefined;
  readonly onLog: (id: string | undefined) => void;
  /** What stands above the text. */
  readonly head?: ReactNode;
}

/** A config as text, what it does as a drawing, and what it would do with a request. */
export function Workbench({ text, onChange, onSubmit, checks, handle, workspaceId, log, onLog, head }: Bench) {
  const { session } = useHere();
  const place = useWorkPlace();
  const own = session.workspaces.find(({ id }) => id === workspaceId) ?? place;
  const known = useKnownThings(own?.slug);
  const [explanation, setExplanation] = useState<Explanation>();
  const marks = useMemo(() => explanation && marksOf(explanation), [explanation]);
  const tree = useMemo(() => treeOf(checks.config), [checks.config]);
  const pick = useCallback(
    (label: string) => {
      const { view } = handle;
      const now = view?.state.doc.toString() ?? '';
      const range = valueRange(treeOfText(now), now, pathOfLabel(label));
      if (range) goTo(handle, range);
    },
    [handle],
  );
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack gap="sm">
          {head}
          <ConfigEditor
            text={text}
            known={known}
            problems={checks.problems}
            handle={handle}
            {...(onChange && { onChange })}
            {...(onSubmit && { onSubmit })}
          />
          <ProblemList checks={checks} onPick={(problem) => goTo(handle, problem)} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Stack gap="lg">
          <Paper withBorder p="md" component="section" aria-labelledby="drawing-title">
            <Title order={2} size="h4" id="drawing-title" mb="xs">
              Where calls go
            </Title>
            <Drawing tree={tree} marks={marks} onPick={pick} />
          </Paper>
          <Paper withBorder p="md">
            <ExplainPanel
              config={checks.config}
              workspace={own?.slug}
              models={known.models}
              log={log}
              onLog={onLog}
              onExplained={setExplanation}
              onPick={pick}
            />
          </Paper>
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
