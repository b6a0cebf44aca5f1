import { FaultError, isFaultError, type Fault, type FaultKind } from '@sluice/provider-sdk';
import type { Outcome } from '../outcome.ts';
import { settleStream } from '../settle-try.ts';
import { EventRelay, type StreamEnd } from '../streams/event-relay.ts';
import { streamDialectOf } from '../streams/stream-dialect.ts';
import { callerGone } from '../wire/departure.ts';
import { relayedHeaders } from '../wire/headers.ts';
import type { UpstreamReply } from '../wire/transport.ts';
import { withoutSecrets } from '../without-secrets.ts';
import { errorEventFault } from './error-event-fault.ts';
import type { ReplyQuestion } from './reply-question.ts';

const OF_THE_BODY: ReadonlySet<string> = new Set(['content-length']);

/**
 * A stream as an outcome, once its first event is here.
 *
 * @throws FaultError where there is none, or not in time.
 */
export async function readStream(question: ReplyQuestion): Promise<Outcome> {
  const { incoming, call, reply, said, target, departure, another, firstEventMs, tellsBreak, translated, trying } = question;
  const { door } = incoming;
  let ended: StreamEnd = { fault: undefined, usage: undefined };
  const relay = new EventRelay(reply.body, {
    dialect: streamDialectOf(door.kind === 'operation' ? door.dialect : 'openai-chat'),
    hideUsage: said.usageAdded && !call.usageAsked,
    choices: said.choices,
    // A stream that is translated watches its provider itself: what is silent to the caller may well be talking.
    idleTimeoutMs: translated ? 0 : target.deadlines.idleMs,
    faultOf: (error) => withoutSecrets(brokenStream(error), target.secrets),
    errorAsFault: (event) => translated?.fault() ?? errorEventFault(event, target),
    // In our words from its first event on, it is an error like any other until then.
    failsOnFirstError: another || translated !== undefined,
    tellsBreak,
    onFirst: () => (trying.tried.firstToken = performance.now()),
    onEnd: (end, textBytes) => {
      const usage = translated?.usage() ?? end.usage;
      ended = { ...end, usage };
      settleStream(trying, { fault: end.fault?.kind, usage, textBytes });
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

/** Ends of a stream that are somebody's own, and no broken connection. */
const TOLD_AS_THEY_ARE: ReadonlySet<FaultKind> = new Set<FaultKind>(['deadline_exceeded', 'plugin_failed']);

const brokenStream = (error: Error): Fault =>
  isFaultError(error) && TOLD_AS_THEY_ARE.has(error.fault.kind)
    ? error.fault
    : { kind: 'stream_broken', message: 'the connection to the provider broke before its answer was finished' };
