// How long questions to a log take: fills one with records, starts everything anew, and asks.
//
//   node packages/store/bench/log-queries.mjs [--engine sqlite|postgres] [--records N] [--rounds N] [--at FOLDER] [--url URL [--fill]]
//
// Each step is a process of its own, so that nothing is left in memory of the one before; PostgreSQL is started again as well.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPostgres } from '@sluice/jest-preset/postgres/cluster.js';

const DAY_MS = 86_400_000;
const DAYS = 30;
const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' },
    records: { type: 'string' },
    rounds: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    at: { type: 'string' },
    url: { type: 'string' },
    fill: { type: 'boolean', default: false },
  },
});
const postgres = values.engine === 'postgres';
const records = Number(values.records ?? (postgres ? 5_000_000 : 1_000_000));
const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
// Of whole days, because those of PostgreSQL are copied.
const end = postgres ? Math.floor(Date.now() / DAY_MS) * DAY_MS : Date.now();
const folder = values.at ?? mkdtempSync(join(tmpdir(), 'sluice-log-queries-'));
mkdirSync(folder, { recursive: true });

/** @returns Its exit code. */
function run(script, settings, ...words) {
  const file = join(dirname(fileURLToPath(import.meta.url)), script);
  const child = spawn(process.execPath, [file, JSON.stringify(settings), ...words], { stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

async function must(script, settings) {
  if ((await run(script, settings)) !== 0) throw new Error(`${script} has failed`);
}

const cluster = postgres && values.url === undefined ? await startPostgres() : undefined;
try {
  const url = values.url ?? (cluster ? await cluster.schema() : `file:${join(folder, 'logs.db')}`);
  const fill = values.url === undefined || values.fill;
  if (fill && postgres) {
    await must('make-log.mjs', { url, records: Math.ceil(records / DAYS), end, days: 1, seed });
    await must('copy-days.mjs', { url, end, days: 1, times: DAYS, seed });
  } else if (fill) await must('make-log.mjs', { url, records, end, days: DAYS, seed });
  if (cluster) {
    await cluster.kill();
    await cluster.start();
  }
  process.exitCode = await run('ask-log.mjs', { url, end, days: DAYS, seed, rounds }, values.only);
} finally {
  await cluster?.stop();
  if (values.at === undefined) rmSync(folder, { recursive: true, force: true });
}
