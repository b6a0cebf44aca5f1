import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { pinned } from './cores.mjs';

const running = new Set();

// What the person at the keyboard has exported (keys, NODE_OPTIONS, settings) must not change what is measured.
const plainEnvironment = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' };

/** Starts a command on a core. Its output goes to files: a pipe that nobody reads fast enough would slow the child down. */
export function startChild(core, command, { env = {}, folder }) {
  const output = fs.openSync(path.join(folder, 'stdout.log'), 'a');
  const complaints = fs.openSync(path.join(folder, 'stderr.log'), 'a');
  const [program, ...rest] = pinned(core, command);
  const child = spawn(program, rest, { cwd: folder, env: { ...plainEnvironment, ...env }, stdio: ['ignore', output, complaints] });
  fs.closeSync(output);
  fs.closeSync(complaints);
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Asks a child to end, and ends it when it does not listen. Says whether it went by itself. */
export async function stopChild(child, patienceMs = 8_000) {
  if (child.exitCode !== null || child.signalCode !== null) return false;
  let forced = false;
  const timer = setTimeout(() => {
    forced = true;
    child.kill('SIGKILL');
  }, patienceMs);
  child.kill('SIGTERM');
  await once(child, 'exit');
  clearTimeout(timer);
  return !forced;
}

export async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Whatever stops the bench, nothing that it started may stay behind.
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
