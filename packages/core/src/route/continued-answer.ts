import type { TargetConfig } from '../config/config.ts';
import type { Chance } from '../draft-request.ts';
import type { Incoming } from '../incoming.ts';
import type { Outcome } from '../outcome.ts';
import type { Call } from '../rooms/read-call.ts';
import { ContinuedStream, type Continuation } from '../streams/continuation/continued-stream.ts';
import type { StreamEnd } from '../streams/event-relay.ts';
import { openAIChatStream } from '../streams/stream-dialect.ts';
import type { Answered } from './answered.ts';
import { REFUSES_PREFILL } from './refuses-prefill.ts';
import { discard, type GoOn, type Walk } from './walk.ts';

type Flow = Extract<Outcome, { kind: 'flow' }>;

export interface ContinuedQuestion {
  readonly answer: Answered;
  readonly outcome: Flow;
  readonly goOn: GoOn;
  readonly chance: Chance;
  /** A walk on which targets are asked to go on from a text. */
  readonly walk: (sent: string) => Walk;
  readonly wentOn: (answer: Answered) => void;
}

/** Only a streamed chat with one answer has a text that can be gone on from. */
export function canContinue({ door, body }: Incoming, { streamed }: Call, { overrideParams }: TargetConfig): boolean {
  if (!streamed || door.kind !== 'operation' || door.dialect !== 'openai-chat' || body.kind !== 'json') return false;
  const choices = overrideParams['n'] ?? body.document.root.get('n') ?? 1;
  return choices === 1;
}

/** An answer that, should it break off, goes on at whoever would have been asked next. */
export function continuedAnswer({ answer, outcome, goOn, chance, walk, wentOn }: ContinuedQuestion): Answered {
  let ended = outcome.ended;
  let end: StreamEnd['fault'];
  let way = goOn;

  const next = async (sent: string): Promise<Continuation | undefined> => {
    for (;;) {
      const followed = await way(walk(sent), { ...chance, target: false, continues: true });
      if (!followed) return undefined;
      way = followed.goOn;
      const { outcome: came, splice } = followed.answer;
      if (came.kind === 'flow' && came.status === 200 && splice) {
        ended = came.ended;
        wentOn(followed.answer);
        return { source: came.body, ...splice };
      }
      // An error, or an answer that is no stream: nothing that could be put behind one.
      discard(followed.answer);
    }
  };

  const body = new ContinuedStream(outcome.body, {
    next,
    broken: (fault) => openAIChatStream.broken(fault),
    onEnd: (fault) => {
      end = fault;
    },
  });
  return { ...answer, outcome: { ...outcome, body, ended: () => ({ usage: ended().usage, fault: end }) } };
}

/**
 * Asks a target to go on from a text. One that refuses is asked the original question: its answer counts if it begins
 * with the very same text.
 *
 * @param ask Asks once, with the beginning of the answer or without; says whether it was made use of.
 */
export async function askToGoOn(sent: string, ask: (prefill: string | undefined) => Promise<Answered>): Promise<Answered> {
  // Some providers refuse a beginning with white space behind it, and all go on better without.
  const beginning = sent.trimEnd();
  const trimmed = beginning !== sent;
  if (beginning === '') return { ...(await ask(undefined)), splice: { prefilled: true, trimmed } };
  const came = await ask(beginning);
  if (came.prefilled !== true) return { ...came, splice: { prefilled: false, trimmed: false } };
  if (!REFUSES_PREFILL.has(came.outcome.status)) return { ...came, splice: { prefilled: true, trimmed } };
  discard(came);
  return { ...(await ask(undefined)), splice: { prefilled: false, trimmed: false } };
}
