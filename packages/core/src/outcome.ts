import type { Dialect, Fault, OperationName } from '@sluice/provider-sdk';
import type { Duplex } from 'node:stream';
import type { ShadowConfig } from './config/config.ts';
import type { CacheStatus } from './route/answered.ts';
import type { Step } from './route/journal.ts';
import type { StreamEnd } from './streams/event-relay.ts';
import type { ByteSource } from './wire/bytes.ts';

/** Headers of a reply, lower-case names and values in turn. */
export type ReplyHeaders = readonly string[];

/** What a request came to. Failure is a value here: a router that throws cannot choose. */
export type Outcome =
  /** An answer that is all here. */
  | { readonly kind: 'whole'; readonly status: number; readonly headers: ReplyHeaders; readonly body: Buffer; readonly usage: unknown }
  /** An answer that is still coming; `ended` tells how it came to its end, once it has. */
  | {
      readonly kind: 'flow';
      readonly status: number;
      readonly headers: ReplyHeaders;
      readonly body: ByteSource;
      /** To be called once the body has ended. */
      readonly ended: () => StreamEnd;
    }
  /** A connection in place of an answer: from here on the bytes of both sides are theirs alone. */
  | { readonly kind: 'joined'; readonly status: number; readonly headers: ReplyHeaders; readonly socket: Duplex }
  | Failure;

/** Nobody will have it: what is still coming is stopped. */
export function letGo(outcome: Outcome): void {
  if (outcome.kind === 'flow') outcome.body.cancel();
  else if (outcome.kind === 'joined') outcome.socket.destroy();
}

/** A request that came to nothing: what the caller is told, and why. */
export interface Failure {
  readonly kind: 'failure';
  readonly status: number;
  readonly fault: Fault;
  /** Headers of the provider that stay with its error. */
  readonly headers: ReplyHeaders;
  /** The error as the caller will have it: `{"error":{…}}`. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Something stored, in one of its versions. */
export interface Versioned {
  readonly slug: string;
  readonly versionId: string;
}

/** What is told of a request's way beside its answer. */
export interface Trail {
  /** The slug of whoever was asked last; undefined where nobody was. */
  readonly provider: string | undefined;
  /** Its place in the config: `config`, `config.targets[0]`. */
  readonly target: string;
  /** As it was sent, once it was, and as it was asked for; undefined for requests that have none. */
  readonly model: string | undefined;
  readonly askedModel: string | undefined;
  /** The slug of the stored credential that was called with. */
  readonly virtualKey: string | undefined;
  /** The stored config that was followed, and the stored prompt that gave its words. */
  readonly config: Versioned | undefined;
  readonly prompt: (Versioned & { readonly id: string }) | undefined;
  /** What was asked for, and in which words; undefined where it is passed through. */
  readonly operation: OperationName | undefined;
  readonly dialect: Dialect | undefined;
  readonly streamed: boolean;
  /** Tries after the first at the target that answered; `-1` where a listed status was still there after the last. */
  readonly retries: number;
  /** Undefined where a check refused the request before anybody looked. */
  readonly cache: CacheStatus | undefined;
  /** Asked for and sent, where a retired model was replaced. */
  readonly substituted: { readonly asked: string; readonly sent: string } | undefined;
  /** Another target than the first that was asked gave a good answer. */
  readonly rescued: boolean;
  /** The experiment that the request is part of; undefined where there is none. */
  readonly experiment?: string | undefined;
  /** The variant of it that the request got. */
  readonly variant?: string | undefined;
  /** A second way that a share of the requests are to go as well. */
  readonly shadow?: ShadowConfig | undefined;
  /** What happened on the way, where there was a choice of ways. */
  readonly steps?: readonly Step[] | undefined;
}
