import type { Step } from '@sluice/core';
import type { Fault } from '@sluice/provider-sdk';

/** What is kept of one request. Times are milliseconds. */
export interface RequestRecord {
  /** Since the epoch. */
  readonly at: number;
  readonly id: string;
  readonly trace: string;
  readonly method: string;
  /** Without its query, which may hold a credential. */
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  /** Until the first byte of the reply left. */
  readonly firstByteMs: number | undefined;
  /** The reply did not reach its end: the caller went, or the upstream broke. */
  readonly aborted: boolean;
  readonly key: string | undefined;
  readonly provider: string | undefined;
  readonly model: string | undefined;
  /** The place in the config that answered. */
  readonly target: string | undefined;
  /** Tries after the first at that place; `-1` where they were used up. */
  readonly retries: number;
  readonly cache: string | undefined;
  /** The variant of an experiment. */
  readonly variant: string | undefined;
  /** What happened on the way, where there was a choice of ways. */
  readonly steps: readonly Step[] | undefined;
  readonly streamed: boolean;
  /** Of a WebSocket: bytes that the caller sent, and bytes that it was sent. */
  readonly bytes?: { readonly up: number; readonly down: number } | undefined;
  /** The stored prompt that the address called. */
  readonly prompt?: { readonly id: string; readonly slug: string; readonly versionId: string } | undefined;
  readonly usage: unknown;
  readonly fault: Fault | undefined;
  readonly metadata: Readonly<Record<string, string>> | undefined;
  /** Values that must not be printed, wherever they turn up. */
  readonly secrets: readonly string[];
}
