import type { LogEntry } from '../../entry.ts';
import { spanOfId } from '../../span-of-id.ts';
import type { Feedback } from '../../log-store.ts';
import { entry, idAt } from '../../../testing/entries.ts';
import type { Dice } from './random.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Records of some days before `end` in no order, some of them in bursts; many have something in common. */
export function randomEntries(dice: Dice, count: number, end: number): readonly LogEntry[] {
  const bursts = Array.from({ length: 3 }, () => end - Math.floor(dice.share() ** 2 * 9 * DAY_MS));
  return Array.from({ length: count }, (_, number) => {
    const at = Math.min(end - 1, dice.chance(0.6) ? dice.of(bursts) + dice.below(3 * MINUTE_MS) : end - 1 - dice.below(9 * DAY_MS));
    return randomEntry(dice, at, number);
  });
}

function randomEntry(dice: Dice, at: number, number: number): LogEntry {
  const id = idAt(at, number);
  const [status, cached] = [
    dice.of([200, 200, 200, 200, 201, 400, 429, 500, 504]),
    dice.of([undefined, undefined, 'HIT', 'MISS', 'REFRESH', 'DISABLED', 'SEMANTIC HIT'] as const),
  ];
  const maybe = <T>(share: number, make: () => T) => (dice.chance(share) ? make() : undefined);
  return entry(at, number, {
    source: dice.of(['gateway', 'gateway', 'api', 'shadow']),
    workspace: dice.of([null, 'w1', 'w1', 'w2', 'w3']),
    apiKeyId: maybe(0.8, () => dice.of(['k1', 'k2', 'k3'])),
    trace: dice.chance(0.3) ? dice.of([`trace-${dice.below(40)}`, `long-${'x'.repeat(300)}-${dice.below(2)}`]) : id,
    // One is given that looks like one that was made.
    span: dice.chance(0.2) ? dice.of(['given-span', 'fedcba9876543210']) : spanOfId(id),
    method: dice.of(['POST', 'POST', 'GET']),
    path: dice.of(['/v1/chat/completions', '/v1/embeddings', `/v1/files/file-${dice.below(4)}00000000`]),
    operation: maybe(0.9, () => dice.of(['chat', 'embeddings'])),
    status,
    fault:
      status < 400 && !dice.chance(0.08) ? undefined : { kind: dice.of(['timeout', 'rate_limited', 'invalid_request']), message: 'no' },
    aborted: dice.chance(0.1),
    streamed: dice.chance(0.5),
    provider: maybe(0.9, () => dice.of(['mock', 'other'])),
    model: maybe(0.9, () => dice.of(['model-a', 'model-b', 'model-c'])),
    virtualKey: maybe(0.5, () => dice.of(['v1', 'v2'])),
    config: maybe(0.5, () => dice.of(['c1', 'c2'])),
    prompt: maybe(0.3, () => 'p1'),
    promptVersion: maybe(0.3, () => dice.of(['pv1', 'pv2'])),
    experiment: maybe(0.2, () => 'e1'),
    variant: maybe(0.2, () => dice.of(['a', 'b'])),
    retries: dice.of([0, 0, 0, 1, 2, -1]),
    rescued: dice.chance(0.2),
    cache: cached,
    timings: { total: 80 * dice.heavyTailed(), parse: 1, plan: 1, connect: undefined, firstByte: 40, firstToken: undefined, upstream: 50 },
    used: maybe(0.8, () => ({
      input: dice.below(1_000),
      output: dice.below(500),
      ...(dice.chance(0.3) ? { cachedInput: dice.below(300), reasoning: 7 } : {}),
    })),
    cost: maybe(0.7, () => dice.heavyTailed() / 100),
    saved: cached === 'HIT' ? 0.25 : undefined,
    metadata: {
      ...(dice.chance(0.8) ? { _user: `user-${dice.below(12)}` } : {}),
      ...(dice.chance(0.5) ? { 'env "x"': dice.of(['prod', 'test']) } : {}),
    },
    bodies: dice.chance(0.8) ? { request: `{"n":${number}}`, response: `{"answer":"${dice.of(['red', 'green'])}"}` } : undefined,
  });
}

/** What people say of some of these records, and of traces that nobody has heard of. */
export function randomFeedback(dice: Dice, count: number, entries: readonly LogEntry[]): readonly Feedback[] {
  return Array.from({ length: count }, (_, number) => {
    const { id, trace, workspace, at } = dice.of(entries);
    return {
      id: `feedback-${number}`,
      trace: dice.of([trace, trace, trace, id, 'trace-nobody-has', 'given-span']),
      workspace: dice.of([workspace, workspace, workspace, null, 'w1']),
      value: dice.below(21) - 10,
      weight: dice.of([1, 1, 0.5, 0]),
      metadata: {},
      at: at + 1_000,
    };
  });
}
