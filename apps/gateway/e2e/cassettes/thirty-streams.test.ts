import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN_KEY, startGateway } from '../../test/support/gateway.ts';
import { atATime, gapsOf, listenTo, type Listened } from './listen-to.ts';
import { startUneven, unevenStreams } from './uneven-streams.ts';

const STREAMS = 30;
const AT_A_TIME = 4;

/**
 * Of a quiet machine one playing will do. Where other work holds a process up for longer than a gap's tolerance, that is another
 * gap each time: it is played again, and the median of an odd number counts.
 */
const MOST_PLAYINGS = 7;

/** What a gap may differ by: a fifth of it, or what timers and a busy machine do to a short one. */
const toleranceMs = (gapMs: number) => Math.max(gapMs * 0.2, 5);

const numbers = Array.from({ length: STREAMS }, (_, index) => index);
const key = { 'x-portkey-api-key': ADMIN_KEY };

const ask = (url: string, headers: Readonly<Record<string, string>>) => (index: number) =>
  listenTo({
    url: `${url}/v1/chat/completions`,
    headers: { ...key, ...headers },
    body: { model: 'm', stream: true, messages: [{ role: 'user', content: `stream ${index}` }] },
  });

const admin = async (url: string, method: string, path: string, body?: unknown) => {
  const response = await fetch(`${url}/v1${path}`, {
    method,
    headers: { ...key, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text;
};

describe(`a cassette of ${STREAMS} streams with uneven gaps, recorded by one gateway and played by another`, () => {
  const streams = unevenStreams(STREAMS);
  const folder = mkdtempSync(join(tmpdir(), 'sluice-cassette-'));
  let recorded: readonly Listened[];
  const played: (readonly Listened[])[] = [];
  let onTape: readonly (readonly number[])[];
  let downloaded: string;

  beforeAll(async () => {
    const upstream = await startUneven(streams);
    const first = await startGateway({
      environment: { SLUICE_CASSETTES: join(folder, 'first'), SLUICE_LOG_LEVEL: 'error', TRUSTED_CUSTOM_HOSTS: '127.0.0.1' },
    });
    try {
      await admin(first.url, 'POST', '/cassettes', { name: 'thirty', filter: { models: ['m'] }, most: STREAMS });
      const live = {
        'x-portkey-provider': 'openai',
        'x-portkey-custom-host': upstream.origin,
        authorization: 'Bearer a-key-of-the-caller',
      };
      recorded = await atATime(AT_A_TIME, numbers, ask(first.url, live));
      await admin(first.url, 'POST', '/cassettes/thirty/stop', {});
      downloaded = await admin(first.url, 'GET', '/cassettes/thirty/download');
      expect(statSync(join(folder, 'first', 'thirty.jsonl')).mode & 0o777).toBe(0o600);
    } finally {
      await first.stop();
      await upstream.close();
    }
    onTape = gapsOnTape(downloaded);
    mkdirSync(join(folder, 'second'));
    writeFileSync(join(folder, 'second', 'thirty.jsonl'), downloaded);
    const second = await startGateway({ environment: { SLUICE_CASSETTES: join(folder, 'second'), SLUICE_LOG_LEVEL: 'error' } });
    try {
      const again = ask(second.url, { 'x-portkey-provider': 'cassette', 'x-portkey-cassette': 'thirty' });
      do played.push(await atATime(AT_A_TIME, numbers, again));
      while (played.length < MOST_PLAYINGS && (played.length % 2 === 0 || strayGaps(onTape, played).length > 0));
    } finally {
      await second.stop();
    }
  }, 180_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is what the provider had said, and holds no key', () => {
    expect(recorded.map(({ bytes }) => bytes.toString())).toEqual(streams.map(({ pieces }) => pieces.join('')));
    expect(downloaded.trimEnd().split('\n')).toHaveLength(STREAMS + 1);
    expect(downloaded).not.toContain('a-key-of-the-caller');
    expect(downloaded).not.toContain(ADMIN_KEY);
  });

  it('gives equal bytes', () => {
    for (const playing of played) {
      expect(playing.map(({ status }) => status)).toEqual(numbers.map(() => 200));
      expect(playing.map(({ bytes }, index) => bytes.equals(recorded[index]!.bytes))).toEqual(numbers.map(() => true));
    }
  });

  it('has the gaps that the provider made', () => {
    const off = onTape.flatMap((gaps, stream) => gaps.map((gapMs, place) => Math.abs(gapMs - streams[stream]!.gapsMs[place + 1]!)));

    expect(off).toHaveLength(STREAMS * (streams[0]!.pieces.length - 1));
    expect(median(off)).toBeLessThan(5);
  });

  it('keeps each gap within a fifth of it, or 5 ms', () => {
    expect(played.length).toBeLessThanOrEqual(MOST_PLAYINGS);
    expect(strayGaps(onTape, played)).toEqual([]);
  });
});

/** Of each stream on the tape, how long each event came after the one before it. */
function gapsOnTape(lines: string): readonly (readonly number[])[] {
  const gaps: (readonly number[])[] = [];
  for (const line of lines.trimEnd().split('\n').slice(1)) {
    const { request, response } = JSON.parse(line) as {
      readonly request: { readonly body: string };
      readonly response: { readonly chunks: readonly (readonly [number, string])[] };
    };
    const stream = Number(/stream (\d+)/.exec(request.body)![1]);
    const moments = response.chunks.flatMap(([ms, text]) => Array.from({ length: text.split('\n\n').length - 1 }, () => ms));
    gaps[stream] = moments.slice(1).map((ms, place) => ms - moments[place]!);
  }
  return gaps;
}

/** Gaps that the median of all playings does not keep. */
const strayGaps = (tape: readonly (readonly number[])[], playings: readonly (readonly Listened[])[]) =>
  tape.flatMap((gaps, stream) =>
    gaps
      .map((gapMs, place) => ({ stream, place, gapMs, againMs: median(playings.map((playing) => gapsOf(playing[stream]!)[place]!)) }))
      .filter(({ gapMs, againMs }) => Math.abs(againMs - gapMs) > toleranceMs(gapMs)),
  );

const median = (values: readonly number[]) => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)]!;
