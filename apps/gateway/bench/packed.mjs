// What the packed gateway weighs, and how long it takes from an empty folder to its first answer.
//   node apps/gateway/bench/packed.mjs [--before FOLDER] [--rounds N]
// FOLDER is another checkout, built: its gateway is packed with those packages of its own that it depends on.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePort, sleep, startChild, stopChild } from './system/child.mjs';
import { gatewayCore } from './system/cores.mjs';
import { residentKilobytes } from './system/process-tree.mjs';

const { values } = parseArgs({ options: { before: { type: 'string' }, rounds: { type: 'string', default: '7' } } });
const rounds = Number(values.rounds);
const here = fileURLToPath(new URL('../../../', import.meta.url));
const top = mkdtempSync(path.join(tmpdir(), 'sluice-bench-packed-'));

const CHAT = {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-portkey-provider': 'mock' },
  body: '{"model":"mock","messages":[{"role":"user","content":"Hello"}]}',
};

try {
  const contenders = [...(values.before ? [['before', path.resolve(values.before)]] : []), ['now', here]];
  // In turn, round by round: a busy minute is busy for all.
  const measured = contenders.map(([name, checkout]) => ({ name, tarballs: packAll(checkout, path.join(top, name)), samples: [] }));
  for (let round = 0; round < rounds; round++) for (const each of measured) each.samples.push(await measure(each, round));
  print(measured);
} finally {
  rmSync(top, { recursive: true, force: true, maxRetries: 5 });
}

/** The gateway's tarball, and those of the packages that it names and no registry may have. */
function packAll(checkout, into) {
  mkdirSync(into, { recursive: true });
  const folders = ['apps/gateway'];
  for (const folder of folders) {
    const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(path.join(checkout, folder, 'package.json'), 'utf8'));
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      const own = name.replace('@sluice/', 'packages/');
      if (existsSync(path.join(checkout, own, 'package.json')) && !folders.includes(own)) folders.push(own);
    }
  }
  for (const folder of folders) npm(['pack', '--ignore-scripts', '--pack-destination', into], path.join(checkout, folder));
  return readdirSync(into).map((file) => path.join(into, file));
}

async function measure({ name, tarballs }, round) {
  const folder = path.join(top, `${name}-${round}`);
  mkdirSync(folder);
  const began = performance.now();
  npm(['install', '--prefer-offline', '--no-audit', '--no-fund', ...tarballs], folder);
  const installMs = performance.now() - began;
  const files = readdirSync(path.join(folder, 'node_modules'), { recursive: true })
    .map((file) => statSync(path.join(folder, 'node_modules', file)))
    .filter((each) => each.isFile());
  const started = await startAndAsk(folder);
  const packages = Object.keys(JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')).packages).length - 1;
  rmSync(folder, { recursive: true, force: true });
  return {
    tarballKB: kilobytes(tarballs.map((file) => statSync(file))),
    installedKB: kilobytes(files),
    files: files.length,
    packages,
    installMs,
    ...started,
  };
}

async function startAndAsk(folder) {
  const port = await freePort();
  const bin = path.join(folder, 'node_modules/@sluice/gateway/bin/sluice.js');
  const began = performance.now();
  const child = startChild(gatewayCore, [process.execPath, bin, 'start'], { env: { PORT: String(port) }, folder });
  await answered(() => fetch(`http://127.0.0.1:${port}/health`), child);
  const healthMs = performance.now() - began;
  await answered(() => fetch(`http://127.0.0.1:${port}/v1/chat/completions`, CHAT), child);
  const chatMs = performance.now() - began;
  await sleep(1_000);
  const idleMB = residentKilobytes(child.pid) / 1024;
  await stopChild(child);
  return { healthMs, chatMs, idleMB };
}

async function answered(ask, child) {
  for (;;) {
    // Refused until it listens.
    const response = await ask().catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.status === 200) return;
    if (response) throw new Error(`it answered ${response.status}`);
    if (child.exitCode !== null) throw new Error('it ended at once');
    await sleep(2);
  }
}

function print(measured) {
  const rows = [
    ['tarballs, kB', 'tarballKB'],
    ['installed, kB', 'installedKB'],
    ['installed, files', 'files'],
    ['installed, packages', 'packages'],
    ['install in an empty folder, ms', 'installMs'],
    ['spawn to first 200 of /health, ms', 'healthMs'],
    ['spawn to first answer of the mock, ms', 'chatMs'],
    ['idle memory after that, MB', 'idleMB'],
  ];
  console.log(`medians of ${rounds} rounds (least – most)\n`);
  console.log(`| | ${measured.map(({ name }) => name).join(' | ')} |\n| --- |${measured.map(() => ' ---: |').join('')}`);
  for (const [title, of] of rows)
    console.log(`| ${title} | ${measured.map(({ samples }) => cell(samples.map((sample) => sample[of]))).join(' | ')} |`);
}

function cell(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const [least, middle, most] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map((index) => Math.round(sorted[index]));
  return least === most ? `${middle}` : `${middle} (${least} – ${most})`;
}

function npm(args, cwd) {
  execFileSync('npm', args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
}

function kilobytes(stats) {
  return stats.reduce((total, { size }) => total + size, 0) / 1024;
}
