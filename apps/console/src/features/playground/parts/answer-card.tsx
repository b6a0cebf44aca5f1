import { Badge, Button, Group, Paper, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Failed } from '../../../ui/failed.tsx';
import { isOver, saysSomething, type Answer, type AnswerState } from '../answer/answer.ts';
import type { Run } from '../answer/run.ts';
import { useAnswer } from '../answer/use-answer.ts';
import { Pictures } from '../pictures/pictures.tsx';
import { RichText } from '../text/rich-text.tsx';
import { CheckedJson } from './checked-json.tsx';
import { Numbers } from './numbers.tsx';
import classes from './parts.module.css';
import { Probabilities } from './probabilities.tsx';
import { Thoughts } from './thoughts.tsx';
import { ToolCalls } from './tool-calls.tsx';
import { useFollowing } from './use-following.ts';

interface AnswerParts {
  readonly letter: string;
  readonly run: Run;
  readonly column: string;
  readonly onAgain: (column: string) => void;
  readonly onKeep: (column: string) => void;
}

const WORDS: Readonly<Record<AnswerState, { readonly word: string; readonly colour: string }>> = {
  asked: { word: 'Asked', colour: 'gray' },
  coming: { word: 'Answering', colour: 'cyan' },
  done: { word: 'Answered', colour: 'teal' },
  stopped: { word: 'Stopped', colour: 'orange' },
  failed: { word: 'Failed', colour: 'red' },
};

/** What one column answered, as it comes. */
export const AnswerCard = memo(function AnswerCard({ letter, run, column, onAgain, onKeep }: AnswerParts) {
  const answer = useAnswer(run);
  const over = isOver(answer);
  const { word, colour } = WORDS[answer.state];
  const follow = useFollowing(answer, over);
  return (
    <Paper withBorder p="sm" role="group" aria-label={`Answer ${letter}`} miw={0}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Title order={3} size="h6" lineClamp={2} className={classes['anywhere']}>
            {letter} · {run.asked}
          </Title>
          <Badge variant="outline" color={colour} radius="sm" tt="none" style={{ flex: 'none', color: 'var(--mantine-color-text)' }}>
            {word}
          </Badge>
        </Group>
        <VisuallyHidden role="status">{over ? `Answer ${letter}: ${word}` : `Answer ${letter} is on its way`}</VisuallyHidden>
        <Thoughts text={answer.reasoning} />
        {saysSomething(answer) && (
          <div ref={follow} className={classes['answer']} tabIndex={0} role="region" aria-label={`What ${letter} says`}>
            <Stack gap="xs">
              <Said answer={answer} run={run} />
              <Pictures pictures={answer.pictures} of={`answer ${letter}`} />
              <ToolCalls calls={answer.calls} />
            </Stack>
          </div>
        )}
        {answer.state === 'done' && !saysSomething(answer) && (
          <Text size="sm" c="dimmed">
            It answered without a word.
          </Text>
        )}
        {answer.finish === 'length' && <Text size="sm">The answer was cut off at the most tokens that it may have.</Text>}
        {answer.state === 'failed' && (
          <div className={classes['failure']} tabIndex={0} role="region" aria-label={`Why ${letter} failed`}>
            <Failed error={answer.error} title="This was not answered" />
          </div>
        )}
        <Probabilities logprobs={answer.logprobs} isOver={over} />
        <Numbers answer={answer} />
        {over && (
          <Group gap="xs">
            {saysSomething(answer) && (
              <>
                <Button size="compact-sm" variant="default" onClick={() => onKeep(column)}>
                  {answer.calls.length > 0 ? `Answer the calls of ${letter}` : `Go on from ${letter}`}
                </Button>
                <CopyButton text={answer.text} what={`answer ${letter}`} />
              </>
            )}
            <Button size="compact-sm" variant="default" onClick={() => onAgain(column)}>
              Ask {letter} again
            </Button>
          </Group>
        )}
        {!over && (
          <Group>
            <Button size="compact-sm" variant="default" onClick={run.stop}>
              Stop {letter}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
});

function Said({ answer, run }: { readonly answer: Answer; readonly run: Run }) {
  const { response_format: format } = run.request.body;
  if (answer.text === '') return null;
  if (isOver(answer) && format !== undefined) return <CheckedJson text={answer.text} format={format} />;
  return <RichText text={answer.text} />;
}
