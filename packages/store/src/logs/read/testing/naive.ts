import type { LogEntry } from '../../entry.ts';
import type { Feedback } from '../../log-store.ts';
import { searchedText } from '../../plain-text.ts';
import type { LogFilter, Range } from '../../query.ts';
import { inputTokens, outputTokens } from '../../record-row.ts';

/** What a filter wants, worked out one record after the other; the newest first. */
export const wantedOf = (entries: readonly LogEntry[], feedback: readonly Feedback[], filter: LogFilter): readonly LogEntry[] =>
  entries.filter((entry) => isWanted(entry, filter, feedback)).toSorted(({ id: one }, { id: other }) => (one < other ? 1 : -1));

/** What was said of a record by somebody whose word counts there. Feedback knows long traces by how they begin. */
export const saidOf = ({ id, trace, workspace }: LogEntry, feedback: readonly Feedback[]): readonly Feedback[] =>
  feedback.filter(
    (said) => [searchedText(trace), id].includes(searchedText(said.trace)) && (said.workspace === null || said.workspace === workspace),
  );

/** The mean by weight. */
export function meanOf(feedback: readonly Feedback[]): number | undefined {
  const weight = sumOf(feedback, (said) => said.weight);
  return weight === 0 ? undefined : sumOf(feedback, (said) => said.value * said.weight) / weight;
}

export const sumOf = <T>(things: readonly T[], of: (thing: T) => number | undefined): number =>
  things.reduce((sum, thing) => sum + (of(thing) ?? 0), 0);

export const tokensOf = ({ used }: LogEntry): number | undefined => used && inputTokens(used) + outputTokens(used);

export const isError = ({ status, fault }: LogEntry): boolean => status >= 400 || fault !== undefined;

/** As the log keeps it. */
export const msOf = ({ timings }: LogEntry): number => Math.round(timings.total * 1_000) / 1_000;

function isWanted(entry: LogEntry, filter: LogFilter, feedback: readonly Feedback[]): boolean {
  const { used, metadata } = entry;
  return [
    filter.workspaces === 'all' || isIn(entry.workspace ?? undefined, filter.workspaces),
    entry.at >= (filter.from ?? 0),
    entry.at < (filter.to ?? Infinity),
    isIn(entry.id, filter.ids),
    isIn(entry.trace, filter.traces),
    isIn(entry.span, filter.spans),
    isIn(entry.source, filter.sources),
    isIn(entry.status, filter.statuses),
    isOn(!isError(entry) && !entry.aborted, filter.success),
    isIn(entry.fault?.kind, filter.faults),
    isIn(entry.provider, filter.providers),
    isIn(entry.model, filter.models),
    isIn(`${entry.provider}__${entry.model}`, filter.providerModels) &&
      (filter.providerModels === undefined || (entry.provider && entry.model)),
    isIn(entry.apiKeyId, filter.apiKeys),
    isIn(entry.virtualKey, filter.virtualKeys),
    isIn(entry.config, filter.configs),
    isIn(entry.prompt, filter.prompts),
    isIn(entry.promptVersion, filter.promptVersions),
    isIn(entry.experiment, filter.experiments),
    isIn(entry.variant, filter.variants),
    isIn(entry.operation, filter.operations),
    isIn(entry.path, filter.paths),
    isIn(entry.method, filter.methods),
    isIn(entry.cache, filter.cache),
    isOn(entry.streamed, filter.streamed),
    isOn(entry.aborted, filter.aborted),
    isOn(entry.rescued, filter.rescued),
    isWithin(entry.retries, filter.retries),
    Object.entries(filter.metadata ?? {}).every(([name, value]) => metadata[name] === value),
    isWithin(tokensOf(entry), filter.tokens),
    isWithin(used && inputTokens(used), filter.inputTokens),
    isWithin(used && outputTokens(used), filter.outputTokens),
    isWithin(entry.cost, filter.cost),
    isWithin(msOf(entry), filter.ms),
    isWithin(filter.feedback && meanOf(saidOf(entry, feedback)), filter.feedback),
  ].every(Boolean);
}

const isIn = <T>(value: T | undefined, list: readonly T[] | undefined): boolean =>
  list === undefined || (value !== undefined && list.includes(value));
const isOn = (value: boolean, wanted: boolean | undefined): boolean => wanted === undefined || value === wanted;

function isWithin(value: number | undefined, range: Range | undefined): boolean {
  if (range === undefined) return true;
  return value !== undefined && value >= (range.min ?? -Infinity) && value <= (range.max ?? Infinity);
}
