import type { Asked } from './asked.ts';
import type { AttemptQuestion } from './attempt.ts';
import type { Hook } from './guards/hook.ts';
import type { House } from './house.ts';
import type { Outcome } from './outcome.ts';
import { keep, recall, slotFor, statusOf } from './recall.ts';
import { tries, type TriesQuestion } from './tries.ts';

/** The first to ask may hang up, and then one of those who wait asks for all; should that fail too, each asks for itself. */
const MOST_WAITS = 2;

/**
 * The cache of a target around its tries.
 *
 * @param judges The checks that an answer passes before it is kept.
 */
export async function remembered(
  { incoming, caller, call, config }: AttemptQuestion,
  given: TriesQuestion,
  judges: readonly Hook[],
  house: House,
): Promise<Asked & { readonly reviewed: boolean }> {
  const reviewed = given.review !== undefined;
  const { draft } = given;
  const policy = given.prefill === undefined ? config?.cache : undefined;
  if (!policy || !draft) return { ...(await tries(given, house)), cache: 'DISABLED', reviewed };
  const question = { incoming, caller, call, target: given.target, draft, policy, judges };
  const slot = slotFor(question);
  if (!slot) return { ...(await tries(given, house)), cache: 'DISABLED', reviewed };

  const hit = (outcome: Outcome) => ({ outcome, said: draft, substituted: undefined, retries: 0, cache: 'HIT' as const, reviewed: false });
  const known = recall(slot, question, house);
  if (known) return hit(known);
  // Who has a time limit of its own cannot wait for another's answer.
  const joins = !slot.refresh && !draft.streamed && given.target.requestTimeoutMs === undefined;
  for (let waits = 0; waits < MOST_WAITS && joins; waits++) {
    const flight = house.routing.joins.get(slot.key);
    if (!flight) break;
    await flight;
    const now = recall(slot, question, house);
    if (now) return hit(now);
  }
  const flying = tries(given, house).then((came) => ({ came, kept: keep(slot, came.keepable ?? came.outcome, question, house) }));
  if (!draft.streamed) house.routing.joins.add(slot.key, flying);
  const { came, kept } = await flying;
  return { ...came, outcome: reviewed ? came.outcome : kept, cache: statusOf(slot), reviewed };
}
