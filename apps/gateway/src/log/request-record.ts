import type { Account, ApiKey, RequestHeaders, Step } from '@sluice/core';
import type { Dialect, Fault, OperationName } from '@sluice/provider-sdk';
import type { Asked } from '../cost/read-asked.ts';
import type { RecordedBodies } from './recorded-body.ts';

/** What is kept of one request until it is written: references to what is there already, so that making one costs next to nothing. Times are milliseconds. */
export interface RequestRecord {
  /** Since the epoch. */
  readonly at: number;
  /** A UUID of version 7, whose time is `at`. */
  readonly id: string;
  /** Where it comes from, if not from a caller. */
  readonly source?: 'shadow' | 'replay' | undefined;
  /** How it differs from the call that it repeats, as it is written down with the steps. */
  readonly compared?: object | undefined;
  /** The id that groups requests: any text where the caller chose it. */
  readonly trace: string;
  /** The id of this request in its trace, and of what it is part of: 16 hex digits, or any text where the caller chose it. */
  readonly span: string;
  readonly parentSpan: string | undefined;
  /** `POST /v1/chat/completions` where the caller said nothing else. */
  readonly spanName: string;
  /** What the caller's `traceparent` said of being sampled; undefined where it sent none. */
  readonly sampled: boolean | undefined;
  readonly method: string;
  /** Without its query, which may hold a credential. */
  readonly path: string;
  /** The query behind it, which is read for credentials alone. */
  readonly query?: string | undefined;
  readonly status: number;
  readonly ms: number;
  /** Until the first byte of the reply left. */
  readonly firstByteMs: number | undefined;
  /** The reply did not reach its end: the caller went, or the upstream broke. */
  readonly aborted: boolean;
  /** Who called; undefined for one without a key. */
  readonly key: Pick<ApiKey, 'id' | 'name' | 'workspace'> | undefined;
  /** Moments, and all exchanges with providers; undefined for one of the gateway's own pages, which are not kept. What a caller left behind may still be filled in for a moment after. */
  readonly account: Account | undefined;
  /** `chat`, `embeddings`; undefined where it is passed through. */
  readonly operation: OperationName | undefined;
  /** The words in which the caller asked and was answered: those of its streamed events too. */
  readonly dialect: Dialect | undefined;
  readonly provider: string | undefined;
  /** As it was sent. */
  readonly model: string | undefined;
  /** As the caller named it. */
  readonly askedModel: string | undefined;
  /** The slug of the stored credential that was called with. */
  readonly virtualKey: string | undefined;
  /** The stored config that was followed; undefined for none, and for one that the request brought itself. */
  readonly config: { readonly slug: string; readonly versionId: string } | undefined;
  /** The place in the config that answered. */
  readonly target: string | undefined;
  /** Tries after the first at that place; `-1` where they were used up. */
  readonly retries: number;
  /** Another target than the first that was asked gave a good answer. */
  readonly rescued: boolean;
  readonly cache: string | undefined;
  /** The experiment that it was part of, and the variant that it got. */
  readonly experiment: string | undefined;
  readonly variant: string | undefined;
  /** What was decided and what happened on the way, where there was a choice of ways. */
  readonly steps: readonly Step[] | undefined;
  readonly streamed: boolean;
  /** Of a WebSocket: bytes that the caller sent, and bytes that it was sent. */
  readonly bytes?: { readonly up: number; readonly down: number } | undefined;
  /** The stored prompt that gave its words, called by the address, the body or the config. */
  readonly prompt: { readonly id: string; readonly slug: string; readonly versionId: string } | undefined;
  readonly usage: unknown;
  readonly fault: Fault | undefined;
  readonly metadata: Readonly<Record<string, string>> | undefined;
  /** As they came: nothing is taken out of them. */
  readonly requestHeaders: RequestHeaders;
  /** Lower-case names and values in turn, as they left; undefined where nothing was answered, and where no bodies are kept. */
  readonly responseHeaders: readonly string[] | undefined;
  /** Undefined where none are to be kept. What the provider was asked, where that is another text, is in the account's last try. */
  readonly bodies: RecordedBodies | undefined;
  /** What the price of its answer depends on, where its body is not there whole. */
  readonly asked?: Asked | undefined;
  /** Values that must not be printed, wherever they turn up. */
  readonly secrets: readonly string[];
}
