import { frozen, operationFor, withMarkedNumbers, type Asked, type Frame, type Json, type Operation } from '@sluice/provider-sdk';
import { decoderOf } from '@sluice/provider-sdk/framing';
import type { CellPlan } from '../cells.ts';
import { ask, type Bench } from '../exchange/ask.ts';
import { replaying } from '../exchange/replay.ts';
import { jsonOr, textOf } from '../exchange/request.ts';
import { hearReply } from '../judge/chat-reply.ts';
import { isObject, shown } from '../judge/members.ts';
import { objectionOf } from '../judge/objection.ts';
import { ODD } from '../odd/index.ts';
import { bytesOf, type RecordedAnswer } from '../replies/reply-file.ts';
import { questionOf } from '../run-cell.ts';
import { isForm } from '../surfaces/index.ts';
import { mutations } from './mutations.ts';
import type { Witness } from './witness.ts';

const PAGE = '<!doctype html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

/** What providers, and what stands before them, have been seen to answer. */
const BODIES: readonly string[] = [
  '',
  'null',
  '{}',
  '[]',
  '"x"',
  '{"choices":[',
  PAGE,
  '{"error":{"message":"no"}}',
  '{"error":"no"}',
  '{"message":1}',
];

const STATUSES: readonly number[] = [400, 401, 403, 404, 413, 422, 429, 500, 503];

/** Answers the adapter with what providers get wrong: by its own functions, for what they throw, and through a client, for whether it ends. */
export async function seeOddReplies(plans: readonly CellPlan[], bench: Bench, witness: Witness): Promise<void> {
  seeFailures(bench, witness);
  const told = new Set<Operation>();
  for (const plan of plans) {
    const operation = operationFor(bench.adapter.operations, plan.surface.operation, plan.model);
    if (!operation) continue;
    seeRecorded(plan, operation, bench, witness);
    const streamed = plan.call !== undefined && !isForm(plan.call) && plan.call['stream'] === true;
    if (told.has(operation) && !streamed) continue;
    if (!streamed) told.add(operation);
    seeReplies(plan, operation, bench, witness, ODD);
    seeFrames(plan, operation, bench, witness, ODD.map(frameOf));
    if (plan.feature.name === 'text' || plan.feature.name === 'stream') await seeExchanges(plan, bench, witness);
  }
}

/** Whatever the status and the body, a failure is read as a fault. */
function seeFailures({ adapter }: Bench, witness: Witness): void {
  if (!adapter.readFault) return;
  const failure = { error: { message: 'no', type: 'x', code: 'y', param: 'z', details: [{}] } };
  const bodies = [...BODIES.map(jsonOr), ...[...mutations(failure)].map(({ value }) => value)];
  for (const status of STATUSES) {
    for (const body of bodies) {
      const where = () => `at a status ${status} with the body ${shown(body)}`;
      const fault = witness.see(where, () => adapter.readFault!({ status, headers: {}, body: frozen(body) }));
      if (fault !== undefined) witness.keep(where, fault);
    }
  }
}

const asked = ({ call, model }: CellPlan, { settings }: Bench): Asked =>
  frozen({
    call: call === undefined || isForm(call) ? {} : structuredClone(call),
    target: { model, settings: { ...settings } as never },
    id: 'kit',
    createdS: 1,
  });

/** Whole answers. What a codec makes of one that has nothing in it is a fault, or a reply that clients can read all the same. */
function seeReplies(plan: CellPlan, operation: Operation, bench: Bench, witness: Witness, replies: readonly unknown[]): void {
  for (const json of replies) {
    const where = () => `answered with ${shown(json)}`;
    if (operation.codec) {
      const answer = { headers: {}, json: frozen(json), bytes: new TextEncoder().encode(JSON.stringify(json) ?? '') };
      const reply = witness.see(where, () => operation.codec.reply(answer, asked(plan, bench)));
      if (reply === undefined || plan.surface.operation !== 'chat' || !ODD.includes(json)) continue;
      const objection = objectionOf(() => void hearReply(reply));
      if (objection !== undefined) witness.object(`${where()} it makes a reply in which ${objection}`);
    } else if (operation.mend?.reply && isObject(json)) {
      const mended = witness.see(where, () => operation.mend!.reply!(frozen(json)));
      if (mended !== undefined && !isObject(mended)) witness.object(`${where()} it mends it to ${shown(mended)}`);
    }
  }
}

/** Streams, frame by frame. */
function seeFrames(plan: CellPlan, operation: Operation, bench: Bench, witness: Witness, frames: readonly Frame[]): void {
  if (operation.codec) {
    const { stream } = operation.codec;
    if (!stream) return;
    for (const frame of frames) {
      const where = () => `in a stream with the frame ${shown(frame)}`;
      const reader = witness.see(where, () => stream.reader(asked(plan, bench)));
      const chunks = witness.see(where, () => [...(reader?.read(frozen(frame)) ?? []), ...(reader?.end() ?? [])]);
      if (chunks?.some((chunk) => !isObject(chunk))) witness.object(`${where()} it gives ${shown(chunks)}, which are no chunks`);
    }
    return;
  }
  const mend = operation.mend?.chunk;
  if (!mend) return;
  for (const { data } of frames)
    if (isObject(data))
      witness.see(
        () => `in a stream with the event ${shown(data)}`,
        () => mend(frozen(data)),
      );
}

const frameOf = (data: unknown): Frame => ({ event: undefined, data, failed: false });

/** What was recorded, each place of it odd in turn. */
function seeRecorded(plan: CellPlan, operation: Operation, bench: Bench, witness: Witness): void {
  if (!plan.reply || plan.reply.answered.status > 299) return;
  const bytes = bytesOf(plan.reply.answered);
  const framing = operation.codec ? operation.codec.stream?.framing : 'sse';
  const streamed = plan.call !== undefined && !isForm(plan.call) && plan.call['stream'] === true;
  if (!streamed) {
    const json = jsonOr(withMarkedNumbers(textOf(bytes) ?? ''));
    if (isObject(json))
      seeReplies(
        plan,
        operation,
        bench,
        witness,
        [...mutations(json)].map(({ value }) => value),
      );
  } else if (framing) {
    const decoder = decoderOf(framing);
    const frames = [...decoder.push(Buffer.from(bytes)), ...decoder.end()];
    const odd = frames.flatMap((frame) =>
      [...mutations({ data: frame.data })].map(({ value }) => ({ ...frame, data: (value as Json)['data'] })),
    );
    seeFrames(plan, operation, bench, witness, odd);
    seeOddities(plan, operation, bench, witness, frames);
  }
}

/** A recorded stream with one frame missing, or one said twice. */
function seeOddities(plan: CellPlan, { codec }: Operation, bench: Bench, witness: Witness, frames: readonly Frame[]): void {
  if (!codec?.stream) return;
  const { stream } = codec;
  frames.slice(0, 40).forEach((_, at) => {
    for (const told of [frames.toSpliced(at, 1), frames.toSpliced(at, 0, frames[at]!)]) {
      witness.see(
        () => `in a stream with frame ${at} missing or said twice`,
        () => {
          const reader = stream.reader(asked(plan, bench));
          for (const frame of told) reader.read(frozen(frame));
          reader.end();
        },
      );
    }
  });
}

/** Whole exchanges: something has to come of each, and in time. */
async function seeExchanges(plan: CellPlan, bench: Bench, witness: Witness): Promise<void> {
  if (bench.adapter.answer && !bench.elsewhere) return;
  const secret = Object.values(bench.settings).join(' ');
  const echo = JSON.stringify({ error: { message: `wrong key: ${secret}` } });
  for (const body of [...BODIES, echo]) {
    for (const type of ['application/json', 'text/event-stream']) {
      await seeExchange(plan, { status: 200, headers: { 'content-type': type }, body }, bench, witness);
    }
  }
  // How failures are read has been seen; here it is whether a client comes to an end with them.
  for (const status of [401, 500]) {
    for (const body of ['', PAGE, echo])
      await seeExchange(plan, { status, headers: { 'content-type': 'application/json' }, body }, bench, witness);
  }
  for (const cut of cutShort(plan)) await seeExchange(plan, cut, bench, witness);
}

async function seeExchange(plan: CellPlan, answer: RecordedAnswer, bench: Bench, witness: Witness): Promise<void> {
  const network = replaying(answer, bench.base, 64);
  const outcome = await ask({ ...bench, limitMs: 3000 }, questionOf(plan), network.fetch);
  const where = () => `answered with a status ${answer.status} and ${shown(answer.body)}`;
  if (outcome.kind === 'fault') witness.keep(where, outcome.fault);
  if (outcome.kind === 'hung') witness.object(`${where()} nothing comes of it, neither an answer nor a fault`);
  if (outcome.kind === 'thrown') witness.object(`${where()} it threw ${String(outcome.error)}, which is no FaultError`);
}

/** What was recorded, broken off. */
function cutShort({ reply }: CellPlan): readonly RecordedAnswer[] {
  if (!reply || reply.answered.status > 299) return [];
  const { answered } = reply;
  const bytes = bytesOf(answered);
  return [0.25, 0.5, 0.75].map((share) => ({
    ...answered,
    encoding: 'base64',
    body: Buffer.from(bytes.subarray(0, Math.floor(bytes.length * share))).toString('base64'),
  }));
}
