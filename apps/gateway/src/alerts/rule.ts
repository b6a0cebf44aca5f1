import type { AlertEntry } from './alert-entry.ts';
import { durationMs } from './duration.ts';

type Names = ReadonlySet<string> | undefined;

/** What is counted; undefined counts all. */
export interface RuleFilters {
  readonly providers: Names;
  readonly models: Names;
  readonly virtualKeys: Names;
  /** By slug, as in the config file. */
  readonly workspaces: Names;
  readonly configs: Names;
}

/** An alert, ready to be judged. */
export interface Rule {
  readonly name: string;
  /** Another for every other definition: what was seen under an old one says nothing about a new one. */
  readonly key: string;
  readonly when: AlertEntry['when'];
  /** A share, milliseconds, US dollars, or a number of circuits. */
  readonly threshold: number;
  readonly windowMs: number;
  /** Fewer say nothing. */
  readonly minRequests: number;
  readonly filters: RuleFilters;
  readonly webhook: string;
  readonly secret: string | undefined;
  readonly repeatAfterMs: number;
}

export function readRule(entry: AlertEntry): Rule {
  const { name, when, filters = {}, webhook, secret } = entry;
  return {
    name,
    key: JSON.stringify(entry),
    when,
    threshold: entry.threshold ?? 1,
    windowMs: durationMs(entry.window ?? '5m'),
    minRequests: entry.min_requests ?? 20,
    filters: {
      providers: namesIn(filters.provider),
      models: namesIn(filters.model),
      virtualKeys: namesIn(filters.virtual_key),
      workspaces: namesIn(filters.workspace),
      configs: namesIn(filters.config),
    },
    webhook,
    secret,
    repeatAfterMs: durationMs(entry.repeat_after ?? '4h'),
  };
}

const namesIn = (names: string | readonly string[] | undefined): Names =>
  names === undefined ? undefined : new Set(typeof names === 'string' ? [names] : names);
