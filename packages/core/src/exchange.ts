import { isFaultError, type WireRequest } from '@sluice/provider-sdk';
import { draftRequest, type Draft, type ExchangeQuestion } from './draft-request.ts';
import { failureOf } from './failure.ts';
import type { House } from './house.ts';
import { isRealtime } from './incoming.ts';
import type { Outcome } from './outcome.ts';
import { readReply } from './reply/read-reply.ts';
import type { Try } from './account.ts';
import type { Said } from './said.ts';
import { settleTry, type Trying } from './settle-try.ts';
import { traceHeaders } from './trace-context.ts';
import { asBase64 } from './translate/as-base64.ts';
import { estimatedCount } from './translate/estimated-count.ts';
import { mendReply } from './translate/mend-reply.ts';
import type { DoorAsked, Through } from './translate/reach.ts';
import { retell } from './translate/retell.ts';
import { writeUpstream, type UpstreamWritten } from './translate/write-upstream.ts';
import type { UpstreamRequest } from './wire/transport.ts';
import { withoutSecrets } from './without-secrets.ts';

export interface Exchanged {
  readonly outcome: Outcome;
  readonly said: Said;
}

/**
 * One exchange with one provider: write, sign, send, read. What goes wrong upstream comes back as an outcome.
 *
 * @throws FaultError for what is wrong with the request itself.
 */
export const exchange = (question: ExchangeQuestion, house: House): Promise<Exchanged> =>
  send(question, draftRequest(question, house), house);

/** The second half of an exchange: translates where that is needed, signs, sends and reads. */
export async function send(question: ExchangeQuestion, draft: Draft, house: House): Promise<Exchanged> {
  const { incoming, target, chance } = question;
  const { reached } = draft;
  if (reached?.kind === 'estimated') return { outcome: estimatedCount(draft.request), said: draft };
  const written = reached?.kind === 'translated' ? upstreamOf(question, draft, reached, house) : undefined;
  const tried = beginTry(question, draft);
  const trying: Trying = { tried, door: incoming.door, draft };
  try {
    const unsigned = withTrace(written ? written.request : draft.request, question, tried);
    const signed = target.provider.authorize(unsigned, target.settings, house.authTools);
    const request = signed instanceof Promise ? await signed : signed;
    tried.url = request.url;
    if (incoming.account.bodyBytes > 0 && incoming.body.kind === 'json') tried.body = request.body as Buffer | undefined;
    const came = await house.transport(sending(request, question, draft.streamed, tried), chance.departure);
    tried.firstByte = performance.now();
    tried.status = came.status;
    const retold =
      written &&
      (await retell({
        reply: came,
        door: incoming.door as DoorAsked,
        target,
        through: reached as Through,
        written,
        ...draft,
        departure: chance.departure,
      }));
    const mend = reached?.kind === 'direct' ? (reached.operation.mend ?? (wantsBase64(draft) ? asBase64 : undefined)) : undefined;
    const reply = retold ? retold.reply : mend ? await mendReply(came, mend, chance.departure) : came;
    const { firstEventMs, firstEventMovingOnMs } = target.deadlines;
    const outcome = await readReply({
      incoming,
      call: question.call,
      target,
      said: draft,
      reply,
      trying,
      translated: retold,
      departure: chance.departure,
      another: chance.target || chance.retry,
      // A caller whose answer has broken off has waited before.
      firstEventMs: (chance.target || chance.continues) && !draft.reasons ? firstEventMovingOnMs : firstEventMs,
      tellsBreak: chance.continues ? 'reader' : 'caller',
    });
    settleTry(trying, outcome);
    return { outcome, said: draft };
  } catch (error) {
    if (!isFaultError(error)) {
      settleTry(trying, BUG);
      throw error;
    }
    // The provider was called, so it is named.
    const outcome = failureOf(withoutSecrets(error.fault, target.secrets), { provider: target.provider.id });
    settleTry(trying, outcome);
    return { outcome, said: draft };
  }
}

const BUG = failureOf({ kind: 'internal', message: 'what happened is told where it is caught' });

/** Puts down that a provider is asked. */
function beginTry({ incoming, target, chance }: ExchangeQuestion, { model }: Draft): Try {
  const { account, departure } = incoming;
  const { label, provider, virtualKey } = target;
  const tried = account.begin({ target: label, provider: provider.id, model, virtualKey: virtualKey?.slug, why: chance.why ?? 'first' });
  // Only who has several on their way leaves one of them while the caller is still there.
  if (chance.departure !== departure)
    chance.departure.onGone(() => {
      if (!departure.gone && tried.fault === undefined && (tried.status ?? 200) < 400) tried.lost = true;
    });
  return tried;
}

/** What is sent along of the trace names this very try. */
const withTrace = (request: WireRequest, { incoming: { trace } }: ExchangeQuestion, { span }: Try): WireRequest =>
  trace === undefined ? request : { ...request, headers: { ...request.headers, ...traceHeaders(trace, span) } };

/** Read off the bytes: the word stands in no other request. */
const wantsBase64 = ({ reached, request: { body } }: Draft): boolean =>
  reached?.kind === 'direct' &&
  reached.operation.dialect === 'openai-embeddings' &&
  body !== undefined &&
  Buffer.from(body.buffer, body.byteOffset, body.byteLength).includes('"base64"');

const upstreamOf = (
  { incoming, target }: ExchangeQuestion,
  { request, model }: Draft,
  through: Through,
  { pace }: House,
): UpstreamWritten => writeUpstream({ request, target, model, through, id: incoming.id, createdS: Math.floor(pace.now() / 1000) });

/** Written out member by member: a spread of the request costs as much as the rest of this room. */
function sending(
  { method, url, headers, body }: WireRequest,
  { incoming, target }: ExchangeQuestion,
  streamed: boolean,
  marks: Try,
): UpstreamRequest {
  const { connectMs, firstByteMs, firstByteWholeMs } = target.deadlines;
  return {
    method,
    url,
    headers,
    body: incoming.body.kind === 'stream' ? incoming.body.source : (body as Buffer | undefined),
    guarded: target.guarded,
    connectTimeoutMs: connectMs,
    firstByteTimeoutMs: streamed ? firstByteMs : firstByteWholeMs,
    requestTimeoutMs: target.requestTimeoutMs,
    upgrade: isRealtime(incoming.door),
    marks,
    answer: target.elsewhere ? undefined : target.provider.answer,
  };
}
