// What the suites of the log run in processes of their own: `log-child.js <work> <url>`. It uses what is compiled, as child.js does.

/** @type {typeof import('../logs/index.ts')} */
const { openLogStore } = await import(new URL('../../dist/logs/index.js', import.meta.url).href);
/** @type {typeof import('./entries.ts')} */
const { entry } = await import(new URL('../../dist/testing/entries.js', import.meta.url).href);
const [, , work = '', url = ''] = process.argv;
const store = await openLogStore({ url });
const began = Math.floor(Date.now() / 60_000) * 60_000;

/**
 * Fifty records, of kinds that other processes have too.
 *
 * @param {number} batch
 */
const fifty = (batch) =>
  Array.from({ length: 50 }, (_, place) => {
    const number = batch * 50 + place;
    const change = { model: `model-${number % 7}`, workspace: `w${number % 5}`, cost: number % 3 === 0 ? undefined : number / 1_000 };
    return entry(began + (number % 600) * 100, process.pid * 1_000_000 + number, { ...change, metadata: { _user: `u${number % 40}` } });
  });

for (let batch = 0; work === 'log-forever' || batch < 100; batch++) {
  const entries = fifty(batch);
  await store.append(entries);
  process.stdout.write(`${entries[0]?.id}\n`);
}
process.stdin.destroy();
await store.close();
