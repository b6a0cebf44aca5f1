import { isFaultError, type WireRequest } from '@sluice/provider-sdk';
import { draftRequest, type Draft, type ExchangeQuestion } from './draft-request.ts';
import { failureOf } from './failure.ts';
import type { House } from './house.ts';
import { isRealtime } from './incoming.ts';
import type { Outcome } from './outcome.ts';
import { readReply } from './reply/read-reply.ts';
import type { Said } from './said.ts';
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
  const unsigned = written ? written.request : draft.request;
  try {
    const signed = target.provider.authorize(unsigned, target.settings, house.authTools);
    const request = signed instanceof Promise ? await signed : signed;
    const came = await house.transport(sending(request, question, draft.streamed), chance.departure);
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
      translated: retold,
      departure: chance.departure,
      another: chance.target || chance.retry,
      // A caller whose answer has broken off has waited before.
      firstEventMs: (chance.target || chance.continues) && !draft.reasons ? firstEventMovingOnMs : firstEventMs,
      tellsBreak: chance.continues ? 'reader' : 'caller',
    });
    return { outcome, said: draft };
  } catch (error) {
    if (!isFaultError(error)) throw error;
    // The provider was called, so it is named.
    return { outcome: failureOf(withoutSecrets(error.fault, target.secrets), { provider: target.provider.id }), said: draft };
  }
}

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
function sending({ method, url, headers, body }: WireRequest, { incoming, target }: ExchangeQuestion, streamed: boolean): UpstreamRequest {
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
    answer: target.elsewhere ? undefined : target.provider.answer,
  };
}
