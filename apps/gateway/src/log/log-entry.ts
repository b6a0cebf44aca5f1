import type { Account } from '@sluice/core';
import { spanOfId } from '@sluice/store';
import type { LogEntry } from '@sluice/store/logs';
import type { PassingEntry } from '../telemetry/entry-sink.ts';
import { allSecrets, namesTooMany } from './all-secrets.ts';
import { bodiesOf, headersOf } from './bodies-of.ts';
import { cleanerFor } from './cleaner.ts';
import { clientOf } from './client-of.ts';
import { answeredBy, loggedTry } from './logged-tries.ts';
import type { PriceRecord } from './price-record.ts';
import { redact, withoutBeginning } from './redact.ts';
import type { RequestRecord } from './request-record.ts';
import { timingsOf } from './timings.ts';

export interface EntryRules {
  /** Bytes of each body that are kept; 0 for none. */
  readonly bodyBytes: number;
  readonly price: PriceRecord;
}

/** Characters of a fault's message that are kept: some providers quote whole requests. */
const LONGEST_MESSAGE = 2_000;

/** Of a fault that may quote what nobody has looked through. */
const UNSAID = 'not kept: the request names too many credentials';

/** A finished request as it is kept: worked out, with nothing secret in it. */
export function logEntry(record: RequestRecord, account: Account, { bodyBytes, price }: EntryRules): PassingEntry {
  const secrets = allSecrets(record);
  const cleaner = cleanerFor(secrets, record.id);
  const { text, record: texts } = cleaner;
  const unsaid = namesTooMany(record);
  const message = unsaid ? UNSAID : text(record.fault?.message)?.slice(0, LONGEST_MESSAGE);
  const end = account.arrived + record.ms;
  const priced = price(record, account);
  // Written out: to spread an object into one of so many members takes longer than all else here.
  return {
    id: record.id,
    at: record.at,
    source: record.source ?? 'gateway',
    workspace: record.key?.workspace ?? null,
    apiKeyId: record.key?.id,
    apiKeyName: record.key?.name,
    // An id of our own is no secret of anybody's.
    trace: record.trace === record.id ? record.id : text(record.trace),
    span: record.span === spanOfId(record.id) ? record.span : text(record.span),
    parentSpan: text(record.parentSpan),
    spanName: text(record.spanName),
    method: record.method,
    path: text(record.path),
    operation: record.operation,
    status: record.status,
    fault: record.fault && { kind: record.fault.kind, message: message! },
    aborted: record.aborted,
    streamed: record.streamed,
    provider: record.provider,
    model: text(record.model),
    askedModel: record.askedModel === record.model ? undefined : text(record.askedModel),
    virtualKey: record.virtualKey,
    config: record.config?.slug,
    configVersion: record.config?.versionId,
    prompt: record.prompt?.slug,
    promptVersion: record.prompt?.versionId,
    experiment: record.experiment,
    variant: text(record.variant),
    target: record.target ?? answeredBy(account.tries)?.target,
    retries: record.retries,
    rescued: record.rescued,
    cache: record.cache as LogEntry['cache'],
    timings: timingsOf(record, account),
    used: priced.used,
    cost: priced.cost,
    saved: priced.saved,
    metadata: record.metadata ? texts(withoutCutSecrets(record.metadata, secrets)) : NONE,
    tries: account.tries.map((tried, index) => loggedTry(tried, account, end, priced.tries[index]!, text)),
    steps: stepsOf(record, secrets),
    client: texts(clientOf(record.requestHeaders)),
    bodies: (unsaid ? headersOf : bodiesOf)(record, { limit: bodyBytes, secrets, cleaner }),
    sampled: record.sampled,
  };
}

/** Values of this length may have been cut. */
const LONGEST_METADATA = 128;

/** Metadata is cut before anybody knows what is secret: a secret's beginning at the end of a value goes as well. */
function withoutCutSecrets(metadata: Readonly<Record<string, string>>, secrets: readonly string[]): Readonly<Record<string, string>> {
  for (const name in metadata)
    if (metadata[name]!.length >= LONGEST_METADATA)
      return Object.fromEntries(Object.entries(metadata).map(([each, value]) => [each, withoutCutSecret(value, secrets)]));
  return metadata;
}

const withoutCutSecret = (value: string, secrets: readonly string[]) =>
  value.length < LONGEST_METADATA ? value : withoutBeginning(value, secrets);

function stepsOf({ steps, compared }: RequestRecord, secrets: readonly string[]): readonly unknown[] {
  if (!steps && !compared) return NO_STEPS;
  const decided = steps ? (JSON.parse(redact(JSON.stringify(steps), secrets)) as unknown[]) : [];
  return compared ? [...decided, compared] : decided;
}

const NO_STEPS: readonly unknown[] = [];

const NONE = {};
