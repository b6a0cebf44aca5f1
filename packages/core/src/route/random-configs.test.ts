// oxlint-disable unicorn/no-thenable -- `then` is a word of the config language
import { describe, expect, it } from '@jest/globals';
import { createExplainer } from '../explain/explain.ts';
import { configured, testHouse, type Does } from '../house.test.support.ts';
import { authenticate } from '../rooms/authenticate.ts';
import type { Attempt } from './journal.ts';

/** Random numbers that come out the same in every run: mulberry32. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Node = Record<string, unknown>;

const STATUSES = [200, 200, 200, 400, 401, 404, 408, 429, 500, 502, 503];

/** A config of any shape that the grammar allows, each of its targets known by its key. */
function randomConfig(roll: () => number): { readonly config: Node; readonly attempts: ReadonlyMap<string, number> } {
  const attempts = new Map<string, number>();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)]!;
  const chance = (share: number) => roll() < share;
  const retry = () => ({
    attempts: Math.floor(roll() * 4),
    ...(chance(0.4) && { on_status_codes: [pick(STATUSES), pick(STATUSES)] }),
    ...(chance(0.3) && { use_retry_after_header: true }),
  });

  const strategy = (mode: string, names: readonly string[]): Node => {
    switch (mode) {
      case 'fallback':
        return {
          mode,
          ...(chance(0.4) && { on_status_codes: [pick(STATUSES), pick(STATUSES), pick(STATUSES)] }),
          ...(chance(0.2) && { on_fault_kinds: ['rate_limited', 'overloaded'] }),
          ...(chance(0.2) && { cb_config: { failure_threshold: 1 + Math.floor(roll() * 3), cooldown_interval: 30_000 } }),
        };
      case 'loadbalance':
        return { mode, ...(chance(0.3) && { sticky: { enabled: true, hash_fields: ['metadata.user'], ttl: 60 } }) };
      case 'conditional':
        return {
          mode,
          conditions: [
            { query: { 'metadata.user': { $in: ['a', 'b'] } }, then: pick(names) },
            { query: { $or: [{ 'params.model': 'new' }, { 'url.pathname': '/v1/x' }] }, then: pick(names) },
          ],
          ...(chance(0.7) && { default: pick(names) }),
        };
      default:
        return { mode };
    }
  };

  const node = (label: string, depth: number, inherited: number, above: string): Node => {
    const own = chance(0.3) ? retry() : undefined;
    const count = own ? (own.attempts as number) : inherited;
    if (depth === 0 || chance(0.4)) {
      attempts.set(label, 1 + count);
      return {
        provider: 'acme',
        api_key: label,
        ...(own && { retry: own }),
        ...(chance(0.3) && { weight: pick([0, 0.5, 1, 3]) }),
        ...(chance(0.2) && { override_params: { model: 'other' } }),
      };
    }
    const branches = 1 + Math.floor(roll() * 4);
    const names = Array.from({ length: branches }, (_, index) => `${above}${index}`);
    const mode = pick(['single', 'fallback', 'fallback', 'loadbalance', 'conditional', 'split', 'least_latency', 'lowest_cost']);
    return {
      ...(own && { retry: own }),
      strategy: strategy(mode, names),
      targets: names.map((name, index) => ({ ...node(`${label}.targets[${index}]`, depth - 1, count, `${name}-`), name })),
    };
  };
  return { config: node('config', 3, 0, 'n'), attempts };
}

const RUNS = 10_000;

describe('a config of any shape', () => {
  it(`ends, tries each target no more than it may, says where the answer came from, and is explained rightly (${RUNS} of them)`, async () => {
    const roll = dice(20_261_122);
    let statuses = new Map<string, number>();
    const doing = (key: string): Does => {
      const status = statuses.get(key) ?? 200;
      const headers = status === 429 && roll() < 0.3 ? ['retry-after', String(Math.floor(roll() * 90))] : [];
      return { status, text: status === 200 ? '{}' : '{"error":{"message":"no"}}', headers };
    };
    const { ask, sent, clock, house } = testHouse((request) => doing(request.headers['authorization']!.slice('Bearer '.length)));
    const explain = createExplainer(house);
    let answered = 0;
    let moved = 0;

    for (let run = 0; run < RUNS; run++) {
      const { config, attempts } = randomConfig(roll);
      statuses = new Map([...attempts.keys()].map((key) => [key, STATUSES[Math.floor(roll() * STATUSES.length)]!]));
      const draw = roll();
      clock.random = () => draw;
      const request = () =>
        configured(config, undefined, {
          'x-portkey-metadata': JSON.stringify({ user: ['a', 'b', 'c'][run % 3], run: String(run) }),
          'x-portkey-explain': 'true',
        });
      const at = `run ${run}: ${JSON.stringify(config)}`;
      sent.length = 0;

      const asked = request();
      const explanation = await explain(asked, authenticate(asked.headers, house));
      const { outcome, trail } = await ask(request());

      const keys = sent.map(({ headers }) => headers['authorization']!.slice('Bearer '.length));
      const tried = (trail?.steps ?? []).filter((step): step is Attempt => step.kind === 'attempt').map(({ target }) => target);
      for (const key of new Set(keys)) {
        if (keys.filter((each) => each === key).length > attempts.get(key)!) throw new Error(`${key} was tried too often in ${at}`);
      }
      if (sent.length > 0 && trail?.target !== keys.at(-1)) throw new Error(`${trail?.target} is not ${keys.at(-1)} in ${at}`);
      if (sent.length > 0 && outcome.status !== statuses.get(keys.at(-1)!))
        throw new Error(`${outcome.status} is not what it said in ${at}`);
      if (tried[0] !== explanation.order[0]) throw new Error(`${tried[0]} was asked first and not ${explanation.order[0]} in ${at}`);
      // What the first target's answer teaches about latencies may change who comes next.
      const foreseeable = !at.includes('least_latency');
      if (foreseeable && !isSubsequence(tried, explanation.order))
        throw new Error(`${tried.join()} is not within ${explanation.order.join()} in ${at}`);
      if (outcome.status === 200) answered++;
      if (tried.length > 1) moved++;
    }

    expect(answered).toBeGreaterThan(RUNS / 4);
    expect(moved).toBeGreaterThan(RUNS / 20);
  }, 120_000);
});

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const each of whole) if (part[at] === each) at++;
  return at === part.length;
}
