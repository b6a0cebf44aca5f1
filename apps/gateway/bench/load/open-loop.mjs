// Requests leave at a fixed rate whether or not the earlier ones came back, as callers do; waiting for a connection counts.
import { cpuMicroseconds } from '../system/process-tree.mjs';
import { openConnection, postBytes } from './connection.mjs';
import { ascending, finish, job, quantile } from './job.mjs';

const { url, headers, body, ratePerSecond, seconds, pid } = job;
const mostConnections = 128;
const bytes = postBytes({ url, headers, body });
const total = Math.round(ratePerSecond * seconds);
const latencies = [];
const idle = [];
const waiting = [];
const dueMs = new Map();
let connections = 0;
let sent = 0;
let failures = 0;

const startMs = performance.now();
const startCpu = cpuMicroseconds(pid);
const pace = setInterval(sendWhatIsDue, 1);
setTimeout(report, seconds * 1000 + 10_000).unref();

function sendWhatIsDue() {
  const nowMs = performance.now();
  const wanted = Math.min(total, Math.floor(((nowMs - startMs) / 1000) * ratePerSecond));
  for (; sent < wanted; sent += 1) {
    waiting.push(nowMs);
    const connection = idle.pop();
    if (connection) sendNext(connection);
    else if (connections < mostConnections) connect();
  }
}

function connect() {
  connections += 1;
  openConnection(url, { onReady: sendNext, onReply, onLost });
}

function sendNext(connection) {
  const due = waiting.shift();
  if (due === undefined) return idle.push(connection);
  dueMs.set(connection, due);
  connection.send(bytes);
}

function onReply(ok, connection) {
  latencies.push((performance.now() - dueMs.get(connection)) * 1000);
  if (!ok) failures += 1;
  if (latencies.length >= total) report();
  else sendNext(connection);
}

function onLost(wasBusy, connection) {
  connections -= 1;
  if (wasBusy) failures += 1;
  const place = idle.indexOf(connection);
  if (place >= 0) idle.splice(place, 1);
}

function report() {
  clearInterval(pace);
  const replies = latencies.length;
  const cpu = cpuMicroseconds(pid) - startCpu;
  ascending(latencies);
  finish({
    replies,
    failures: failures + (total - replies),
    cpuMicroseconds: cpu / replies,
    p50: quantile(latencies, 0.5),
    p90: quantile(latencies, 0.9),
    p99: quantile(latencies, 0.99),
  });
}
