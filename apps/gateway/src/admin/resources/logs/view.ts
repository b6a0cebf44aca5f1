import type { Log, LogAttempt, LogFeedback, LogSummary, LogTimings } from '@sluice/contract';
import { headersIn, type Feedback, type LoggedBodies, type LoggedTry, type LogRecord, type Timings, type Used } from '@sluice/store/logs';
import { ORGANISATION_ID } from '../../organisation.ts';
import { shownTime } from '../../shown-time.ts';
import { addressOf } from './address-of.ts';
import { cents } from './cents.ts';
import { metricsOf } from './metrics.ts';
import { readable } from './readable.ts';
import { upstreamView } from './upstream-view.ts';

/** Slugs of workspaces, by their ids. */
export type WorkspaceSlugs = ReadonlyMap<string, string>;

/** A record as lists have it. Wire spec §17.3. */
export function summaryOf(record: LogRecord, slugs: WorkspaceSlugs): LogSummary {
  return {
    object: 'log',
    id: record.id,
    _id: record.id,
    organisation_id: ORGANISATION_ID,
    workspace_id: record.workspace,
    created_at: shownTime(record.at),
    request: { url: addressOf(record), method: record.method },
    response: { status: record.status, responseTime: record.timings.total, lastUsedOptionJsonPath: record.target ?? null },
    metrics: metricsOf(record, record.workspace === null ? undefined : slugs.get(record.workspace)),
    timings: timingsOf(record.timings),
    operation: record.operation ?? null,
    asked_model: record.askedModel ?? null,
    api_key_name: record.apiKeyName ?? null,
    experiment: record.experiment ?? null,
    variant: record.variant ?? null,
    rescued: record.rescued,
    aborted: record.aborted,
    fault: record.fault ?? null,
    usage: usageOf(record.used),
    saved: cents(record.saved),
    metadata: record.metadata,
  };
}

/** A record with all that is kept of it. */
export function logOf(
  record: LogRecord,
  {
    bodies,
    feedback,
    slugs,
  }: { readonly bodies: LoggedBodies | undefined; readonly feedback: readonly Feedback[]; readonly slugs: WorkspaceSlugs },
): Log {
  const { request, response, ...summary } = summaryOf(record, slugs);
  const cut = bodies?.cut ?? [];
  const asked = readable(bodies?.request, cut.includes('request'));
  const answered = readable(bodies?.response, cut.includes('response'));
  const headers = headersIn(bodies?.headers?.request ?? '');
  return {
    ...summary,
    request: { ...request, headers, portkeyHeaders: ownAmong(headers), body: asked },
    response: { ...response, headers: headersIn(bodies?.headers?.response ?? ''), body: answered },
    finalUntransformedRequest: { body: asked },
    ...upstreamView(record, bodies),
    cut,
    attempts: record.tries.map(attemptOf),
    decision: record.steps,
    feedback: feedback.map(feedbackView),
  };
}

const ownAmong = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => /^x-(?:portkey|sluice)-/.test(name)));

const timingsOf = ({ total, parse, plan, connect, firstByte, firstToken, upstream }: Timings): LogTimings => ({
  total,
  parse: parse ?? null,
  plan: plan ?? null,
  connect: connect ?? null,
  first_byte: firstByte ?? null,
  first_token: firstToken ?? null,
  upstream,
});

const attemptOf = (tried: LoggedTry): LogAttempt => ({
  target: tried.target,
  provider: tried.provider,
  model: tried.model ?? null,
  virtual_key: tried.virtualKey ?? null,
  why: tried.why,
  span_id: tried.spanId,
  url: tried.url ?? null,
  started: tried.startedMs,
  connect_time: tried.connectMs ?? null,
  first_byte_time: tried.firstByteMs ?? null,
  first_token_time: tried.firstTokenMs ?? null,
  response_time: tried.ms,
  status: tried.status,
  fault: tried.fault ?? null,
  lost: tried.lost === true,
  usage: usageOf(tried.used),
  cost: cents(tried.cost),
});

/** `cachedInput` is `cached_input` on the wire. */
const usageOf = (used: Used | undefined) =>
  used === undefined
    ? null
    : Object.fromEntries(
        Object.entries(used)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [name.replaceAll(/[A-Z]|1h/g, (part) => `_${part.toLowerCase()}`), value as unknown]),
      );

const feedbackView = ({ id, value, weight, metadata, at }: Feedback): LogFeedback => ({
  id,
  value,
  weight,
  metadata,
  created_at: shownTime(at),
});
