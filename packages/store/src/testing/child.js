// What the suites run in processes of their own, to be started at once, stopped and killed: `child.js <work> <url>`.
// It uses what is compiled, because Node 20 runs no TypeScript.

/** @type {typeof import('../index.ts')} */
const { openStore } = await import(new URL('../../dist/index.js', import.meta.url).href);
const [, , work = '', url = ''] = process.argv;
const store = await openStore({ url, encryptionKey: 'a-key-of-the-test-suites-0123456789' });

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

/** @param {string} id */
const pair = (id) =>
  store.write(async ({ tx, now, changed }) => {
    const row = { id, provider: 'a', model: 'b', created_at: now, updated_at: now };
    await tx
      .insertInto('aliases')
      .values({ ...row, sends: 'c' })
      .execute();
    await tx
      .insertInto('prices')
      .values({ ...row, entry: '{}' })
      .execute();
    changed('aliases', id);
  });

const ended = new Promise((resolve) => process.stdin.resume().once('end', resolve));

if (work === 'once') {
  await pair(`${process.pid}`);
  say(store.vault.hash('same'));
} else if (work === 'count') {
  for (let number = 0; number < 20; number++) {
    await pair(`${process.pid}/${number}`);
    say(`${process.pid}/${number}`);
  }
} else if (work === 'forever') {
  for (let number = 0; ; number++) {
    await pair(`${process.pid}/${number}`);
    say(`${process.pid}/${number}`);
  }
} else if (work === 'hold') {
  await store.write(async ({ tx, now }) => {
    await tx.insertInto('usage').values({ id: 'held', used: 1, updated_at: now }).execute();
    say('held');
    await ended;
  });
}
process.stdin.destroy();
await store.close();
