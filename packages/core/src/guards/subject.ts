import type { Departure } from '../wire/departure.ts';
import type { Phase } from './hook.ts';

/** A JSON object: read what you need, keep the rest. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** What was asked for, by the dialect of its body. */
export type GuardedOperation = 'chat' | 'completions' | 'messages' | 'embeddings';

/** What the hooks of one phase look at. */
export interface Subject {
  readonly phase: Phase;
  readonly operation: GuardedOperation;
  /** The slug of the provider that is or was asked. */
  readonly provider: string;
  readonly request: JsonRecord;
  /** Known once the provider has answered. */
  readonly response?: JsonRecord;
  readonly metadata: Readonly<Record<string, string>>;
  /** The caller's, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** One HTTP request of a check. */
export interface GuardRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

/** The clock and the network, which the host guards: a check must not reach private addresses. */
export interface GuardTools {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, and at once when nobody waits any more. */
  wait(milliseconds: number, departure: Departure): Promise<void>;
  /** Rejects when there is no answer in time, or the address is not one that a check may reach. */
  send(request: GuardRequest): Promise<{ readonly status: number; readonly body: string }>;
  /** Whether the name stands for any address. */
  resolves(hostname: string): Promise<boolean>;
}

/** The document that the phase is about: the request before, the response after. */
export const documentOf = ({ phase, request, response }: Subject): JsonRecord => (phase === 'before' ? request : (response ?? {}));

/** The same subject about another document. */
export const withDocument = (subject: Subject, document: JsonRecord): Subject =>
  subject.phase === 'before' ? { ...subject, request: document } : { ...subject, response: document };

/** An object that is not a list. */
export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);
