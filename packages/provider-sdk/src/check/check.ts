import type { SPEC } from '../adapter.ts';

/** A JSON object: read what you need, keep the rest. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Before the provider is asked, or after it has answered. */
export type Phase = 'before' | 'after';

/** What a check looks at. All of it is frozen: a change is given back as a `document`. */
export interface CheckQuestion {
  readonly phase: Phase;
  /** By the dialect of the bodies: OpenAI's chat, completions and embeddings, Anthropic's messages. */
  readonly operation: 'chat' | 'completions' | 'messages' | 'embeddings';
  /** The slug of the provider that is or was asked. */
  readonly provider: string;
  /** Before, the text of the last message, the prompt or the input; after, that of the first answer. Its parts are joined by newlines. */
  readonly text: string;
  /** The request's body, with what the checks before this one have written. */
  readonly request: JsonRecord;
  /** The body of the answer; undefined in the phase before. */
  readonly response: JsonRecord | undefined;
  /** What the caller says of its request, with what its key adds. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** What a check found. */
export interface Finding {
  /** Whether the text passes. */
  readonly verdict: boolean;
  /** Explains the verdict. Callers read it, so it holds no secret and does not repeat what is withheld; more than 16 KB is cut. */
  readonly data?: JsonRecord;
  /** The phase's document in place of the one that was given: the request before, the answer after. Only from a check that `rewrites`. */
  readonly document?: JsonRecord;
}

/** One HTTP request of a check. */
export interface CheckRequest {
  /** Default: `POST` where there is a body, else `GET`. */
  readonly method?: string;
  readonly url: string;
  /** Sent as they are. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Text, JSON most often; its type is for `headers` to say. Default: none. */
  readonly body?: string;
  /** Default: 3000. A check has ten seconds in all. */
  readonly timeoutMs?: number;
}

/** What the gateway lends to a check, so that it keeps no clock and opens no sockets. */
export interface CheckTools {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Sends a request; rejects when there is no answer in time, or the address is one that the operator does not trust. */
  readonly send: (request: CheckRequest) => Promise<{ readonly status: number; readonly body: string }>;
  /** The phase's document with each part of its text replaced, wherever the dialect keeps it: what a check that rewrites gives as `document`. */
  readonly rewritten: (replace: (text: string) => string) => JsonRecord;
}

/** A check that configs name by its id, in any of their lists of hooks: `{ "acme.no-names": { "names": ["Ada"] }, "deny": true }`. */
export interface Check<Parameters = unknown> {
  /** The version of the contract that it was written for. */
  readonly spec: typeof SPEC;
  /** Tells it from the other things that a plugin may export. */
  readonly sort: 'check';
  /** Its maker, a dot, its name: `acme.no-names`. Case does not matter. */
  readonly id: string;
  /** Where it may stand. */
  readonly phases: readonly Phase[];
  /** Whether it may give another document. */
  readonly rewrites: boolean;
  /** Reads the parameters of a config; throws an `Error` with a sentence for its author where they are wrong. */
  parameters(this: void, given: JsonRecord): Parameters;
  /** Looks at a text and gives a verdict. */
  run(this: void, question: CheckQuestion, parameters: Parameters, tools: CheckTools): Finding | Promise<Finding>;
}
