import type { FaultKind } from '@sluice/provider-sdk';
import { newSpanId } from './span-id.ts';
import type { Feedback } from './guards/hook.ts';

/** Why a provider was asked: the first time at its target, or what else. */
export type TryReason = 'first' | 'retry' | 'rotation' | 'substitute' | 'hedge' | 'continuation' | 'shadow';

/** Whom a try asks, and why. */
export interface TryStart {
  /** The place in the config. */
  readonly target: string;
  readonly provider: string;
  /** As it is sent; undefined where nothing names one. */
  readonly model: string | undefined;
  /** The slug of the stored credential. */
  readonly virtualKey: string | undefined;
  readonly why: TryReason;
}

/**
 * One exchange with a provider, written down while it goes on. Moments are `performance.now()`, so that one clock says how long
 * everything took, whatever the time of day does meanwhile; undefined for what it has not come to.
 */
export interface Try extends TryStart {
  /** Its id in the trace, as the provider is told it: 16 hex digits. */
  readonly span: string;
  /** When the provider was asked, in milliseconds by the clock that never goes back. */
  readonly started: number;
  /** Where it was sent, query and all: whoever keeps it takes out what is secret. Undefined until it is signed. */
  url: string | undefined;
  /** A connection was made for it; undefined where one was there already, or where there is none to be had. */
  connected: number | undefined;
  /** The reply's headers came. */
  firstByte: number | undefined;
  /** The first event came, of a stream. */
  firstToken: number | undefined;
  /** Its last byte came, or nobody wanted more of it. */
  ended: number | undefined;
  /** As the provider answered, or what a fault comes to where it did not. */
  status: number | undefined;
  fault: FaultKind | undefined;
  /** Another answer was taken in place of this. */
  lost: boolean;
  /** As the provider told it, in the words of the caller's door. */
  usage: unknown;
  /** Tokens that went in, by estimate, where nobody will tell them although they may have to be paid for. */
  estimatedInput: number | undefined;
  /** Bytes of text that came out of a stream whose tokens nobody will tell, by estimate. */
  outputBytes: number;
  /** What was sent, where bodies are kept and it is JSON; the caller's own bytes where nothing in them was changed. */
  body: Buffer | undefined;
}

/**
 * What is written down of one request on its way. The host makes one for each request, core fills it, and whoever records it
 * reads it when the request is over: nothing is worked out before.
 */
export class Account {
  /** When it arrived. */
  readonly arrived: number;
  /** Its body was there and read. */
  parsed: number | undefined;
  /** A provider was about to be asked for the first time. */
  planned: number | undefined;
  /** Bytes of each body that are kept; 0 for none. */
  bodyBytes = 0;
  /** In the order in which they began. */
  readonly tries: Try[] = [];
  /** What guardrails have to say of it: feedback on its trace. Wire spec §12. */
  readonly feedback: Feedback[] = [];

  /** @param arrived By the clock of `performance.now()`. */
  constructor(arrived: number) {
    this.arrived = arrived;
  }

  /** Writes down that a provider is asked now. */
  begin({ target, provider, model, virtualKey, why }: TryStart): Try {
    const started = performance.now();
    this.planned ??= started;
    const begun: Try = {
      target,
      provider,
      model,
      virtualKey,
      why,
      span: newSpanId(),
      started,
      url: undefined,
      connected: undefined,
      firstByte: undefined,
      firstToken: undefined,
      ended: undefined,
      status: undefined,
      fault: undefined,
      lost: false,
      usage: undefined,
      estimatedInput: undefined,
      outputBytes: 0,
      body: undefined,
    };
    this.tries.push(begun);
    return begun;
  }
}
