// Requests that carry a picture in base64: the cost is in how often a gateway copies, parses and writes what it only passes on.
import http from 'node:http';
import { cpuMicroseconds, watchPeak } from '../system/process-tree.mjs';
import { ascending, finish, job, quantile } from './job.mjs';

const { url, headers, megabytes, count, parallel, pid } = job;
const picture = Buffer.alloc(Math.floor(megabytes * 1024 * 1024 * 0.75), 'sluice').toString('base64');
const body = JSON.stringify({
  model: 'llama-4-scout',
  messages: [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What is in this picture?' },
        { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${picture}` } },
      ],
    },
  ],
  max_tokens: 300,
});
const bytes = Buffer.from(body);
const agent = new http.Agent({ keepAlive: true });

const peakKilobytes = watchPeak(pid);
const startCpu = cpuMicroseconds(pid);
const took = [];
let started = 0;
let failures = 0;
await Promise.all(Array.from({ length: parallel }, sendInTurn));
const cpu = cpuMicroseconds(pid) - startCpu;
const peak = peakKilobytes();
ascending(took);
finish({ replies: took.length, failures, cpuMilliseconds: cpu / 1000 / count, p50: quantile(took, 0.5), peakMegabytes: peak / 1024 });

async function sendInTurn() {
  while (started < count) {
    started += 1;
    const startMs = performance.now();
    const status = await post();
    if (status !== 0) took.push(performance.now() - startMs);
    if (status !== 200) failures += 1;
  }
}

function post() {
  return new Promise((resolve) => {
    const options = { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json', 'content-length': bytes.length } };
    const request = http.request(url, { ...options, timeout: 30_000 }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
      response.on('error', () => resolve(0));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(0));
    request.end(bytes);
  });
}
