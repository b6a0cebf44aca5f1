// Fills a log with records. A process of its own, so that whoever asks afterwards begins with nothing in memory.
import { openLogStore } from '@sluice/store/logs';
import { Dice, feedbackOn, sampleOf } from './sample.mjs';

const { url, records, end, days, seed } = JSON.parse(process.argv[2]);
const BATCH = 2_500;
const store = await openLogStore({ url });
const began = Date.now();
const dice = new Dice(seed + 1);
let [made, said, batch, feedback, writing] = [0, 0, [], [], Promise.resolve()];

async function flush() {
  const [entries, pieces] = [batch, feedback];
  [batch, feedback] = [[], []];
  // The next batch is made up while this one is written.
  await writing;
  writing = store.append(entries).then(() => store.addFeedback(pieces));
  writing.catch(() => undefined);
  made += entries.length;
  if (made % (BATCH * 40) === 0) process.stderr.write(`${made} records, ${Math.round((Date.now() - began) / 1000)} s\n`);
}

for (const entry of sampleOf({ seed, records, end, days })) {
  batch.push(entry);
  if (dice.share() < 0.002) feedback.push(feedbackOn(entry, dice, said++));
  if (batch.length >= BATCH) await flush();
}
await flush();
await writing;
// As time would have done: sums of minutes are kept for two days.
while ((await store.sweep({ maxAgeMs: undefined, maxBytes: undefined }, Date.now())).more);
process.stderr.write(`made in ${Math.round((Date.now() - began) / 1000)} s\n`);
await store.close();
