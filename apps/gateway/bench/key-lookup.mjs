// How long it takes to find out who calls, by how many keys there are: what a request pays before anything else is done.
//   node apps/gateway/bench/key-lookup.mjs [--rounds N] [--limit MICROSECONDS]
// Keys are in a real store and in the memory that the data plane keeps of it. "first" is a token that was not seen lately,
// so that it is hashed and looked up; "again" one that was. "before" is what there was before there was a store: each
// token by Node's `createHmac`, and a map. Exits with 1 where a look-up takes longer than the limit.
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { openStore } from '@sluice/store';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' }, limit: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
const SIZES = [10, 1_000, 100_000];
const ASKED = 5_000;

const folder = mkdtempSync(path.join(tmpdir(), 'sluice-bench-keys-'));
try {
  const { Memory, keyDirectory } = await sources();
  const measured = [];
  for (const size of SIZES) measured.push({ size, ...(await measure(size, Memory, keyDirectory)) });
  print(measured);
  const slowest = Math.max(
    ...measured.flatMap(({ hitFirst, hitAgain, missFirst, missAgain }) => [hitFirst, hitAgain, missFirst, missAgain]),
  );
  if (slowest > Number(values.limit)) {
    console.error(`a look-up took ${slowest.toFixed(2)} µs, more than ${values.limit}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** The gateway's own code as it is served. */
async function sources() {
  const file = path.join(folder, 'keys.mjs');
  const from = (name) => JSON.stringify(new URL(`../src/stored/${name}.ts`, import.meta.url).pathname);
  await build({
    stdin: {
      contents: `export { Memory } from ${from('memory')}; export { keyDirectory } from ${from('key-directory')};`,
      resolveDir: path.dirname(new URL(import.meta.url).pathname),
    },
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@sluice/source'],
    logLevel: 'warning',
  });
  return import(pathToFileURL(file).href);
}

async function measure(size, Memory, keyDirectory) {
  const store = await openStore({ url: `file:${path.join(folder, `${size}.db`)}`, encryptionKey: 'a key for measuring alone' });
  try {
    const tokens = Array.from({ length: size }, (_each, index) => `sk-sluice-${index.toString(16).padStart(48, '0')}`);
    await insert(store, tokens);
    const memory = new Memory({
      store,
      vault: store.vault,
      findProvider: () => undefined,
      extensions: { strategies: {}, checks: {} },
      onLeftOut: (_kind, id) => {
        throw new Error(id);
      },
    });
    const began = performance.now();
    await memory.fill();
    const filledMs = performance.now() - began;
    const hash = (token) => store.vault.hash(token);
    const directory = (lately) =>
      keyDirectory({
        hash,
        presetHash: () => undefined,
        declared: () => new Map(),
        stored: (each) => memory.findKey(each),
        epoch: () => memory.keysEpoch,
        lately,
      });
    // The memory of one token is no memory where another is asked for each time.
    const strangers = Array.from({ length: ASKED }, (_each, index) => `sk-sluice-${(index + size).toString(16).padStart(48, 'f')}`);
    return { filledMs, before: before(tokens), ...hits(directory, tokens), ...misses(directory, strangers) };
  } finally {
    await store.close();
  }
}

/** The best of all rounds: what is slower was kept from its work by something else. */
function best(round) {
  return Math.min(...Array.from({ length: rounds }, round));
}

function spread(tokens) {
  const step = Math.max(1, Math.floor(tokens.length / ASKED));
  const some = tokens.filter((_token, index) => index % step === 0);
  return Array.from({ length: ASKED }, (_each, index) => some[index % some.length]);
}

function before(tokens) {
  const secret = Buffer.alloc(32, 7);
  const hash = (token) => createHmac('sha256', secret).update(token).digest('base64url');
  const keys = new Map(tokens.map((token) => [hash(token), { id: token }]));
  return lookUps({ find: (token) => keys.get(hash(token)) }, spread(tokens), must);
}

function hits(directory, tokens) {
  const asked = spread(tokens);
  return { hitFirst: lookUps(directory(1), asked, must), hitAgain: lookUps(directory(10_000), asked, must) };
}

function misses(directory, asked) {
  return { missFirst: lookUps(directory(1), asked, mustNot), missAgain: lookUps(directory(10_000), asked, mustNot) };
}

/** One that remembers a single token is asked for another each time. */
function lookUps(directory, asked, check) {
  const all = () => asked.forEach((token) => check(directory.find(token)));
  all();
  return best(() => timed(asked.length, all));
}

/** Microseconds for each. */
function timed(count, work) {
  const began = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - began) / 1000 / count;
}

function must(key) {
  if (key === undefined) throw new Error('a key was not found');
}

function mustNot(key) {
  if (key !== undefined) throw new Error('a key was found that is none');
}

async function insert(store, tokens) {
  const dated = { created_at: 1, updated_at: 1, created_by: 'root', updated_by: 'root' };
  const plain = {
    description: null,
    type: 'organisation-service',
    workspace_id: null,
    user_id: null,
    hint: '…',
    root: 0,
    scopes: '["completions.write"]',
    defaults: '{}',
    allowed_models: null,
    allowed_providers: null,
    usage_limits: '[]',
    rate_limits: '[]',
    rotation_policy: null,
    creation_mode: 'api',
    expires_at: null,
  };
  for (let from = 0; from < tokens.length; from += 500) {
    const some = tokens.slice(from, from + 500);
    await store.write(async ({ tx }) => {
      await tx
        .insertInto('api_keys')
        .values(some.map((token) => ({ id: token, name: token, ...plain, ...dated })))
        .execute();
      await tx
        .insertInto('api_key_hashes')
        .values(some.map((token) => ({ hash: store.vault.hash(token), api_key_id: token, expires_at: null, created_at: 1 })))
        .execute();
    });
  }
}

function print(measured) {
  const [few] = measured;
  const cell = (value, of) => `${value.toFixed(2)} µs (×${(value / of).toFixed(2)})`.padStart(18);
  console.log(
    `${'keys'.padStart(8)}${['before', 'hit, first', 'hit, again', 'miss, first', 'miss, again', 'read in'].map((name) => name.padStart(18)).join('')}`,
  );
  for (const { size, before: was, hitFirst, hitAgain, missFirst, missAgain, filledMs } of measured)
    console.log(
      `${String(size).padStart(8)}${cell(was, few.before)}${cell(hitFirst, few.hitFirst)}${cell(hitAgain, few.hitAgain)}${cell(missFirst, few.missFirst)}${cell(missAgain, few.missAgain)}${`${filledMs.toFixed(0)} ms`.padStart(18)}`,
    );
}
