import { Alert, Anchor, List, Loader, Text } from '@mantine/core';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleX from 'lucide-react/icons/circle-x';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { Failed } from '../../../ui/failed.tsx';
import type { Problem } from './problem.ts';
import type { Checks } from './use-checks.ts';
import classes from './problem-list.module.css';

interface Listed {
  readonly checks: Checks;
  readonly onPick: (problem: Problem) => void;
}

/** What has to be mended, each leading to its place in the text; or that there is nothing. */
export function ProblemList({ checks: { problems, warnings, isChecking, error, again }, onPick }: Listed) {
  return (
    <div role="status" aria-label="Checks" className={classes['checks']}>
      {problems.length > 0 && (
        <Alert color="red" variant="light" icon={<CircleX size={18} aria-hidden />} title={headingOf(problems.length)}>
          <List size="sm" listStyleType="none" spacing={4}>
            {problems.slice(0, 20).map((problem) => (
              <List.Item key={`${problem.from} ${problem.place} ${problem.message}`}>
                <Anchor component="button" type="button" size="sm" underline="always" c="inherit" onClick={() => onPick(problem)}>
                  Line {problem.line}
                  {problem.place !== undefined && `, ${problem.place}`}
                </Anchor>
                : {problem.message}
              </List.Item>
            ))}
          </List>
          {problems.length > 20 && <Text size="sm">and {problems.length - 20} more</Text>}
        </Alert>
      )}
      {warnings.length > 0 && problems.length === 0 && (
        <Alert
          color="yellow"
          variant="light"
          icon={<TriangleAlert size={18} aria-hidden />}
          title="It can be saved, but names what is not there yet"
        >
          {warnings.map((warning) => (
            <Text key={warning} size="sm">
              {warning}
            </Text>
          ))}
        </Alert>
      )}
      {error && problems.length === 0 && <Failed error={error} again={again} title="It could not be checked" />}
      {problems.length === 0 && !error && (
        <Text size="sm" c="dimmed" className={classes['fine']}>
          {isChecking ? <Loader size={14} aria-hidden /> : <CircleCheck size={16} aria-hidden />}
          {isChecking ? 'Checking' : 'The gateway understands this config'}
        </Text>
      )}
    </div>
  );
}

const headingOf = (count: number) => (count === 1 ? 'One thing has to be mended' : `${count} things have to be mended`);
