import { Departure, newSpanId, type Caller } from '@sluice/core';
import { JsonDocument } from '@sluice/provider-sdk';
import type { LoggedBodies, LogRecord } from '@sluice/store/logs';
import { compare } from '../comparison/compare.ts';
import type { Comparison } from '../comparison/comparison.ts';
import type { ComparedStep } from '../comparison/compared-step.ts';
import { sideOfLog, sideOfRecord, valueOf } from '../comparison/sides.ts';
import { bodyText } from '../log/body-text.ts';
import type { PriceRecord } from '../log/price-record.ts';
import type { RequestRecord } from '../log/request-record.ts';
import { HELD_BYTES } from './held-bytes.ts';
import { sendAgain, type SendMeans } from './send-again.ts';
import type { StoredCall } from './stored-call.ts';

export interface ReplayMeans extends SendMeans {
  readonly price: PriceRecord;
  /** Takes the record of what was sent. */
  readonly take: (record: RequestRecord) => void;
}

export interface ReplayQuestion {
  readonly original: LogRecord;
  readonly bodies: LoggedBodies | undefined;
  readonly call: StoredCall;
  readonly caller: Caller;
  /** In place of what the request says; undefined: as it was. */
  readonly stream?: boolean | undefined;
  /** Aborted where nobody waits for it any more. */
  readonly ending: AbortSignal;
}

/** What came of a replay. */
export interface Replayed {
  /** Of its record, which is in the log a moment later. */
  readonly id: string;
  readonly trace: string;
  readonly status: number;
  /** The answer as text: streams put together, secrets taken out; undefined where none came. */
  readonly body: string | undefined;
  readonly comparison: Comparison;
}

/** Until a replay is given up. */
const LONGEST_MS = 10 * 60_000;

/** Sends a request of the log again and holds the answer against the one that was given then. */
export async function replay(question: ReplayQuestion, means: ReplayMeans): Promise<Replayed> {
  const { original, bodies, call, caller, stream, ending } = question;
  const departure = new Departure();
  const leave = () => departure.leave();
  const timer = setTimeout(leave, LONGEST_MS);
  ending.addEventListener('abort', leave);
  const document = stream === undefined ? call.document : streaming(call.document, stream);
  const trace = {
    trace: original.trace,
    span: newSpanId(),
    parentSpan: original.span,
    spanName: original.spanName,
    sampled: undefined,
    context: undefined,
  };
  const sent = await sendAgain({ ...call, document, caller, trace, source: 'replay' }, departure, means).finally(() => {
    clearTimeout(timer);
    ending.removeEventListener('abort', leave);
  });

  const { record, account, response } = sent;
  const { text } = response
    ? bodyText(response, { limit: HELD_BYTES, secrets: record.secrets, dialect: record.dialect })
    : { text: undefined };
  const comparison = await compare({
    request: valueOf(document.bytes.toString()),
    dialect: record.dialect,
    original: sideOfLog(original, bodies),
    // As the log would keep it, for so it has kept the other.
    other: { ...sideOfRecord(record, account, response, means.price), answer: text === undefined ? undefined : valueOf(text) },
  });
  const compared: ComparedStep = { kind: 'compared', with: original.id, ...comparison };
  means.take({ ...record, compared });
  return { id: record.id, trace: record.trace, status: record.status, body: text, comparison };
}

function streaming(document: JsonDocument, stream: boolean): JsonDocument {
  const fresh = document.fresh();
  fresh.root.set('stream', stream);
  if (!stream) fresh.root.drop('stream_options');
  return JsonDocument.parse(fresh.toBytes());
}
