import type { LogEntry, LoggedTry } from '@sluice/store/logs';
import { uuidV7 } from '../../../src/http/uuid-v7.ts';
import { diceOf, type Dice } from './dice.ts';
import { KINDS_OF_CALLS, SHORTER, type Answerer, type KindOfCall } from './kinds-of-calls.ts';

const HOUR_MS = 3_600_000;

/** What the log says of things that the gateway has: their ids there. */
export interface Known {
  /** Of an app's key, by its name. */
  readonly keyIds: ReadonlyMap<string, string>;
  /** The version in use, by the slug of a config or a prompt. */
  readonly versions: ReadonlyMap<string, string>;
  readonly workspace: string;
}

const USERS = Array.from({ length: 140 }, (_, number) => `customer-${1_000 + number * 7}`);
const REGIONS = ['eu', 'eu', 'eu', 'uk', 'us'] as const;

/** Requests of the last days as a shop has them: busy by day, quiet by night, with half an hour in which one provider was overloaded. */
export function* believableDays(known: Known, { until, days, seed }: { until: number; days: number; seed: number }): Generator<LogEntry> {
  const dice = diceOf(seed);
  const overloaded = until - 5 * HOUR_MS;
  for (let at = until - days * 24 * HOUR_MS; at < until; at += (24_000 * dice.long(0.8)) / busyness(at))
    yield requestAt(Math.floor(at), Math.abs(at - overloaded) < HOUR_MS / 4, dice, known);
}

/** From 0.15 by night to 1 in the afternoon. */
const busyness = (at: number) => 0.15 + 0.85 * Math.max(0, Math.sin(((new Date(at).getUTCHours() - 5) / 17) * Math.PI));

function requestAt(at: number, overloaded: boolean, dice: Dice, known: Known): LogEntry {
  const kind = kindBy(dice);
  const user = dice.of(USERS);
  const [question, answer] = dice.of(kind.talk);
  const hit = dice.share() < kind.cached;
  const shorter = kind.experiment !== undefined && user.length + (Number(user.slice(-1)) % 2) === user.length;
  const answerers = shorter ? [SHORTER] : kind.answerers;
  const tries = hit ? [] : triesOf(answerers, kind, overloaded, dice);
  const last = tries.at(-1);
  const ok = hit || last?.status === 200;
  const total = (last ? last.startedMs + last.ms : 2 + 3 * dice.share()) + 3;
  const used = { input: Math.round(kind.input * dice.long(0.3)), output: Math.round(kind.output * dice.long(0.4)) };
  const cost = tries.reduce((sum, each) => sum + (each.cost ?? 0), 0);
  const id = uuidV7(at);
  return {
    id,
    at,
    source: 'gateway',
    workspace: known.workspace,
    apiKeyId: known.keyIds.get(kind.app),
    apiKeyName: kind.app,
    trace: id,
    span: id.slice(-16).replace('-', '0'),
    parentSpan: undefined,
    spanName: undefined,
    method: 'POST',
    path: kind.prompt === undefined ? '/v1/chat/completions' : `/v1/prompts/${kind.prompt}/completions`,
    operation: 'chat',
    status: ok ? 200 : (last?.status ?? 500),
    fault: ok ? undefined : { kind: last!.fault!, message: MESSAGES[last!.fault!]! },
    aborted: false,
    streamed: kind.streamed,
    provider: last?.provider ?? answerers[0]!.provider,
    model: last?.model ?? answerers[0]!.model,
    askedModel: undefined,
    virtualKey: last?.virtualKey ?? answerers[0]!.virtualKey,
    config: kind.config,
    configVersion: known.versions.get(kind.config),
    prompt: kind.prompt,
    promptVersion: kind.prompt === undefined ? undefined : known.versions.get(kind.prompt),
    experiment: kind.experiment,
    variant: kind.experiment === undefined ? undefined : shorter ? 'shorter' : 'control',
    target: last?.target ?? 'config.targets[0]',
    retries: tries.filter(({ why }) => why === 'retry').length,
    rescued: ok && tries.length > 1 && last!.target !== tries[0]!.target,
    cache: kind.cached === 0 ? 'DISABLED' : hit ? 'HIT' : 'MISS',
    timings: {
      total,
      parse: 0.4,
      plan: 0.3,
      connect: last?.connectMs,
      firstByte: last ? last.startedMs + (last.firstByteMs ?? last.ms) : total,
      firstToken: kind.streamed && last?.firstTokenMs !== undefined ? last.startedMs + last.firstTokenMs : undefined,
      upstream: tries.reduce((sum, each) => sum + each.ms, 0),
    },
    used: ok ? (last?.used ?? used) : undefined,
    cost: hit ? 0 : cost,
    saved: hit ? (used.input * answerers[0]!.inputPrice + used.output * answerers[0]!.outputPrice) / 1e6 : undefined,
    metadata: { _user: user, team: kind.app === 'Help desk' ? 'support' : 'shop', region: dice.of(REGIONS), environment: 'production' },
    tries,
    steps: [],
    client: {},
    bodies: {
      request: JSON.stringify({ messages: [{ role: 'user', content: question }], stream: kind.streamed }),
      response: ok
        ? JSON.stringify({
            object: 'chat.completion',
            model: last?.model ?? answerers[0]!.model,
            choices: [{ index: 0, message: { role: 'assistant', content: answer }, finish_reason: 'stop' }],
            usage: { prompt_tokens: used.input, completion_tokens: used.output, total_tokens: used.input + used.output },
          })
        : JSON.stringify({ error: { message: MESSAGES[last!.fault!], type: last!.fault } }),
    },
  };
}

const WEIGHTS = KINDS_OF_CALLS.reduce((sum, { weight }) => sum + weight, 0);

function kindBy(dice: Dice): KindOfCall {
  let left = dice.share() * WEIGHTS;
  return KINDS_OF_CALLS.find(({ weight }) => (left -= weight) < 0)!;
}

const MESSAGES: Readonly<Record<string, string>> = {
  overloaded: 'The provider is overloaded',
  rate_limited: 'Too many tokens in this minute',
  timeout: 'No answer came within 30 seconds',
};

/** One after the other until one answers: where it is overloaded the first does not, and here and there another does not either. */
function triesOf(answerers: readonly Answerer[], kind: KindOfCall, overloaded: boolean, dice: Dice): readonly LoggedTry[] {
  const tries: LoggedTry[] = [];
  let startedMs = 0.7;
  for (const [place, answerer] of answerers.entries()) {
    const away = overloaded && answerer.provider === 'anthropic';
    const chances = answerers.length > 1 && place === 0 ? 2 : 1;
    for (let chance = 0; chance < chances; chance++) {
      const fails = away ? dice.share() < 0.9 : dice.share() < 0.012;
      const made = tryOf(answerer, kind, { place, startedMs, fails, away, again: chance > 0 }, dice);
      tries.push(made);
      if (!fails) return tries;
      startedMs += made.ms + 40 * dice.share();
    }
  }
  return tries;
}

interface Circumstances {
  readonly place: number;
  readonly startedMs: number;
  readonly fails: boolean;
  readonly away: boolean;
  readonly again: boolean;
}

function tryOf(answerer: Answerer, kind: KindOfCall, { place, startedMs, fails, away, again }: Circumstances, dice: Dice): LoggedTry {
  const used = { input: Math.round(kind.input * dice.long(0.3)), output: Math.max(3, Math.round(kind.output * dice.long(0.4))) };
  const firstMs = answerer.firstMs * dice.long(0.35);
  const status = fails ? (away ? 529 : 429) : 200;
  const whole = firstMs + used.output * answerer.tokenMs * dice.long(0.15);
  return {
    target: `config.targets[${place}]`,
    provider: answerer.provider,
    model: answerer.model,
    virtualKey: answerer.virtualKey,
    why: again ? 'retry' : 'first',
    spanId: Math.floor(dice.share() * 2 ** 48)
      .toString(16)
      .padStart(16, '0'),
    startedMs,
    connectMs: dice.share() < 0.1 ? 18 : undefined,
    firstByteMs: fails ? 90 * dice.long(0.3) : kind.streamed ? firstMs * 0.9 : whole,
    firstTokenMs: fails || !kind.streamed ? undefined : firstMs,
    ms: fails ? 95 * dice.long(0.3) : whole,
    status,
    fault: fails ? (away ? 'overloaded' : 'rate_limited') : undefined,
    used: fails ? undefined : used,
    cost: fails ? 0 : (used.input * answerer.inputPrice + used.output * answerer.outputPrice) / 1e6,
  };
}
