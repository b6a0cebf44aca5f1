import type { Account } from '@sluice/core';
import type { LoggedBodies, LogRecord } from '@sluice/store/logs';
import type { PriceRecord } from '../log/price-record.ts';
import { putTogether } from '../log/put-together.ts';
import type { RecordedBody } from '../log/recorded-body.ts';
import type { RequestRecord } from '../log/request-record.ts';
import type { Side } from './comparison.ts';

/** A call that is over a moment ago. How fast its caller took the answer is not counted. */
export function sideOfRecord(record: RequestRecord, account: Account, response: RecordedBody | undefined, price: PriceRecord): Side {
  const { arrived, tries } = account;
  const ends = tries.map(({ ended }) => (ended ?? arrived + record.ms) - arrived);
  const first = tries.findLast(({ lost }) => !lost)?.firstToken;
  return {
    status: record.status,
    cost: price(record, account).cost,
    ms: rounded(ends.length > 0 ? Math.max(...ends) : record.ms),
    firstTokenMs: first === undefined ? undefined : rounded(first - arrived),
    answer: response && answerIn(response, record.dialect),
  };
}

/** A call as the log has it. */
export function sideOfLog({ status, cost, timings, tries }: LogRecord, bodies: LoggedBodies | undefined): Side {
  const ends = tries.map(({ startedMs, ms }) => startedMs + ms);
  return {
    status,
    cost,
    ms: rounded(ends.length > 0 ? Math.max(...ends) : timings.total),
    firstTokenMs: timings.firstToken,
    answer: bodies?.response === undefined || bodies.cut?.includes('response') ? undefined : valueOf(bodies.response),
  };
}

function answerIn({ chunks, kept, length, contentType }: RecordedBody, dialect: RequestRecord['dialect']): unknown {
  if (kept < length) return undefined;
  const bytes = Buffer.concat(chunks);
  const streamed = contentType?.includes('event-stream') === true;
  const whole = streamed ? dialect && putTogether(dialect, bytes) : bytes;
  return whole && valueOf(whole.toString());
}

export function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // An answer that is no JSON says nothing that could be compared.
    return undefined;
  }
}

const rounded = (ms: number) => Math.round(ms * 100) / 100;
