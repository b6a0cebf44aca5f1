import { FaultError, isFaultError, type Fault } from '@sluice/provider-sdk';
import type { Outcome } from '../outcome.ts';
import { EventRelay, type StreamEnd } from '../streams/event-relay.ts';
import { streamDialectOf } from '../streams/stream-dialect.ts';
import { callerGone } from '../wire/departure.ts';
import { relayedHeaders } from '../wire/headers.ts';
import type { Target } from '../target.ts';
import type { UpstreamReply } from '../wire/transport.ts';
import type { ReplyQuestion } from './reply-question.ts';

const OF_THE_BODY: ReadonlySet<string> = new Set(['content-length']);

/**
 * A stream as an outcome, once its first event is here.
 *
 * @throws FaultError where there is none, or not in time.
 */
export async function readStream(question: ReplyQuestion): Promise<Outcome> {
  const { incoming, call, reply, said, target, departure, another, firstEventMs, tellsBreak } = question;
  const { door } = incoming;
  let ended: StreamEnd = { fault: undefined, usage: undefined };
  const relay = new EventRelay(reply.body, {
    dialect: streamDialectOf(door.kind === 'operation' ? door.dialect : 'openai-chat'),
    hideUsage: said.usageAdded && !call.usageAsked,
    choices: said.choices,
    idleTimeoutMs: target.deadlines.idleMs,
    faultOf: brokenStream,
    errorAsFault: (event) => errorEventFault(event, target),
    failsOnFirstError: another,
    tellsBreak,
    onEnd: (end) => {
      ended = end;
    },
  });
  const timer =
    firstEventMs > 0
      ? setTimeout(() => {
          relay.abandon({
            kind: 'deadline_exceeded',
            message: `the provider sent no event for ${firstEventMs} ms (SLUICE_FIRST_EVENT_TIMEOUT_MS)`,
          });
        }, firstEventMs)
      : undefined;
  let waiting = true;
  // A connection that was closed for a caller's sake says nothing more, and what came of the wait is not the provider's fault.
  departure.onGone(() => waiting && relay.abandon(callerGone().fault));
  const fault = await relay.first();
  waiting = false;
  clearTimeout(timer);
  if (fault) throw new FaultError(fault);
  return { kind: 'flow', status: reply.status, headers: streamHeaders(reply), body: relay, ended: () => ended };
}

/** The Python SDK knows a stream by this exact type, with nothing behind it. */
function streamHeaders({ headers }: UpstreamReply): string[] {
  const relayed = relayedHeaders(headers, OF_THE_BODY);
  const at = relayed.indexOf('content-type');
  relayed[at + 1] = 'text/event-stream';
  return relayed;
}

/** What an error in a stream means: what the provider would have meant by it as a reply. */
function errorEventFault(event: unknown, { provider }: Target): Fault {
  const { error, type } = (event ?? {}) as { readonly error?: unknown; readonly type?: unknown };
  // The Responses API puts an error's members beside its type.
  const body = error === undefined && type === 'error' ? { error: event } : event;
  const { code, status } = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly code?: unknown;
    readonly status?: unknown;
  };
  const said = [status, code].map(Number).find((each) => each >= 400 && each <= 599) ?? 502;
  const fault = provider.readFault?.({ status: said, headers: {}, body });
  return fault ?? { kind: 'upstream_error', message: `${provider.id} error: the stream ended with an error` };
}

const brokenStream = (error: Error): Fault =>
  isFaultError(error) && error.fault.kind === 'deadline_exceeded'
    ? error.fault
    : { kind: 'stream_broken', message: 'the connection to the provider broke before its answer was finished' };
