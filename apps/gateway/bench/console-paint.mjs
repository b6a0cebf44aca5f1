// How long each page of the console takes until the largest thing on it is painted, opened by somebody who never was there.
//   node apps/gateway/bench/console-paint.mjs [--rows N] [--rounds N] [--limit MS] [--only NAME,…]
// The gateway has one of each thing, or with `--rows` so many of each. The browser is Chromium, its cache is empty at each page, and
// gateway and browser share one machine: so it is the gateway's time and the browser's own, and no network's. Of several rounds the
// best one counts. Exits with 1 where a page takes longer than the limit.
import { parseArgs } from 'node:util';
import { importTypeScript } from './system/import-typescript.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    limit: { type: 'string', default: '1000' },
    only: { type: 'string' },
  },
});
const limitMs = Number(values.limit);

const { openFurnished, EVERY_PAGE, addressOf, settled } = await importTypeScript('e2e/console/support/open-furnished.ts');
const { console_, things } = await openFurnished(Number(values.rows));
try {
  const only = values.only?.split(',');
  const measured = [];
  for (const { name, path } of EVERY_PAGE.filter((page) => !only || only.includes(page.name))) {
    const rounds = [];
    for (let round = 0; round < Number(values.rounds); round++) rounds.push(await paintOf(addressOf(path, things)));
    const best = rounds.reduce((least, each) => (each.largestMs < least.largestMs ? each : least));
    measured.push({ name, ...best });
    print(measured.at(-1));
  }
  const slow = measured.filter(({ largestMs }) => largestMs > limitMs);
  if (slow.length > 0) {
    console.error(`above ${limitMs} ms: ${slow.map(({ name }) => name).join(', ')}`);
    process.exitCode = 1;
  }
} finally {
  await console_.close();
}

/** One visit. Times are milliseconds from the moment the address was entered. */
async function paintOf(path) {
  const { context, gateway } = console_;
  const visitor = await context.browser().newContext({
    storageState: await context.storageState(),
    baseURL: gateway.url,
    viewport: { width: 1360, height: 860 },
  });
  try {
    const page = await visitor.newPage();
    await page.goto(`/console${path}`);
    await settled(page);
    return await page.evaluate(readPaints);
  } finally {
    await visitor.close();
  }
}

/** Runs in the page. */
async function readPaints() {
  const largestMs = await new Promise((resolve) => {
    let last;
    new PerformanceObserver((list) => {
      last = list.getEntries().at(-1).startTime;
      // Whatever was painted after this report comes in another.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(last)));
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  const [first] = performance.getEntriesByName('first-contentful-paint');
  const loaded = performance.getEntriesByType('resource');
  return {
    largestMs,
    firstMs: first.startTime,
    files: loaded.length,
    kilobytes: loaded.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1_000,
  };
}

function print({ name, largestMs, firstMs, files, kilobytes }) {
  const ms = (value) => `${Math.round(value)} ms`.padStart(8);
  console.log(
    `${name.padEnd(16)} largest ${ms(largestMs)}   first ${ms(firstMs)}   ${String(files).padStart(3)} files ${kilobytes.toFixed(0).padStart(5)} kB   ${largestMs > limitMs ? 'misses' : 'holds'}`,
  );
}
