import { expect, it, describe } from '@jest/globals';
import { openLogStore, type LogRecord } from '@sluice/store/logs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startGateway, type Gateway } from '../../test/support/gateway.ts';
import { sendTraffic, type Sent } from './traffic.ts';

/** A hundred thousand are sent by `SLUICE_LOST_REQUESTS=100000`. */
const REQUESTS = Number(process.env['SLUICE_LOST_REQUESTS'] ?? 10_000);

/** What a gateway that is killed may lose of what it has answered, without a spool. */
const WINDOW_MS = 1_000;

const WORKERS = 32;

interface Outcome {
  readonly sent: readonly Sent[];
  readonly records: readonly LogRecord[];
  /** Requests by the sums that charts are made of. */
  readonly summed: number;
  /** When the gateway was killed, by `performance.now()`. */
  readonly killedAt: number;
  /** What the gateways said of what they could not do. */
  readonly troubles: readonly string[];
}

/** Traffic over a gateway that is told to go at a quarter and three quarters of it, and killed at its half. */
async function live(environment: Readonly<Record<string, string>>): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-lost-'));
  const port = await freePort();
  const start = () =>
    startGateway({
      folder,
      environment: { ...environment, PORT: String(port), SLUICE_LOG_LEVEL: 'error', SLUICE_DRAIN_TIMEOUT_MS: '5000' },
    });
  let gateway: Gateway = await start();
  let up = true;
  let killedAt = Infinity;
  const troubles: string[] = [];
  const listen = () =>
    troubles.push(
      ...gateway
        .output()
        .split('\n')
        .filter((line) => /"message":"(?:the (?:log|spool)|a record|what a killed)/.test(line)),
    );
  let ending = Promise.resolve();
  const restartBy = async (signal: NodeJS.Signals) => {
    up = false;
    if (signal === 'SIGKILL') killedAt = performance.now();
    gateway.signal(signal);
    await gateway.exited;
    listen();
    gateway = await start();
    up = true;
  };
  const events = new Map<number, NodeJS.Signals>([
    [Math.floor(REQUESTS / 4), 'SIGTERM'],
    [Math.floor(REQUESTS / 2), 'SIGKILL'],
    [Math.floor((3 * REQUESTS) / 4), 'SIGTERM'],
  ]);
  const sent: Sent[] = [];
  try {
    await sendTraffic({
      url: `http://127.0.0.1:${port}`,
      count: REQUESTS,
      connections: WORKERS,
      isUp: () => up,
      onSent: (each, done) => {
        sent.push(each);
        const signal = events.get(done);
        events.delete(done);
        if (signal) ending = ending.then(() => restartBy(signal));
      },
    });
    await ending;
    gateway.signal('SIGTERM');
    await gateway.exited;
    listen();
    return { sent, killedAt, troubles, ...(await read(join(folder, '.sluice', 'logs.db'))) };
  } finally {
    gateway.signal('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function read(file: string): Promise<Pick<Outcome, 'records' | 'summed'>> {
  const store = await openLogStore({ url: `file:${file}` });
  const records: LogRecord[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await store.search({ filter: { workspaces: 'all' }, size: 1000, forwards: true, ...(after && { after }) });
    records.push(...page.records);
    after = page.next;
    more = after !== undefined;
  }
  const { total } = await store.analytics.graph({ workspaces: 'all', from: records[0]!.at - 1, to: records.at(-1)!.at + 1 });
  await store.close();
  return { records, summed: total.requests };
}

/** Whether it was asked of the gateway that was killed, and ended no longer before that. Its client may have read the end long after. */
const endedNear = ({ began, at }: Sent, killedAt: number, beforeMs: number) => began <= killedAt && at >= killedAt - beforeMs;

/** What is wrong with a log, by the traces that are. */
function judge({ sent, records, summed }: Outcome) {
  const byTrace = new Map<string, LogRecord[]>();
  for (const record of records) byTrace.set(record.trace, [...(byTrace.get(record.trace) ?? []), record]);
  const traces = new Set(sent.map(({ trace }) => trace));
  const known = sent.filter(({ end }) => end === 'answered' || end === 'left');
  return {
    twice: [...byTrace.values()].filter((all) => all.length > 1).length,
    strange: records.filter(({ trace }) => !traces.has(trace)).length,
    fromNowhere: sent.filter(({ end, trace }) => end === 'refused' && byTrace.has(trace)).length,
    otherwise: sent.filter(({ end, trace, status, id }) => {
      const record = byTrace.get(trace)?.[0];
      return end === 'answered' && record !== undefined && (record.status !== status || record.id !== id);
    }),
    missing: known.filter(({ trace }) => !byTrace.has(trace)),
    summedWrong: summed - records.length,
  };
}

describe(`the log of ${REQUESTS} requests, of a gateway that is ended twice and killed once`, () => {
  it('has each of them once, with a spool', async () => {
    const outcome = await live({ SLUICE_LOG_SPOOL: 'on' });

    const { otherwise, missing, ...wrong } = judge(outcome);
    expect(wrong).toEqual({ twice: 0, strange: 0, fromNowhere: 0, summedWrong: 0 });
    expect(otherwise.filter((each) => !endedNear(each, outcome.killedAt, 50))).toEqual([]);
    expect(outcome.troubles).toEqual([]);
    expect(missing).toEqual([]);
    expect(mixOf(outcome)).toEqual({ left: true, failed: true });
  }, 300_000);

  it('has each of them once but those that ended in the second before it was killed, without one', async () => {
    const outcome = await live({ SLUICE_LOG_SPOOL: 'off' });

    const { otherwise, missing, ...wrong } = judge(outcome);
    expect(wrong).toEqual({ twice: 0, strange: 0, fromNowhere: 0, summedWrong: 0 });
    expect(outcome.troubles).toEqual([]);
    expect(otherwise).toEqual([]);
    expect(missing.filter((each) => !endedNear(each, outcome.killedAt, WINDOW_MS))).toEqual([]);
    expect(mixOf(outcome)).toEqual({ left: true, failed: true });
  }, 300_000);
});

/** Whether there was of everything what there has to be. */
const mixOf = ({ records }: Outcome) => ({
  left: records.filter(({ aborted }) => aborted).length > REQUESTS / 20,
  failed: records.filter(({ status, aborted }) => status === 500 && !aborted).length > REQUESTS / 50,
});
