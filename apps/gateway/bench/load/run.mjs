import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pinned, trafficCore } from '../system/cores.mjs';

/** Runs one generator in a process of its own against a gateway, and notes how many answers the gateway owes a record for. */
export async function runLoad(generator, gateway, job) {
  const script = fileURLToPath(new URL(`${generator}.mjs`, import.meta.url));
  const told = JSON.stringify({ url: gateway.url, headers: gateway.headers, pid: gateway.pid, ...job });
  const [program, ...rest] = pinned(trafficCore, [process.execPath, script, told]);
  const result = JSON.parse(await outputOf(spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'], timeout: 180_000 }), generator));
  gateway.answered += result.replies;
  if (result.failures > 0) gateway.failures = (gateway.failures ?? 0) + result.failures;
  return result;
}

function outputOf(child, generator) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`load/${generator}.mjs ended with ${code}`))));
  });
}
