import { spawn } from 'node:child_process';
import { eventually, freePort } from '../../test/support/gateway.ts';
import type { Setting } from './run.ts';

/** Something that was started and answers at its address. */
export interface Serving {
  readonly url: string;
  output(): string;
  /** Asks it to end as a supervisor would, and tells the exit status. */
  stop(): Promise<number | null>;
  /** Ends it as Ctrl-C in a terminal does, which all that was started from there are told. */
  interrupt(): Promise<void>;
}

export interface ServingSetting extends Setting {
  /** The user that it runs as, where that is another than ours. */
  readonly user?: number | undefined;
}

const PATIENCE_MS = 20_000;

/** Starts a gateway by this command, and waits until it answers. */
export async function startServing([program, ...args]: readonly string[], setting: ServingSetting): Promise<Serving> {
  const port = await freePort();
  const child = spawn(program!, args, {
    cwd: setting.folder,
    env: { ...setting.environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(setting.user !== undefined && { uid: setting.user, gid: setting.user }),
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  let gone = false;
  const exited = new Promise<number | null>((resolve) =>
    child.once('close', (status) => {
      gone = true;
      resolve(status);
    }),
  );
  child.once('error', (error) => (printed += error.message));
  const endAll = () => {
    // The whole group: npx runs the gateway in a process of its own.
    if (child.pid !== undefined && !gone) process.kill(-child.pid, 'SIGKILL');
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await eventually(async () => {
      if (gone) throw new Error(`it ended at once:\n${printed}`);
      return (await fetch(`${url}/health`).catch(() => undefined))?.status === 200;
    }, 'it did not come up');
  } catch (error) {
    endAll();
    throw new Error(`${(error as Error).message}\n${printed}`, { cause: error });
  }
  const ended = async () => {
    const timer = setTimeout(endAll, PATIENCE_MS);
    const status = await exited;
    clearTimeout(timer);
    return status;
  };
  return {
    url,
    output: () => printed,
    stop() {
      child.kill('SIGTERM');
      return ended();
    },
    async interrupt() {
      if (child.pid !== undefined && !gone) process.kill(-child.pid, 'SIGINT');
      await ended();
    },
  };
}
