import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, freePort } from '../../test/support/gateway.ts';
import type { Need } from '../guide/needs.ts';
import { repositoryRoot } from '../guide/repository-root.ts';
import { readSpans, type ReceivedSpan } from './read-spans.ts';

const program = join(repositoryRoot, '.cache/otel-collector/rotel/rotel-agent');

export const hasCollector: Need = {
  met: existsSync(program),
  remedy: 'needs an OpenTelemetry collector; get it with: bash .ci/python-clients && bash .ci/otel-collector',
};

/** A collector in a process of its own, that prints what it receives. */
export interface Collector {
  readonly url: string;
  /** What it has received so far, once it is so many spans. */
  spans(count: number): Promise<readonly ReceivedSpan[]>;
  /** All that it has printed. */
  output(): string;
  stop(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-collector-'));
  const [http, grpc] = [await freePort(), await freePort()];
  const seen = '--exporter blackhole --debug-log traces --debug-log-verbosity detailed'.split(' ');
  const heard = ['--otlp-http-endpoint', `127.0.0.1:${http}`, '--otlp-grpc-endpoint', `127.0.0.1:${grpc}`];
  const kept = ['--pid-file', join(folder, 'pid'), '--log-file', join(folder, 'log')];
  const child = spawn(program, ['start', ...seen, ...heard, ...kept], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${http}`;
  const answers = async () => (await fetch(`${url}/v1/traces`, { method: 'POST' }).catch(() => undefined)) !== undefined;
  await eventually(answers, `the collector did not come up:\n${printed}`);
  return {
    url,
    output: () => printed,
    async spans(count) {
      await eventually(() => readSpans(printed).length >= count, `there are ${readSpans(printed).length} spans, not ${count}`);
      return readSpans(printed);
    },
    async stop() {
      child.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
