import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode } from 'react';
import { countOf, moneyOf } from '../../../ui/words-for-numbers.ts';
import { durationOf } from '../../../ui/words-for-time.ts';
import { isOver, type Answer } from '../answer/answer.ts';
import { useRecord, type Recorded } from '../answer/use-record.ts';
import classes from './parts.module.css';

/** What an answer took and cost. */
export const Numbers = memo(function Numbers({ answer }: { readonly answer: Answer }) {
  const over = isOver(answer);
  const record = useRecord(answer.logId, over);
  const known = typeof record === 'object' ? record : undefined;
  const input = answer.counted?.input ?? known?.metrics.req_units;
  const output = answer.counted?.output ?? known?.metrics.res_units;
  const by = [answer.provider, answer.model ?? known?.metrics.ai_model].filter(Boolean).join(' / ');
  return (
    <dl className={classes['numbers']}>
      <Measured name="First token">{answer.firstMs === undefined ? '–' : durationOf(answer.firstMs)}</Measured>
      <Measured name="Total">{answer.totalMs === undefined ? '–' : durationOf(answer.totalMs)}</Measured>
      <Measured name="Tokens in, out">{`${tokens(input)}, ${tokens(output)}`}</Measured>
      <Measured name="Tokens a second">{speedOf(answer, output)}</Measured>
      <Measured name="Cost">{costOf(record, over)}</Measured>
      {by !== '' && <Measured name="Answered by">{by}</Measured>}
      {answer.cache?.startsWith('HIT') && <Measured name="Cache">from the cache</Measured>}
      {answer.finish !== undefined && answer.finish !== 'stop' && <Measured name="Ended by">{answer.finish}</Measured>}
      {known && (
        <Measured name="Record">
          <Anchor component={Link} to={`/logs/${known.id}`} size="xs" underline="always">
            In the log
          </Anchor>
        </Measured>
      )}
    </dl>
  );
});

const Measured = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const tokens = (count: number | null | undefined) => (count === null || count === undefined ? '–' : countOf(count));

/** Of the time in which words came: what was waited before is another number. */
function speedOf({ firstMs, totalMs }: Answer, output: number | null | undefined): string {
  if (firstMs === undefined || totalMs === undefined || !output || totalMs - firstMs < 1) return '–';
  return countOf(Math.round((output / (totalMs - firstMs)) * 1_000));
}

function costOf(record: Recorded, over: boolean): string {
  if (!over) return '–';
  if (record === 'later') return 'not known yet';
  return record === 'never' || record.metrics.cost === null ? 'not known' : moneyOf(record.metrics.cost);
}
