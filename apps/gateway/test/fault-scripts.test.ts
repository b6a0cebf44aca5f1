import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { request as httpRequest, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { call, CHAT, type Reply } from './support/call.ts';
import { eventually, startGateway, type Gateway } from './support/gateway.ts';
import { startUpstream, type Received, type Upstream } from './support/upstream.ts';

// Real sockets and real waits, many at a time: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

/** Scripts are made from their number, so one that fails can be played again: FAULT_SCRIPTS_FROM=its number, FAULT_SCRIPTS=1. */
const FROM = Number(process.env['FAULT_SCRIPTS_FROM'] ?? 1);
const COUNT = Number(process.env['FAULT_SCRIPTS'] ?? 200);
const AT_A_TIME = 16;
const DEADLINE_MS = 150;

let gateway: Gateway;
/** One whose deadlines are far: what it lets go of when a caller leaves, it lets go of for that reason. */
let patient: Gateway;

beforeAll(async () => {
  const environment = { TRUSTED_CUSTOM_HOSTS: '127.0.0.1' };
  const short = {
    SLUICE_FIRST_BYTE_TIMEOUT_MS: String(DEADLINE_MS),
    SLUICE_FIRST_EVENT_TIMEOUT_MS: String(DEADLINE_MS),
    SLUICE_IDLE_TIMEOUT_MS: String(DEADLINE_MS),
  };
  [gateway, patient] = await Promise.all([startGateway({ environment: { ...environment, ...short } }), startGateway({ environment })]);
});
// The test stops them itself, where it comes so far.
afterAll(() => Promise.all([gateway.stop(), patient.stop()]));

// --- dice ---

interface Dice {
  /** At least 0, below the given number. */
  below(limit: number): number;
  chance(share: number): boolean;
  pick<Thing>(things: readonly Thing[]): Thing;
  shuffled<Thing>(things: readonly Thing[]): Thing[];
}

/** Mulberry32: small, and good enough to choose faults by. */
function diceFor(seed: number): Dice {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(roll() * limit);
  return {
    below,
    chance: (share) => roll() < share,
    pick: (things) => things[below(things.length)]!,
    shuffled: (things) =>
      things
        .map((thing) => ({ thing, at: roll() }))
        .toSorted((one, other) => one.at - other.at)
        .map(({ thing }) => thing),
  };
}

// --- scripts ---

const ACTS = ['fine', 'no_done', 'garbage', 'cut', 'stall', 'error_first', 'reset_after', 'reset_before', 'silent', 'status'] as const;

/** What a provider does when it is asked. */
interface Act {
  readonly kind: (typeof ACTS)[number];
  readonly status: number;
  readonly code: string;
  /** Where in its answer the fault stands, of a thousand. */
  readonly place: number;
  readonly end: 'closes' | 'resets' | 'halves';
  /** Bytes in a write, where they are not an event each. */
  readonly writeBytes: number | undefined;
}

const MANNERS = ['goes_on', 'repeats', 'restarts', 'refuses', 'refuses_and_differs'] as const;

interface Part {
  readonly text: string;
  /** One for each time that it is asked, the last for all that follow. */
  readonly acts: readonly Act[];
  /** How it takes the beginning of an answer. */
  readonly manner: (typeof MANNERS)[number];
}

interface Script {
  readonly number: number;
  readonly parts: readonly Part[];
  readonly continues: boolean;
  readonly streamed: boolean;
  readonly usageAsked: boolean;
  readonly retry: { readonly attempts: number; readonly on_status_codes?: readonly number[] } | undefined;
  /** The config, for targets as they are known once they run. */
  readonly config: (targets: readonly object[]) => object;
  /** When the caller hangs up: after so long, or so many pieces of its answer. */
  readonly leaves: { readonly ms: number; readonly pieces: number } | undefined;
}

const VOCABULARY =
  'river castle Grüße 城市 🏰 lantern seven quietly, bread “window” orange – harbour. copper! ladder 🌍🌎 thistle\n\nwinter  glass; meadow engine (slowly) paper violin cloud'.split(
    ' ',
  );

const REFUSALS: readonly (readonly [number, string])[] = [
  [429, 'rate_limit_exceeded'],
  [500, 'server_error'],
  [503, 'overloaded'],
  [400, 'invalid_value'],
  [400, 'context_length_exceeded'],
  [400, 'content_policy_violation'],
  [401, 'invalid_api_key'],
];

/** @param likely What it does in half of all cases. */
function actFrom(dice: Dice, likely: Act['kind']): Act {
  const [status, code] = dice.pick(REFUSALS);
  return {
    kind: dice.chance(0.5) ? likely : dice.pick(ACTS),
    status,
    code,
    place: dice.below(1000),
    end: dice.pick(['closes', 'resets', 'halves']),
    writeBytes: dice.chance(0.3) ? 1 + dice.below(60) : undefined,
  };
}

function scriptFrom(number: number): Script {
  const dice = diceFor(number);
  const continues = dice.chance(0.6);
  const text = dice.shuffled(VOCABULARY).join(' ');
  const count = 1 + dice.below(3);
  // Most answers begin and break, and most of those that come to help do.
  const parts = Array.from({ length: count }, (_, place) => ({
    text: continues ? text : dice.shuffled(VOCABULARY).join(' '),
    acts: Array.from({ length: 1 + dice.below(2) }, () => actFrom(dice, place === 0 ? 'cut' : 'fine')),
    manner: dice.pick(MANNERS),
  }));
  const strategy = {
    mode: 'fallback',
    ...(continues && { on_stream_failure: 'continue' }),
    ...(dice.chance(0.2) && { on_status_codes: [408, 429, 500, 502, 503] }),
  };
  const balanced = { strategy: { mode: 'loadbalance' } };
  const shape = dice.pick(['chain', 'chain', 'chain', 'balanced first', 'balanced last', 'balanced chains'] as const);
  // Retries wait for a second and more, so few have any.
  const attempts = dice.chance(0.12) ? 1 + dice.below(2) : 0;
  const retry =
    attempts === 0 ? undefined : { attempts, ...(dice.chance(0.5) && { on_status_codes: [dice.pick([408, 429, 500, 502, 503])] }) };
  return {
    number,
    parts,
    continues,
    streamed: dice.chance(0.8),
    usageAsked: dice.chance(0.3),
    retry,
    config: (targets) => {
      const tree =
        shape === 'balanced first' && count > 1
          ? { strategy, targets: [{ ...balanced, targets: targets.slice(0, -1) }, targets.at(-1)] }
          : shape === 'balanced last' && count > 1
            ? { strategy, targets: [targets[0], { ...balanced, targets: targets.slice(1) }] }
            : shape === 'balanced chains'
              ? { ...balanced, targets: targets.map((_, index) => ({ strategy, targets: targets.slice(index) })) }
              : { strategy, targets };
      return { ...tree, retry };
    },
    leaves: dice.chance(0.15) ? { ms: dice.below(2 * DEADLINE_MS), pieces: 1 + dice.below(8) } : undefined,
  };
}

// --- what providers do ---

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const USAGE = { prompt_tokens: 7, completion_tokens: 21, total_tokens: 28 };
const DONE = 'data: [DONE]\n\n';
const OTHER = 'Something else is said here, and nothing of what was said before.';

interface Asked {
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

/** What of its text is said: the rest of a beginning as its manner is, or all. */
function sayingOf({ text, manner }: Part, given: string | undefined, refused: boolean): string | undefined {
  if (given === undefined) return manner === 'refuses_and_differs' && refused ? OTHER : text;
  switch (manner) {
    case 'goes_on':
      return text.slice(given.length);
    case 'repeats':
      return given.split(' ').slice(-5).join(' ') + text.slice(given.length);
    case 'restarts':
      return text;
    case 'refuses':
    case 'refuses_and_differs':
      return undefined;
  }
}

function refuse(response: ServerResponse, status: number, code: string) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message: 'no', type: 'some_error', param: null, code } }));
}

async function write(response: ServerResponse, pieces: readonly string[], { writeBytes }: Act) {
  const bytes = Buffer.from(pieces.join(''));
  const writes: readonly (string | Buffer)[] =
    writeBytes === undefined
      ? pieces
      : Array.from({ length: Math.ceil(bytes.length / writeBytes) }, (_, at) => bytes.subarray(at * writeBytes, (at + 1) * writeBytes));
  const burst = Math.ceil(writes.length / 25);
  for (const [index, each] of writes.entries()) {
    response.write(each);
    if (index % burst === 0) await pause(1);
  }
}

const reset = (response: ServerResponse) => void response.socket?.resetAndDestroy();

async function breakOff(response: ServerResponse, next: string, end: Act['end']) {
  if (end === 'halves') response.write(next.slice(0, next.length / 2));
  await pause(5);
  if (end === 'closes') response.end();
  else reset(response);
}

async function stream(response: ServerResponse, saying: string, act: Act, usage: boolean) {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  const pieces = saying.match(/.{1,5}/gs) ?? [];
  const events = [chunk({ role: 'assistant', content: '' }), ...pieces.map((content) => chunk({ content }))];
  const last = [chunk({}, 'stop'), ...(usage ? [`data: ${JSON.stringify({ id: 'c', choices: [], usage: USAGE })}\n\n`] : []), DONE];
  const place = Math.floor((act.place / 1000) * (events.length + 1));
  switch (act.kind) {
    case 'reset_after':
      await pause(5);
      return reset(response);
    case 'error_first':
      response.write('data: {"error":{"message":"overloaded","type":"server_error","code":"overloaded"}}\n\n');
      if (act.end === 'closes') response.end();
      return;
    case 'cut':
      await write(response, events.slice(0, place), act);
      return breakOff(response, events[place] ?? last[0]!, act.end);
    case 'stall':
      return write(response, events.slice(0, place), act);
    case 'garbage':
      await write(response, [...events.toSpliced(place, 0, 'data: {"choices":[{"ind\n\n'), ...last], act);
      break;
    case 'no_done':
      await write(response, [...events, ...last.slice(0, -1)], act);
      break;
    case 'fine':
    case 'reset_before':
    case 'silent':
    case 'status':
      await write(response, [...events, ...last], act);
  }
  response.end();
}

async function whole(response: ServerResponse, saying: string, act: Act) {
  const choices = [{ index: 0, message: { role: 'assistant', content: saying }, finish_reason: 'stop' }];
  const bytes = JSON.stringify({ id: 'c', object: 'chat.completion', created: 1, model: 'm', choices, usage: USAGE });
  const cutAt = Math.floor((act.place / 1000) * bytes.length);
  if (act.kind === 'error_first') return refuse(response, act.status, act.code);
  response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
  if (act.kind === 'reset_after') return reset(response);
  if (act.kind === 'stall') return void response.write(bytes.slice(0, cutAt));
  if (act.kind === 'garbage') return void response.end(`${bytes.slice(0, cutAt)}\n`);
  if (act.kind !== 'cut') return void response.end(bytes);
  response.write(bytes.slice(0, cutAt));
  return breakOff(response, bytes.slice(cutAt), act.end);
}

const askedIn = ({ body }: Received) => JSON.parse(body.toString()) as Asked;

/** The beginning of an answer that it was given to go on from. */
function givenIn(received: Received): string | undefined {
  const { role, content } = askedIn(received).messages.at(-1)!;
  return role === 'assistant' ? content : undefined;
}

async function play(part: Part, response: ServerResponse, received: Received, before: readonly Received[]): Promise<void> {
  const act = part.acts[Math.min(before.length, part.acts.length - 1)]!;
  const { stream: streamed, stream_options: options } = askedIn(received);
  const saying = sayingOf(
    part,
    givenIn(received),
    before.some((each) => givenIn(each) !== undefined),
  );
  if (act.kind === 'silent') return;
  if (act.kind === 'reset_before') return reset(response);
  if (saying === undefined) return refuse(response, 400, 'invalid_value');
  if (act.kind === 'status') return refuse(response, act.status, act.code);
  await (streamed ? stream(response, saying, act, options?.include_usage === true) : whole(response, saying, act));
}

// --- one script ---

interface Stage {
  readonly upstreams: readonly Upstream[];
  /** Answers that are neither finished nor hung up on. */
  readonly open: Set<ServerResponse>;
  /** When each provider was asked. */
  readonly askedAt: readonly number[][];
}

async function setUp({ parts }: Script): Promise<Stage> {
  const open = new Set<ServerResponse>();
  const askedAt: number[][] = parts.map(() => []);
  const upstreams = await Promise.all(
    parts.map((part, index) => {
      const before: Received[] = [];
      return startUpstream((response, received) => {
        open.add(response);
        response.once('close', () => open.delete(response));
        askedAt[index]!.push(performance.now());
        const playing = play(part, response, received, [...before]);
        before.push(received);
        return playing;
      });
    }),
  );
  return { upstreams, open, askedAt };
}

/** A caller that hangs up; resolves when it has. */
function leaving(headers: Readonly<Record<string, string>>, body: string, leaves: NonNullable<Script['leaves']>): Promise<void> {
  return new Promise((resolve) => {
    const request = httpRequest(`${patient.url}/v1/chat/completions`, { method: 'POST', headers, agent: false });
    request.on('error', () => {});
    request.on('close', resolve);
    const leave = () => request.destroy();
    setTimeout(leave, leaves.ms);
    request.on('response', (response) => {
      let pieces = 0;
      response.on('error', () => {});
      response.on('data', () => ++pieces === leaves.pieces && leave());
    });
    request.end(body);
  });
}

type Outcome = 'whole' | 'continued' | 'broken' | 'refused' | 'left';

/** Plays a script and throws where something came out that no caller is owed. */
async function perform(script: Script): Promise<Outcome> {
  const { parts, streamed, usageAsked, config, leaves, retry, continues } = script;
  const stage = await setUp(script);
  try {
    const headers = {
      authorization: 'Bearer k',
      'content-type': 'application/json',
      'x-portkey-config': JSON.stringify(
        config(stage.upstreams.map(({ origin }) => ({ provider: 'openai', custom_host: `${origin}/v1` }))),
      ),
    };
    const body = JSON.stringify({ ...CHAT, stream: streamed, ...(usageAsked && streamed && { stream_options: { include_usage: true } }) });
    const started = performance.now();
    const outcome = leaves
      ? await leaving(headers, body, leaves).then((): Outcome => 'left')
      : judge(await call(`${gateway.url}/v1/chat/completions`, { headers, body }), script, stage);
    const ended = performance.now();

    // Each try may wait three times for something, and between tries is a backoff of one second, then two.
    const tries = (continues ? 2 : 1) * (1 + (retry?.attempts ?? 0));
    const longestMs = 1000 + parts.length * tries * (3 * DEADLINE_MS + 1500);
    expect(ended - started).toBeLessThan(longestMs);
    for (const times of stage.askedAt) expect(times.length).toBeLessThanOrEqual(tries);
    await eventually(() => stage.open.size === 0, `${stage.open.size} connections to providers were left open`, 2000);
    for (const times of stage.askedAt) expect(times.filter((each) => each > ended + 500)).toEqual([]);
    return outcome;
  } finally {
    await Promise.all(stage.upstreams.map((upstream) => upstream.close()));
  }
}

function judge(reply: Reply, { parts, streamed }: Script, { upstreams }: Stage): Outcome {
  const texts = parts.map(({ text }) => text);
  expect(reply.cut).toBe(false);
  if (reply.status !== 200) {
    expect([400, 401, 408, 429, 500, 502, 503]).toContain(reply.status);
    expect(reply.json).toMatchObject({ status: 'failure', success: false, error: { message: expect.any(String) } });
    return 'refused';
  }
  if (!streamed) {
    expect(texts).toContain(reply.json.choices[0].message.content);
    return 'whole';
  }
  const { text, finishes, dones, errors, last } = heard(reply.text);
  if (dones > 0) {
    expect({ finishes, dones, errors, last }).toEqual({ finishes: 1, dones: 1, errors: 0, last: 'done' });
    expect(texts).toContain(text);
    return upstreams.some(({ received }) => received.some((each) => givenIn(each) !== undefined)) ? 'continued' : 'whole';
  }
  expect({ finishes, errors, last }).toEqual({ finishes: 0, errors: 1, last: 'error' });
  expect(texts.filter((each) => each.startsWith(text))).not.toEqual([]);
  return 'broken';
}

interface Chunk {
  readonly error?: object;
  readonly choices?: readonly { readonly delta: { readonly content?: string }; readonly finish_reason: string | null }[];
}

function heard(stream: string) {
  const events = stream.split('\n\n').filter((event) => event !== '');
  const kinds = events.map((event): { kind: 'done' | 'error' | 'garbage' | 'chunk'; chunk?: Chunk } => {
    if (event === 'data: [DONE]') return { kind: 'done' };
    try {
      const read = JSON.parse(event.replace(/^data: /, '')) as Chunk;
      return { kind: read.error ? 'error' : 'chunk', chunk: read };
    } catch {
      return { kind: 'garbage' };
    }
  });
  const choices = kinds.flatMap((each) => each.chunk?.choices ?? []);
  return {
    text: choices.map(({ delta }) => delta.content ?? '').join(''),
    finishes: choices.filter((choice) => choice.finish_reason !== null).length,
    dones: kinds.filter(({ kind }) => kind === 'done').length,
    errors: kinds.filter(({ kind }) => kind === 'error').length,
    last: kinds.at(-1)?.kind,
  };
}

it('ends in one honest answer, and leaves nothing behind, whatever providers do', async () => {
  const numbers = Array.from({ length: COUNT }, (_, index) => FROM + index);
  const outcomes: Record<Outcome, number> = { whole: 0, continued: 0, broken: 0, refused: 0, left: 0 };
  const failures: string[] = [];

  const worker = async () => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const script = scriptFrom(number);
      try {
        outcomes[await perform(script)]++;
      } catch (error) {
        failures.push(`script ${number}: ${(error as Error).message}\n${JSON.stringify(script)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  expect(failures.join('\n\n')).toBe('');
  // Each kind of outcome has been looked at, or the dice are loaded.
  if (COUNT >= 200) for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(5);
  for (const each of [gateway, patient]) {
    await eventually(
      async () => (await call(`${each.url}/metrics`)).text.includes('sluice_requests_in_flight 0\n'),
      'a request is still in flight',
      3000,
    );
    expect(
      (await call(`${each.url}/v1/chat/completions`, { headers: { 'x-portkey-provider': 'mock' }, body: { ...CHAT, model: 'mock' } }))
        .status,
    ).toBe(200);
  }
  // Nothing is left that would hold the process up.
  const stopping = performance.now();
  expect(await Promise.all([gateway.stop(), patient.stop()])).toEqual([0, 0]);
  expect(performance.now() - stopping).toBeLessThan(5000);
}, 60_000);
