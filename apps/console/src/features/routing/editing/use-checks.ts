import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { useAsk } from '../../../api/queries.ts';
import { problemsIn, type Problem } from './problem.ts';
import { syntaxProblem } from '../text/syntax-problem.ts';

/** After this pause in typing the gateway is asked. */
const PAUSE_MS = 300;

/** What is wrong with a text. */
export interface Checks {
  /** The config, where the text is JSON. */
  readonly config: Readonly<Record<string, unknown>> | undefined;
  readonly problems: readonly Problem[];
  /** What it names and is not there yet: it can be saved all the same. */
  readonly warnings: readonly string[];
  readonly isChecking: boolean;
  /** Why the gateway could not be asked. */
  readonly error: Error | null;
  /** Asks once more. */
  readonly again: () => void;
}

interface Where {
  readonly configId?: string | undefined;
  readonly workspace?: string | undefined;
}

/** Checks a text while it is written: here whether it is JSON, by the gateway whether it is a config. */
export function useChecks(text: string, { configId, workspace }: Where): Checks {
  const [settled] = useDebouncedValue(text, PAUSE_MS);
  const syntax = useMemo(() => syntaxProblem(text), [text]);
  const config = useMemo(() => (syntax ? undefined : objectOf(text)), [syntax, text]);
  const asked = useMemo(() => objectOf(settled), [settled]);
  const body = {
    config: asked ?? {},
    ...(configId !== undefined && { config_id: configId }),
    ...(workspace !== undefined && { workspace_id: workspace }),
  };
  const answer = useAsk('POST /v1/configs/validate', { body }, { enabled: asked !== undefined, keepLast: true, freshFor: 60_000 });
  const { data } = answer;
  const problems = useMemo(() => problemsIn(text, syntax, config === undefined ? undefined : data?.problems), [text, syntax, config, data]);
  return {
    config,
    problems,
    warnings: (config && data?.warnings) ?? [],
    isChecking: settled !== text || answer.isFetching,
    error: answer.error,
    again: () => void answer.refetch(),
  };
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
