import type { Account } from '@sluice/core';
import type { Timings } from '@sluice/store/logs';
import { answeredBy, rounded, upstreamMs } from './logged-tries.ts';
import type { RequestRecord } from './request-record.ts';

/** How long a request's parts took. */
export function timingsOf({ ms, firstByteMs }: RequestRecord, account: Account): Timings {
  const { arrived, parsed, planned, tries } = account;
  const between = (start: number | undefined, end: number | undefined) =>
    start === undefined || end === undefined ? undefined : rounded(Math.max(0, end - start));
  const answering = answeredBy(tries);
  return {
    total: rounded(ms),
    parse: between(arrived, parsed),
    plan: between(parsed, planned),
    connect: between(answering?.started, answering?.connected),
    firstByte: firstByteMs === undefined ? undefined : rounded(firstByteMs),
    firstToken: between(arrived, answering?.firstToken),
    upstream: upstreamMs(account, arrived + ms),
  };
}
