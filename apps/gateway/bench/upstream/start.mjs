import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { trafficCore } from '../system/cores.mjs';
import { freePort, sleep, startChild, stopChild } from '../system/child.mjs';

const server = fileURLToPath(new URL('server.mjs', import.meta.url));

/** The mock upstream as a child of its own, on the core of the traffic. */
export async function startUpstream(parent) {
  const folder = path.join(parent, 'upstream');
  fs.mkdirSync(folder);
  const port = await freePort();
  const child = startChild(trafficCore, [process.execPath, server], { env: { PORT: String(port) }, folder });
  for (let tries = 0; tries < 500 && !(await answers(port)); tries += 1) await sleep(10);
  return { origin: `http://127.0.0.1:${port}`, stop: () => stopChild(child) };
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
