import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The gateway as it was built last, or another build that is to be tried in its place. */
const MAIN = process.env['SLUICE_TEST_MAIN'] ?? fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** A key that is valid at every gateway that these tests start. */
export const ADMIN_KEY = 'test-admin-key-0123456789';

export interface GatewayOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** The text of a sluice.config.yaml. */
  readonly config?: string;
  readonly args?: readonly string[];
  /** Where the gateway keeps its state; without one it gets a new folder. */
  readonly folder?: string;
  /** Milliseconds in which it has to come up. */
  readonly patienceMs?: number;
}

/** A gateway in a process of its own, with a folder of its own. */
export interface Gateway {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly folder: string;
  /** All that it has printed so far. */
  output(): string;
  /** The log lines of requests, once so many are there. */
  records(count: number): Promise<Record<string, unknown>[]>;
  rewriteConfig(text: string): void;
  signal(signal: NodeJS.Signals): void;
  /** Resolves to the exit status. */
  exited: Promise<number | null>;
  stop(): Promise<number | null>;
}

const PATIENCE_MS = 15_000;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a process and does not wait for it to be ready. */
export async function launch({
  environment = {},
  config,
  args = ['start'],
  folder = mkdtempSync(join(tmpdir(), 'sluice-test-')),
}: GatewayOptions = {}): Promise<Omit<Gateway, 'records'> & { readonly child: ChildProcess }> {
  const port = Number(environment['PORT'] ?? (await freePort()));
  const configFile = join(folder, 'sluice.config.yaml');
  if (config !== undefined) writeFileSync(configFile, config);
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env: { PATH, HOME, PORT: String(port), SLUICE_ADMIN_KEY: ADMIN_KEY, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (status) => resolve(status)));
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid!,
    folder,
    output: () => printed,
    rewriteConfig: (text) => writeFileSync(configFile, text),
    signal: (signal) => void child.kill(signal),
    exited,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      const status = await exited;
      clearTimeout(timer);
      rmSync(folder, { recursive: true, force: true });
      return status;
    },
  };
}

/** Starts a gateway and waits until it answers. */
export async function startGateway(options: GatewayOptions = {}): Promise<Gateway> {
  const gateway = await launch(options);
  const host = options.environment?.['HOST'] === '::1' ? '[::1]' : '127.0.0.1';
  const url = `http://${host}:${gateway.port}`;
  let gone = false;
  void gateway.exited.then(() => (gone = true));
  await eventually(
    async () => {
      if (gone) throw new Error(`the gateway ended at once:\n${gateway.output()}`);
      return (await fetch(`${url}/health`).catch(() => undefined))?.status === 200;
    },
    `the gateway did not come up:\n${gateway.output()}`,
    options.patienceMs,
  );
  return {
    ...gateway,
    url,
    async records(count) {
      const read = () =>
        gateway
          .output()
          .split('\n')
          .filter((line) => line.includes('"event":"request"'))
          .map((line) => JSON.parse(line) as Record<string, unknown>);
      await eventually(() => read().length >= count, `there are ${read().length} request records, not ${count}`);
      return read();
    },
  };
}

/** Asks again and again until the answer is yes. A throw ends the asking. */
export async function eventually(ask: () => boolean | Promise<boolean>, otherwise: string, patienceMs = PATIENCE_MS): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await ask())) {
    if (performance.now() > deadline) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
