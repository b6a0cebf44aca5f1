import { FAULTS, FaultError, type WireRequest } from '@sluice/provider-sdk';
import type { Guards } from './config/config.ts';
import type { Draft } from './draft-request.ts';
import { isGuarded } from './guards/guarded.ts';
import type { HookResult } from './guards/hook.ts';
import type { GuardedOperation, JsonRecord, Subject } from './guards/subject.ts';
import type { House } from './house.ts';
import { isRealtime, isUnread, type Incoming } from './incoming.ts';
import type { Outcome } from './outcome.ts';
import type { TriesQuestion } from './tries.ts';
import { ResumedSource, type ByteSource } from './wire/bytes.ts';
import { collect } from './wire/collect.ts';
import type { Departure } from './wire/departure.ts';

export interface ScreenQuestion {
  readonly incoming: Incoming;
  readonly metadata: Readonly<Record<string, string>> | undefined;
  readonly guards: Guards;
  readonly provider: string;
  readonly draft: Draft;
  /** Fires when nobody waits for the answer any more. */
  readonly departure: Departure;
  /** Whether the config, or the request, wants nothing of ours in a stream. */
  readonly strict: boolean;
}

/** What the checks before a request came to. */
export type Screened =
  /** Not sent. */
  | { readonly kind: 'denied'; readonly outcome: Outcome }
  | {
      readonly kind: 'passed';
      /** The body that a check has written in place of the caller's. */
      readonly rewritten: Buffer | undefined;
      /** Judges the provider's answer; undefined where there is nothing to judge by. */
      readonly review: TriesQuestion['review'];
      /** Puts what the checks found into an answer that nobody reviews: one from the cache, or a stream. */
      readonly tell: (outcome: Outcome) => Promise<Outcome>;
    };

type Whole = Extract<Outcome, { kind: 'whole' }>;
type Flow = Extract<Outcome, { kind: 'flow' }>;

/** An answer of which more than this would have to be held to be judged. */
const MOST_REVIEWED_BYTES = 64 * 1024 * 1024;

/** Whether any of a target's checks looks at such a request. */
export function isScreened({ door, body }: Incoming, { before, after }: Guards): boolean {
  if (door.kind !== 'operation' || body.kind !== 'json') return false;
  return (before.length > 0 && isGuarded(door.operation, 'before')) || (after.length > 0 && isGuarded(door.operation, 'after'));
}

/** Operations with words that nobody checks: what they hold is no message, and no answer in words. */
const WITHOUT_WORDS: ReadonlySet<string> = new Set(['moderations', 'countTokens', 'models']);

/**
 * Stops a request whose words the config wants checked, at an address where checks are not built.
 *
 * @throws FaultError `invalid_request` naming the operation, or saying that nobody reads it.
 */
export function refuseUnscreened(incoming: Incoming): void {
  const { door, body } = incoming;
  if (isUnread(incoming)) throw unscreened('addresses whose requests are passed on unread');
  if (door.kind !== 'operation' || (body.kind !== 'json' && !isRealtime(door))) return;
  if (isGuarded(door.operation, 'before') || WITHOUT_WORDS.has(door.operation)) return;
  throw unscreened(door.operation);
}

const unscreened = (what: string) =>
  new FaultError({
    kind: 'invalid_request',
    message: `Guardrails for ${what} are not built yet in this version of Sluice, so the request is refused rather than answered unchecked: use chat, completions, messages or embeddings, or a config without them`,
    param: 'x-portkey-config',
    code: 'not_built',
  });

/**
 * Runs the checks before a request, and makes ready those behind it. Wire spec §12.
 *
 * @throws FaultError `invalid_request` for a streamed answer that would have to be judged.
 */
export async function screen(question: ScreenQuestion, house: House): Promise<Screened> {
  const { incoming, guards, draft, provider, metadata = {} } = question;
  const operation = (incoming.door as { readonly operation: GuardedOperation }).operation;
  const after = isGuarded(operation, 'after') ? guards.after : [];
  if (after.length > 0 && draft.streamed) throw streamUnjudged();
  const { runHooks } = await import('./guards/run-hooks.ts');
  const subject: Subject = {
    phase: 'before',
    operation,
    provider,
    request: jsonOf(draft.request),
    metadata,
    headers: plainHeaders(incoming),
  };
  const before = isGuarded(operation, 'before') ? await runHooks(guards.before, subject, house.guardTools) : undefined;
  const found = before?.results ?? [];
  const say = (results: readonly HookResult[]) => incoming.account.feedback.push(...results.flatMap(({ feedback }) => feedback ?? []));
  say(found);
  if (before?.denied) return { kind: 'denied', outcome: await denied(found, []) };

  const request = before?.request ?? subject.request;
  const soft = before?.failed === true;
  const { withHookResults, firstHookEvent } = await import('./guards/hooks-reply.ts');
  return {
    kind: 'passed',
    rewritten: request === subject.request ? undefined : Buffer.from(JSON.stringify(request)),
    async tell(came) {
      if (found.length === 0) return came;
      if (came.kind === 'failure') return { ...came, body: withHookResults(came.body, found, []) };
      if (draft.streamed && came.kind === 'flow') return question.strict ? came : announced(came, firstHookEvent(found));
      if (came.status !== 200 || came.kind === 'joined') return came;
      const outcome = await held(came, question.departure);
      // Too long for our words to be put into it; its status can still tell.
      if (outcome.kind === 'flow') return soft ? { ...outcome, status: 246 } : outcome;
      return told(outcome, withHookResults(replyIn(outcome.body), found, []), soft);
    },
    review:
      after.length === 0
        ? undefined
        : async (came) => {
            if (came.kind === 'failure') return unkept({ ...came, body: withHookResults(came.body, found, []) });
            if (came.status !== 200 || came.kind === 'joined') return unkept(came);
            const outcome = await held(came, question.departure);
            if (outcome.kind === 'flow') throw tooLong(outcome.body);
            const response = replyIn(outcome.body);
            const judged = await runHooks(after, { ...subject, phase: 'after', request, response }, house.guardTools);
            say(judged.results);
            if (judged.denied) return unkept(await denied(found, judged.results));
            const final = judged.response ?? response;
            const reviewed = told(outcome, withHookResults(final, found, judged.results), soft || judged.failed);
            if (judged.failed) return unkept(reviewed);
            return { outcome: reviewed, keepable: final === response ? outcome : told(outcome, final, false) };
          },
  };
}

/** Only a 200 is kept, and this is none. */
const unkept = (outcome: Outcome) => ({ outcome, keepable: outcome });

/** A check that failed without the right to deny shows in the status. */
const told = (outcome: Whole, body: JsonRecord, failed: boolean): Whole => ({
  ...outcome,
  status: failed ? 246 : outcome.status,
  body: Buffer.from(JSON.stringify(body)),
});

const announced = (outcome: Flow, event: string): Outcome => ({
  ...outcome,
  body: new ResumedSource([Buffer.from(event)], outcome.body),
});

async function denied(before: readonly HookResult[], after: readonly HookResult[]): Promise<Outcome> {
  const { deniedBody } = await import('./guards/hooks-reply.ts');
  const body = deniedBody(before, after);
  const { message } = body['error'] as { readonly message: string };
  return {
    kind: 'failure',
    status: FAULTS.hooks_failed.status,
    fault: { kind: 'hooks_failed', message },
    headers: ['content-type', 'application/json', 'x-should-retry', 'false'],
    body: { status: 'failure', success: false, message, ...body },
  };
}

/** An answer all of which is here, or still a flow where it is too long for that. */
async function held(outcome: Whole | Flow, departure: Departure): Promise<Whole | Flow> {
  if (outcome.kind === 'whole') return outcome;
  const collected = await collect(outcome.body, MOST_REVIEWED_BYTES, departure);
  if (!collected.whole) return { ...outcome, body: collected.source };
  const { status, headers } = outcome;
  const kept = headers.filter((_, index) => headers[index - (index % 2)] !== 'content-length');
  const { usage } = replyIn(collected.bytes);
  return { kind: 'whole', status, headers: kept, body: collected.bytes, usage };
}

/** An answer that is too long to be held is too long to be judged, and what nobody judged must not pass. */
function tooLong(source: ByteSource): FaultError {
  source.cancel();
  return new FaultError({
    kind: 'unreadable_reply',
    message: `the answer is longer than the ${MOST_REVIEWED_BYTES} bytes that output guardrails can judge`,
  });
}

/**
 * The provider's answer, read.
 *
 * @throws FaultError `unreadable_reply`: a long answer gets here without anybody having looked at it.
 */
function replyIn(bytes: Buffer): JsonRecord {
  try {
    return jsonIn(bytes);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FaultError({
      kind: 'unreadable_reply',
      message: 'the provider answered with a body that is not JSON, which guardrails cannot judge',
    });
  }
}

const jsonOf = ({ body }: WireRequest): JsonRecord => jsonIn(Buffer.from(body ?? '{}'));

const jsonIn = (bytes: Buffer): JsonRecord => {
  const value: unknown = JSON.parse(bytes.toString());
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : {};
};

const plainHeaders = ({ headers }: Incoming): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));

const streamUnjudged = () =>
  new FaultError({
    kind: 'invalid_request',
    message:
      'Output guardrails on a streamed answer are not built yet in this version of Sluice, so the request is refused rather than answered unchecked: send "stream": false',
    param: 'stream',
    code: 'not_built',
  });
