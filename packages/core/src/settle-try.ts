import type { FaultKind } from '@sluice/provider-sdk';
import type { Try } from './account.ts';
import type { Draft } from './draft-request.ts';
import type { Door } from './incoming.ts';
import type { Failure, Outcome } from './outcome.ts';
import { estimateTokens } from './route/needs.ts';
import { textBytesIn } from './text-bytes.ts';

/** A try that is to be written down: where, and what was asked. */
export interface Trying {
  readonly tried: Try;
  readonly door: Door;
  readonly draft: Pick<Draft, 'request'>;
}

/** How an answer that streamed came to its end. */
export interface Ended {
  readonly fault: FaultKind | undefined;
  readonly usage: unknown;
  /** Bytes of text in it, by estimate. */
  readonly textBytes: () => number;
}

/** Answers of these are counted in tokens. */
const IN_TOKENS: ReadonlySet<string> = new Set(['chat', 'completions', 'responses', 'messages', 'embeddings']);

/** A body that is larger holds pictures and files, whose tokens nobody can tell from their bytes. */
const MOST_ESTIMATED_BYTES = 4 * 1024 * 1024;

/** Faults of a provider that was asked and may have worked all the same. */
const MAY_HAVE_WORKED: ReadonlySet<FaultKind> = new Set<FaultKind>(['cancelled', 'deadline_exceeded', 'stream_broken']);

/** Writes down what an exchange came to; of one that streams, what is known before its end. */
export function settleTry(trying: Trying, outcome: Outcome): void {
  const { tried } = trying;
  if (outcome.kind === 'failure') return settleFailure(trying, outcome);
  tried.status = outcome.status;
  if (outcome.kind === 'joined') outcome.socket.once('close', () => (tried.ended = performance.now()));
  if (outcome.kind !== 'whole') return;
  tried.ended = performance.now();
  tried.usage = outcome.usage ?? undefined;
  if (tried.usage === undefined && outcome.status < 300) estimate(trying, () => textIn(outcome.body));
}

/** Writes down the end of an answer that streamed. */
export function settleStream(trying: Trying, { fault, usage, textBytes }: Ended): void {
  const { tried } = trying;
  tried.ended = performance.now();
  tried.fault = fault;
  tried.usage = usage ?? undefined;
  if (tried.usage === undefined) estimate(trying, textBytes);
}

function settleFailure(trying: Trying, { status, fault }: Failure): void {
  const { tried } = trying;
  // What answered well and is no answer all the same was worked for.
  const worked = (tried.status ?? 500) < 300 || MAY_HAVE_WORKED.has(fault.kind);
  tried.ended ??= performance.now();
  tried.status = status;
  tried.fault = fault.kind;
  if (worked && tried.usage === undefined) estimate(trying, () => tried.outputBytes);
}

function estimate({ tried, door, draft }: Trying, textBytes: () => number): void {
  if (door.kind !== 'operation' || !IN_TOKENS.has(door.operation)) return;
  tried.estimatedInput = inputTokens(draft.request.body);
  if (tried.estimatedInput !== undefined && door.operation !== 'embeddings') tried.outputBytes = textBytes();
}

interface Asking {
  readonly messages?: unknown;
  readonly system?: unknown;
  readonly input?: unknown;
  readonly instructions?: unknown;
  readonly prompt?: unknown;
  readonly tools?: unknown;
}

function inputTokens(body: Uint8Array | undefined): number | undefined {
  if (body === undefined || body.length > MOST_ESTIMATED_BYTES) return undefined;
  const { messages, system, input, instructions, prompt, tools } = json<Asking>(body);
  return estimateTokens(messages, system, input, instructions, prompt, tools);
}

interface Answering {
  readonly choices?: unknown;
  readonly output?: unknown;
  readonly content?: unknown;
}

/** An answer without counts: nearly all that stands in its choices is text. */
function textIn(body: Buffer): number {
  if (body.length > MOST_ESTIMATED_BYTES) return 0;
  const { choices, output, content } = json<Answering>(body);
  return textBytesIn([choices, output, content]);
}

function json<T extends object>(bytes: Uint8Array): T | Record<string, never> {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString());
    return typeof value === 'object' && value !== null ? (value as T) : {};
  } catch {
    // A body that is no JSON has no text that could be counted.
    return {};
  }
}
