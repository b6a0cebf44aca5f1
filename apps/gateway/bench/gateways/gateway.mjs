import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { requestBody } from '../load/request.mjs';
import { gatewayCore } from '../system/cores.mjs';
import { freePort, sleep, startChild, stopChild } from '../system/child.mjs';

const patienceMs = 30_000;
const upstreamMark = 'chatcmpl-f51b2cd2';

/** Starts one contender and waits until it has answered a real request; `startMs` is from spawn to that answer. */
export async function startGateway(contender, context) {
  const folder = fs.mkdtempSync(path.join(context.folder, `${contender.name}-`));
  const port = await freePort();
  const launch = contender.launch({ ...context, folder, port });
  const spawnedMs = performance.now();
  const child = startChild(gatewayCore, launch.command, { env: launch.env, folder });
  const gateway = {
    name: contender.name,
    url: `http://127.0.0.1:${port}/v1/chat/completions`,
    headers: launch.headers,
    pid: child.pid,
    folder,
    answered: 0,
    stop: () => stopChild(child),
  };
  await waitForFirstReply(gateway, child);
  return Object.assign(gateway, { startMs: performance.now() - spawnedMs });
}

async function waitForFirstReply(gateway, child) {
  const giveUpMs = performance.now() + patienceMs;
  let status = 0;
  while (performance.now() < giveUpMs && child.exitCode === null) {
    status = await ask(gateway);
    if (status === 200) {
      gateway.answered += 1;
      return;
    }
    await sleep(3);
  }
  child.kill('SIGKILL');
  const complaints = ['stdout.log', 'stderr.log'].map((name) => fs.readFileSync(path.join(gateway.folder, name), 'utf8').slice(-2000));
  throw new Error(`${gateway.name} gave no 200 (last status: ${status}). It said:\n${complaints.join('\n')}`);
}

function ask(gateway) {
  return new Promise((resolve) => {
    const headers = { ...gateway.headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(requestBody) };
    const request = http.request(gateway.url, { method: 'POST', agent: false, headers, timeout: 5_000 }, (response) => {
      let text = '';
      response.on('data', (data) => (text += data));
      response.on('end', () =>
        resolve(response.statusCode === 200 && !text.includes(upstreamMark) ? 'not from the upstream' : response.statusCode),
      );
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(0));
    request.end(requestBody);
  });
}
