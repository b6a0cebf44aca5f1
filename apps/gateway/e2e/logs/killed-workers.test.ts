import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordsIn } from '../../test/logs/records-in.ts';
import { eventually, freePort, startGateway } from '../../test/support/gateway.ts';
import { sendTraffic, type Sent } from './traffic.ts';

/** One that dies sooner after its birth is taken for one that cannot start, and all go with it. */
const GROWN_UP_MS = 5_000;

/** Sent after the kill, so that who is left, or comes, has something to lose too. */
const AFTER = 1_500;

/** Processes that a gateway of several has started. */
const workersOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

const isThere = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Traffic over a gateway of two workers with a spool, until something is killed in the middle of it and some more went by. */
async function live(kill: (pid: number, workers: readonly number[]) => readonly number[]) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-workers-'));
  const port = String(await freePort());
  const environment = {
    PORT: port,
    SLUICE_WORKERS: '2',
    SLUICE_LOG_SPOOL: 'on',
    SLUICE_LOG_LEVEL: 'error',
    SLUICE_DRAIN_TIMEOUT_MS: '5000',
  };
  const start = () => startGateway({ folder, environment });
  let gateway = await start();
  const born = performance.now();
  let up = true;
  const sent: Sent[] = [];
  let killing: Promise<void> | undefined;
  const killSome = async () => {
    up = false;
    const gone = kill(gateway.pid, workersOf(gateway.pid));
    await eventually(() => gone.every((pid) => !isThere(pid)), 'the killed are still there');
    if (gone.includes(gateway.pid)) {
      await gateway.exited;
      gateway = await start();
    } else await eventually(() => workersOf(gateway.pid).length === 2, 'nobody came in the place of the killed');
    up = true;
  };
  let enough = Infinity;
  try {
    await sendTraffic({
      url: `http://127.0.0.1:${port}`,
      count: Infinity,
      isOver: () => sent.length >= enough,
      connections: 16,
      isUp: () => up,
      onSent(each) {
        sent.push(each);
        if (performance.now() - born > GROWN_UP_MS + 500) killing ??= killSome().then(() => void (enough = sent.length + AFTER));
      },
    });
    await killing;
    gateway.signal('SIGTERM');
    const status = await gateway.exited;
    const records = await recordsIn(join(folder, '.sluice'));
    return { sent, records, status };
  } finally {
    gateway.signal('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

function judge({ sent, records }: Pick<Awaited<ReturnType<typeof live>>, 'sent' | 'records'>) {
  const times = new Map<string, number>();
  for (const { trace } of records) times.set(trace, (times.get(trace) ?? 0) + 1);
  const traces = new Set(sent.map(({ trace }) => trace));
  return {
    missing: sent.filter(({ end, trace }) => (end === 'answered' || end === 'left') && !times.has(trace)).length,
    twice: [...times.values()].filter((count) => count > 1).length,
    strange: [...times.keys()].filter((trace) => !traces.has(trace)).length,
  };
}

describe('a gateway of two workers with a spool', () => {
  it.each([
    { who: 'one of them', victim: (_parent: number, [first]: readonly number[]) => first! },
    { who: 'their parent', victim: (parent: number) => parent },
  ])(
    'loses no record and has none twice when $who is killed',
    async ({ victim }) => {
      const outcome = await live((parent, workers) => {
        const killed = victim(parent, workers);
        process.kill(killed, 'SIGKILL');
        // Without its parent a worker goes by itself.
        return killed === parent ? [parent, ...workers] : [killed];
      });

      expect(judge(outcome)).toEqual({ missing: 0, twice: 0, strange: 0 });
      expect(outcome.sent.filter(({ end }) => end === 'answered').length).toBeGreaterThan(AFTER);
      expect(outcome.status).toBe(0);
    },
    90_000,
  );
});
