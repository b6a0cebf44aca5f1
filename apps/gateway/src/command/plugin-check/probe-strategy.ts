import { isFaultError } from '@sluice/provider-sdk';
import { movesOnFrom, proposalsOf, readOptions, type Branch, type Ending, type Strategy, type Turn } from '@sluice/provider-sdk/strategy';
import { isDeepStrictEqual } from 'node:util';
import type { Probed } from './probed.ts';
import { oddGiven, readGiven } from './read-given.ts';

/** Asks a strategy in situations that its author may not have thought of. */
export function probeStrategy(strategy: Strategy, said: Readonly<Record<string, unknown>> = {}): Probed {
  const place = `strategy ${strategy.mode}`;
  const reading = { place, what: 'options', read: (given: Readonly<Record<string, unknown>>) => readOptions(strategy, given) };
  const odd = oddGiven(reading, said);
  const options = readGiven(reading, said);
  if (!options.ok)
    return { problems: odd, untried: [`${place}: its options are refused (${options.refusal}); give some by --options '{"…": …}'`] };
  const broken = firstBroken(strategy, options.value);
  return { problems: broken === undefined ? odd : [...odd, { place, said: broken, cure: CURE }] };
}

const CURE = 'see "A strategy" in docs/plugins.md, and try it with runStrategy of @sluice/provider-testkit';

function firstBroken(strategy: Strategy, options: unknown): string | undefined {
  for (const [name, count, turn] of SITUATIONS) {
    const propose = () => [...proposalsOf(strategy, branches(count), options, turn())];
    const why = failureOf(() => {
      if (!isDeepStrictEqual(propose(), propose()))
        throw new Error('asked the same twice it proposes something else: it keeps state, or rolls dice of its own');
    });
    if (why !== undefined) return `among ${count} branches, ${name}: ${why}`;
  }
  if (!strategy.movesOn) return undefined;
  for (const ending of ENDINGS) {
    const why = failureOf(() => void movesOnFrom(strategy, ending, options));
    if (why !== undefined) return `after the status ${ending.status}: ${why}`;
  }
  return undefined;
}

/** To refuse a request that fits no branch is a strategy's right. */
function failureOf(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return isFaultError(error) && error.fault.kind === 'invalid_request' ? undefined : (error as Error).message;
  }
}

/** As far as a gateway knows them: a branch may be a strategy of its own, and then it has neither provider nor model. */
const branches = (count: number): readonly Branch[] =>
  Array.from({ length: count }, (_, index) => ({
    index,
    name: index % 2 === 0 ? `target-${index}` : undefined,
    label: `config.targets[${index}]`,
    weight: index,
    provider: index % 3 === 0 ? 'a-provider' : undefined,
    model: index % 3 === 0 ? 'a-model' : undefined,
  }));

const turn = (random: number, value: Turn['value'], figure: (index: number) => number | undefined) => (): Turn => ({
  random: () => random,
  now: () => Date.UTC(2026, 0, 1),
  value,
  latencyMs: ({ index }) => figure(index),
  cost: ({ index }) => figure(index),
});

const SITUATIONS: readonly (readonly [name: string, count: number, turn: () => Turn])[] = [1, 2, 50].flatMap((count) => [
  [
    'with nothing known of any',
    count,
    turn(
      0,
      () => undefined,
      () => undefined,
    ),
  ],
  [
    'with figures for some',
    count,
    turn(
      0.5,
      (name) => `a ${name}`,
      (index) => (index % 2 === 0 ? index / 7 : undefined),
    ),
  ],
  [
    'with odd metadata',
    count,
    turn(
      0.999_999,
      () => [null, { a: 1 }],
      () => 0,
    ),
  ],
]);

const ENDINGS: readonly Ending[] = [
  { status: 200, fault: undefined },
  { status: 246, fault: undefined },
  { status: 400, fault: 'content_refused' },
  { status: 429, fault: 'rate_limited' },
  { status: 502, fault: 'unreachable' },
];
