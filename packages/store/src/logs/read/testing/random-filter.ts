import type { LogEntry } from '../../entry.ts';
import type { LogFilter, Range } from '../../query.ts';
import { inputTokens, outputTokens } from '../../record-row.ts';
import type { Dice } from './random.ts';

/** Asks for something that some record has, or nearly: round by round for each thing that can be asked, with others or without. */
export function randomFilter(dice: Dice, entries: readonly LogEntry[], round: number): LogFilter {
  const filter: LogFilter = {
    workspaces: dice.chance(0.6) ? 'all' : dice.of([['w1'], ['w1', 'w2'], ['w3'], ['nobody']]),
    ...(dice.chance(0.4) ? {} : randomTime(dice, entries)),
  };
  const others = Array.from({ length: dice.of([0, 0, 1, 2]) }, () => dice.of(MEMBERS));
  const first = MEMBERS[round % (MEMBERS.length + 1)];
  return [...others, ...(first === undefined ? [] : [first])].reduce<LogFilter>(
    (built, make) => ({ ...built, ...make(dice, dice.of(entries), entries) }),
    filter,
  );
}

function randomTime(dice: Dice, entries: readonly LogEntry[]): Pick<LogFilter, 'from' | 'to'> {
  const [one, other] = [dice.of(entries).at + dice.below(3) - 1, dice.of(entries).at + dice.below(3) - 1];
  const day = (at: number) => at - (at % 86_400_000);
  return dice.of([
    {},
    { from: Math.min(one, other) },
    { to: Math.max(one, other) },
    { from: Math.min(one, other), to: Math.max(one, other) },
    { from: day(Math.min(one, other)), to: day(Math.max(one, other)) },
    { from: one - 500_000, to: one + 700_000 },
    { from: one + 0.5, to: one + 20_000_000.25 },
  ]);
}

const list = <T>(value: T | undefined, other: T): readonly T[] => (value === undefined ? [other] : [value, other]);

function around(dice: Dice, value: number): Range {
  const [min, max] = [value * (1 - dice.share()), value * (1 + dice.share())];
  return dice.of([{ min }, { max }, { min, max }, { min: value, max: value }, {}]);
}

const MEMBERS: readonly ((dice: Dice, like: LogEntry, all: readonly LogEntry[]) => Partial<LogFilter>)[] = [
  (dice, { id }, all) => ({ ids: [id, dice.of(all).id, 'no id'] }),
  (_, { trace }) => ({ traces: [trace, 'trace-1'] }),
  (_, { id }) => ({ traces: [id] }),
  (dice, { span }) => ({ spans: dice.of([[span], ['given-span']]) }),
  (_, { source }) => ({ sources: [source] }),
  (_, { status }) => ({ statuses: [status, 418] }),
  (dice) => ({ success: dice.chance(0.5) }),
  (_, { fault }) => ({ faults: list(fault?.kind, 'none') }),
  (_, { provider }) => ({ providers: list(provider, 'none') }),
  (_, { model }) => ({ models: list(model, 'none') }),
  (_, { provider, model }) => ({ providerModels: [`${provider}__${model}`] }),
  (_, { apiKeyId }) => ({ apiKeys: list(apiKeyId, 'k9') }),
  (_, { virtualKey }) => ({ virtualKeys: list(virtualKey, 'none') }),
  (_, { config }) => ({ configs: list(config, 'c1') }),
  (_, { prompt }) => ({ prompts: list(prompt, 'none') }),
  (_, { promptVersion }) => ({ promptVersions: list(promptVersion, 'none') }),
  (_, { experiment }) => ({ experiments: list(experiment, 'none') }),
  (_, { variant }) => ({ variants: list(variant, 'none') }),
  (_, { operation }) => ({ operations: list(operation, 'none') }),
  (_, { path }) => ({ paths: [path] }),
  (_, { method }) => ({ methods: [method] }),
  (_, { cache }) => ({ cache: list(cache as string | undefined, 'HIT') }),
  (dice) => ({ streamed: dice.chance(0.5) }),
  (dice) => ({ aborted: dice.chance(0.5) }),
  (dice) => ({ rescued: dice.chance(0.5) }),
  (dice) => ({ retries: dice.of([{ min: 1 }, { max: 0 }, { min: -1, max: -1 }]) }),
  (_, { metadata }) => ({ metadata }),
  (dice) => ({ metadata: { _user: `user-${dice.below(14)}` } }),
  (dice, { used }) => ({ tokens: around(dice, used === undefined ? 500 : inputTokens(used) + outputTokens(used)) }),
  (dice, { used }) => ({ inputTokens: around(dice, used === undefined ? 500 : inputTokens(used)) }),
  (dice, { used }) => ({ outputTokens: around(dice, used === undefined ? 500 : outputTokens(used)) }),
  (dice, { cost }) => ({ cost: around(dice, cost ?? 0.01) }),
  (dice, { timings }) => ({ ms: around(dice, timings.total) }),
  (dice) => ({ feedback: dice.of([{ min: 1 }, { max: 0 }, { min: -3, max: 3 }]) }),
];
