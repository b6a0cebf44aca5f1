import { durationOf } from '../../../ui/words-for-time.ts';
import type { ExplainedTarget, Explanation } from './explanation.ts';

/** What it comes to, in a sentence. */
export function summaryOf({ order, targets, decisions }: Explanation): string {
  const [first, ...rest] = order.map((label) => targets.find(({ target }) => target === label)).filter((each) => each !== undefined);
  if (!first) {
    const refused = decisions.findLast((each) => each.kind === 'skipped');
    return refused?.kind === 'skipped' ? `Nobody would be asked: ${refused.reason}` : 'Nobody would be asked';
  }
  // The one thing to be mended is said first: who comes after does not matter as long as nobody can be asked.
  if (first.error !== null && rest.every(({ error }) => error !== null))
    return `${whoIs(first)} would be asked, but cannot be: ${first.error}`;
  const [second] = rest;
  if (!second) return `${whoIs(first)} would be asked, and nobody else`;
  const more = rest.length - 1;
  return `${whoIs(first)} would be asked first; if that fails, ${whoIs(second)}${more === 0 ? '' : ` and ${more} more`}`;
}

/** `@main · gpt-4o` */
export function whoIs({
  virtual_key: key,
  provider,
  model,
  name,
}: Pick<ExplainedTarget, 'virtual_key' | 'provider' | 'model' | 'name'>): string {
  const who = key === null ? (provider ?? 'nobody that is known') : `@${key}`;
  return `${who}${model === null ? '' : ` · ${model}`}${name === null ? '' : ` (“${name}”)`}`;
}

/** What else there is to know of a target. */
export function notesOf({ reason, error, circuit, latency_ms: latency, limits }: ExplainedTarget): readonly string[] {
  const { tries, request_timeout_ms: timeout } = limits;
  return [
    ...(error === null ? [] : [`Cannot be asked: ${error}`]),
    ...(reason === null ? [] : [`Not fit: ${reason}`]),
    ...(circuit === null || circuit === 'closed' ? [] : [circuit === 'open' ? 'Its circuit is open' : 'Its circuit is half open']),
    ...(tries > 1 ? [`Up to ${tries} tries`] : []),
    ...(timeout === null ? [] : [`At most ${durationOf(timeout)}`]),
    ...(latency === null ? [] : [`First token after ${durationOf(latency)} lately`]),
  ];
}
