import type { Fault, ProviderAdapter } from '@sluice/provider-sdk';
import type { CallableOperation } from '@sluice/provider-sdk/client';
import { isSame } from './judge/same.ts';
import { cellName, type CellPlan } from './cells.ts';
import { declaredRefusal, excuseFor, isGroundwork } from './differences/excuse.ts';
import { ask, type Bench } from './exchange/ask.ts';
import { askedOtherwise } from './exchange/difference-between.ts';
import { drafted } from './exchange/drafted.ts';
import { replaying } from './exchange/replay.ts';
import { shown } from './judge/members.ts';
import { objectionOf } from './judge/objection.ts';
import type { Outcome } from './judge/outcome.ts';
import type { Cell } from './report.ts';
import type { RecordedAnswer } from './replies/reply-file.ts';
import type { Feature } from './surfaces/index.ts';

/** Tries one cell: by its reply, or, where none is recorded, as far as can be told without one. */
export async function runCell(plan: CellPlan, bench: Bench): Promise<Cell> {
  if (bench.adapter.answer && !bench.elsewhere) return local(plan, bench);
  if (!plan.reply) return unanswered(plan, bench);
  const { asked: then, answered } = plan.reply;
  const first = await replay(plan, bench, answered, Infinity);
  const [now] = first.asked;
  if (!now) return unsent(plan, bench, first.outcome);
  const otherwise = askedOtherwise(now, then);
  if (otherwise !== undefined) {
    const again = `provider-testkit --live --record --only ${cellName(plan)}`;
    return failed(plan, otherwise, `record it again (${again}), or mend what changed it`);
  }
  const cell = judged(plan, bench, first.outcome);
  return cell.status === 'works' && first.outcome.kind === 'stream' ? cutUp(plan, bench, answered, first.outcome) : cell;
}

/** What can be told before anything is sent; at once, so that a test can be named by it. Undefined where it takes an answer. */
export function refusedUnsent(plan: CellPlan, { adapter, settings }: Bench): Cell | undefined {
  const { surface, call, model } = plan;
  const draft = drafted({ adapter, settings, operation: surface.operation, model }, structuredClone(call ?? {}));
  if (draft.kind === 'refused') return refused(plan, adapter, draft.fault);
  if (draft.kind === 'thrown') return threw(plan, draft.error);
  return undefined;
}

/** A provider that lives in this process needs no recording. */
const local = async (plan: CellPlan, bench: Bench): Promise<Cell> =>
  refusedUnsent(plan, bench) ??
  judged(plan, bench, await ask(bench, questionOf(plan), () => Promise.reject(new Error('nothing is sent over the network'))));

function unanswered(plan: CellPlan, bench: Bench): Cell {
  const { surface, feature, model } = plan;
  const untested = { surface: surface.operation, feature: feature.name, status: 'untested' } as const;
  return (
    refusedUnsent(plan, bench) ?? {
      ...untested,
      why: `no reply is recorded${model === undefined ? '' : ` (it would be asked of ${model})`}`,
    }
  );
}

/** Something kept the request from being sent at all: mostly a refusal. */
export function unsent(plan: CellPlan, bench: Bench, outcome: Outcome): Cell {
  if (outcome.kind === 'fault' && outcome.fault.kind !== 'plugin_failed') return refused(plan, bench.adapter, outcome.fault);
  return judged(plan, bench, outcome);
}

/** Cuts a stream where networks cut them: anywhere. What comes must not depend on it. */
async function cutUp(plan: CellPlan, bench: Bench, answer: RecordedAnswer, whole: Outcome & { readonly kind: 'stream' }): Promise<Cell> {
  for (const pieceBytes of [1, 7, 64, 1000]) {
    const { outcome } = await replay(plan, bench, answer, pieceBytes);
    const same = outcome.kind === 'stream' && isSame(lasting(outcome.chunks), lasting(whole.chunks));
    if (!same)
      return failed(plan, `cut into pieces of ${pieceBytes} bytes the stream comes to something else`, 'keep no state outside the reader');
  }
  return { surface: plan.surface.operation, feature: plan.feature.name, status: 'works' };
}

/** Ids and times may be ours, and then differ from one request to the next. */
const lasting = (chunks: readonly Readonly<Record<string, unknown>>[]) => chunks.map(({ id: _id, created: _created, ...rest }) => rest);

async function replay(plan: CellPlan, bench: Bench, answer: RecordedAnswer, pieceBytes: number) {
  const network = replaying(answer, bench.base, pieceBytes);
  return { outcome: await ask(bench, questionOf(plan), network.fetch), asked: network.asked };
}

export const questionOf = ({ surface, call }: CellPlan) => ({ operation: surface.operation as CallableOperation, body: call });

/** An answer, judged as the feature says. */
export function judged(plan: CellPlan, { adapter }: Pick<Bench, 'adapter'>, outcome: Outcome): Cell {
  const { surface, feature } = plan;
  if (outcome.kind === 'thrown') return threw(plan, outcome.error);
  if (outcome.kind === 'fault' && outcome.fault.kind === 'plugin_failed') return threw(plan, outcome.fault.message);
  const objection = objectionOf(() => feature.judge(outcome));
  if (objection === undefined) return { surface: surface.operation, feature: feature.name, status: 'works' };
  const declared = excuseFor(plan, adapter, outcome);
  return { ...failed(plan, objection, cureFor(feature)), ...(declared !== undefined && { declared }) };
}

function cureFor({ shows, excusedBy = [] }: Feature): string {
  const works = `it works when ${shows}`;
  if (excusedBy.length === 0) return works;
  return `${works}; where this provider leaves out or changes ${excusedBy.join(' or ')}, its differences have to say so`;
}

/** A refusal is as good as an answer where it names what it refuses. */
function refused(plan: CellPlan, adapter: ProviderAdapter, fault: Fault): Cell {
  const { surface, feature } = plan;
  const param = stem(fault.param ?? '');
  const root = param.split(/[.[]/)[0] ?? '';
  if (isOfSettings(fault, adapter)) {
    // It says nothing of the feature, and so it is nothing for the manifest.
    const cure = 'put settings of the right form, and of no use to anybody, into replies/kit.json';
    return { surface: surface.operation, feature: feature.name, status: 'untested', why: `nothing is sent: ${fault.message}`, cure };
  }
  if (fault.kind === 'invalid_request' && !feature.members.includes(root)) {
    const named = param === '' ? 'names no member' : `names ${param}`;
    return failed(
      plan,
      `it is refused in words whose param ${named} (${fault.message})`,
      `name what is refused: ${feature.members.join(' or ')}`,
    );
  }
  const cell = { surface: surface.operation, feature: feature.name, status: 'refused', why: fault.message } as const;
  // What there is none of is well refused.
  if (feature.wrong !== undefined) return cell;
  if (isGroundwork(feature)) return { ...cell, cure: `take it: it works when ${feature.shows}` };
  const declared = declaredRefusal(plan, adapter, param);
  return { ...cell, cure: REFUSED, ...(declared !== undefined && { declared }) };
}

const REFUSED = 'add it to differences as refused, with an example of it, so that its page says so';

/** A setting is at fault, and not the call: it is named by the field, or by the header that carries it. */
function isOfSettings({ kind, param = '' }: Fault, { fields }: ProviderAdapter): boolean {
  if (kind !== 'invalid_request' && kind !== 'unsupported_operation') return true;
  return Object.entries(fields).some(([name, { header, config }]) => [name, header, config].includes(param));
}

/** The path without its numbers, as differences are written. */
const stem = (path: string) => path.replaceAll(/\[\d+\]/g, '[]');

const threw = (plan: CellPlan, error: unknown): Cell =>
  failed(
    plan,
    `it threw ${error instanceof Error ? String(error) : shown(error)}, which is no FaultError`,
    'throw a FaultError, or read with more care',
  );

function failed({ surface, feature }: CellPlan, why: string, cure: string): Cell {
  return { surface: surface.operation, feature: feature.name, status: 'failed', why, cure };
}
