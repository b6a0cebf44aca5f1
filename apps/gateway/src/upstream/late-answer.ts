import type { UpstreamRequest } from '@sluice/core';
import { FaultError } from '@sluice/provider-sdk';

type Limits = Pick<UpstreamRequest, 'requestTimeoutMs' | 'firstByteTimeoutMs'>;

/** Milliseconds that a provider has for its reply's headers; 0 is no limit. The caller's own wish goes before. */
export const answerLimitMs = ({ requestTimeoutMs, firstByteTimeoutMs }: Limits): number => requestTimeoutMs ?? firstByteTimeoutMs;

/** What becomes of a request whose provider did not keep it; in the wire format's words where the caller set the limit. */
export const lateAnswer = (limits: Limits) =>
  new FaultError({
    kind: 'deadline_exceeded',
    message:
      limits.requestTimeoutMs === undefined
        ? `the provider sent no answer for ${answerLimitMs(limits)} ms (SLUICE_FIRST_BYTE_TIMEOUT_MS, or first_byte_timeout_ms of its target)`
        : `Request exceeded the timeout sent in the request: ${answerLimitMs(limits)}ms`,
  });
