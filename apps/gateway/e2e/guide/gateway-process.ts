import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listen } from './listen.ts';
import { repositoryRoot } from './repository-root.ts';

export interface GatewayProcess {
  /** As on the page, with this process's port: `http://127.0.0.1:<port>/v1`. */
  readonly address: string;
  /** All that it has printed so far. */
  readonly said: () => string;
  /** Ends it as an operator would, and tells the exit code. */
  readonly stop: () => Promise<number | null>;
}

export interface GatewaySettings {
  /** The text of `sluice.config.yaml`; without it there is no such file. */
  readonly config?: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The gateway as `npm start` starts it, in a directory of its own, ready for requests. */
export async function startGateway({ config, env }: GatewaySettings): Promise<GatewayProcess> {
  const main = join(repositoryRoot, 'apps/gateway/dist/main.js');
  if (!existsSync(main)) throw new Error('apps/gateway/dist/main.js is missing; run: npm run build');
  const home = mkdtempSync(join(tmpdir(), 'sluice-guide-'));
  mkdirSync(join(home, 'data'));
  const file = join(home, 'sluice.config.yaml');
  if (config !== undefined) writeFileSync(file, config);
  const port = await freePort();
  const child = spawn(process.execPath, [main, 'start'], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      HOST: '127.0.0.1',
      PORT: String(port),
      SLUICE_DATA_DIR: join(home, 'data'),
      ...(config !== undefined && { SLUICE_CONFIG: file }),
      SLUICE_ADMIN_KEY: 'sk-sluice-guide-admin-0123456789',
      ...env,
    },
  });
  const said = collect(child);
  const stop = async () => {
    const code = await end(child);
    rmSync(home, { recursive: true, force: true });
    return code;
  };
  if (!(await isHealthy(child, port))) {
    await stop();
    throw new Error(`the gateway did not come up; it said:\n${said()}`);
  }
  return { address: `http://127.0.0.1:${port}/v1`, said, stop };
}

async function isHealthy(child: ChildProcess, port: number): Promise<boolean> {
  for (let tries = 0; tries < 150 && child.exitCode === null; tries += 1) {
    // Refused until it listens.
    const response = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    if (response?.status === 200) return true;
    await sleep(100);
  }
  return false;
}

async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const impatience = setTimeout(() => child.kill('SIGKILL'), 20_000);
  child.kill('SIGTERM');
  const code = await ended;
  clearTimeout(impatience);
  return code;
}

function collect({ stdout, stderr }: ChildProcess) {
  let text = '';
  stdout?.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  stderr?.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  return () => text;
}

async function freePort(): Promise<number> {
  const { port, close } = await listen(createServer());
  await close();
  return port;
}
