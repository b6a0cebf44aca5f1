import { Alert, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useAsk } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import { Failed } from '../../../ui/failed.tsx';
import type { KnownThing } from '../language/known-things.ts';
import type { Explanation } from './explanation.ts';
import { Explained } from './explained.tsx';
import { LogPicker } from './log-picker.tsx';
import { FIRST_SAMPLE, questionOf, sampleOfLog, type Question, type Sample } from './sample.ts';
import { SampleForm } from './sample-form.tsx';
import { useLikelyModel } from './use-latest-logs.ts';
import { useExplanation } from './use-explanation.ts';

interface Panel {
  /** As it is written; undefined while it is none. */
  readonly config: Readonly<Record<string, unknown>> | undefined;
  /** By slug: as whose call it is explained; undefined for who is in none. */
  readonly workspace: string | undefined;
  readonly models: readonly KnownThing[];
  /** A record of the log whose request is explained. */
  readonly log: string | undefined;
  readonly onLog: (id: string | undefined) => void;
  /** Told what is shown, to be drawn; undefined for nothing. */
  readonly onExplained: (explanation: Explanation | undefined) => void;
  readonly onPick: (label: string) => void;
}

/** Tries a config with a request: one that is written here, or one of the log. Nobody is called. */
export function ExplainPanel({ config, workspace, models, log, onLog, onExplained, onPick }: Panel) {
  const [written, setWritten] = useState<Sample>();
  const likely = useLikelyModel(models);
  const sample = written ?? { ...FIRST_SAMPLE, model: likely };
  const [asked, setAsked] = useState<{ readonly question: Question | undefined; readonly turn: number }>({ question: undefined, turn: 0 });
  const record = useAsk('GET /v1/logs/{key}', { path: { key: log ?? '' } }, { enabled: log !== undefined, freshFor: Infinity });
  const ofLog = record.data && log !== undefined ? sampleOfLog(record.data) : undefined;
  const ask = (question: Question) => setAsked(({ turn }) => ({ question, turn: turn + 1 }));

  useEffect(() => {
    if (!ofLog) return;
    setWritten(ofLog);
    const { question, faults } = questionOf(ofLog);
    if (Object.keys(faults).length === 0) ask(question);
    // Once for each record: what is written over it afterwards stays.
  }, [record.data, log]);

  const explanation = useExplanation({ ...asked, config, workspace });
  const shown = asked.question === undefined || explanation.error ? undefined : explanation.data;
  useEffect(() => onExplained(shown), [shown, onExplained]);

  const mayLook = useMay('logs.view');
  const blocked =
    workspace === undefined ? 'You are in no workspace' : config === undefined ? 'First the config has to be JSON' : undefined;
  return (
    <Stack gap="md" component="section" aria-labelledby="explain-title">
      <div>
        <Title order={2} size="h4" id="explain-title">
          What would happen?
        </Title>
        <Text size="sm" c="dimmed">
          The planner follows the config as it is written here. Nobody is called.
        </Text>
      </div>
      {mayLook && <LogPicker log={log} onLog={onLog} />}
      {log !== undefined && record.error && <Failed error={record.error} title="This record cannot be read" />}
      {record.data && log !== undefined && !ofLog && (
        <Alert color="yellow" variant="light" title="Its body is not kept">
          Of this request the log has no body, or only a part of it: write one that is like it.
        </Alert>
      )}
      <SampleForm sample={sample} onChange={setWritten} onAsk={ask} models={models} isAsking={explanation.isFetching} blocked={blocked} />
      <div aria-live="polite">
        {explanation.error && asked.question && <Failed error={explanation.error} title="It would be refused" />}
        {shown && <Explained explanation={shown} onPick={onPick} />}
      </div>
    </Stack>
  );
}
