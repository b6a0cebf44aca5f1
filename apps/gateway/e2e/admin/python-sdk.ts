import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { python } from '../guide/needs.ts';
import { pythonMethod } from './spelling.ts';
import { Refusal, type ClientOptions, type Fields, type Reply, type Sdk } from './sdk.ts';

/** Both clients of the SDK for Python, in one process that lives as long as the stage. */
export interface PythonSdks {
  readonly python: Sdk;
  readonly asyncPython: Sdk;
  /** Every method of every resource of ours that a client has, by its path. */
  inventory(kind: 'sync' | 'async'): Promise<Readonly<Record<string, readonly string[]>>>;
  /** What each of these methods takes by name. */
  fields(methods: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>>;
  close(): Promise<void>;
}

interface Asked {
  readonly kind: 'sync' | 'async';
  readonly options: ClientOptions;
  readonly method: string;
  readonly args: readonly string[];
  readonly fields: Fields;
}

/** Starts the process. */
export function pythonSdks(origin: string, options: ClientOptions): PythonSdks {
  const agent = startAgent(origin);
  const sdk = (kind: Asked['kind'], own: ClientOptions, called: Set<string>): Sdk => {
    const self: Sdk = {
      name: kind === 'sync' ? 'Python' : 'async Python',
      called,
      async call(method, ...given) {
        called.add(method);
        const args = given.filter((each) => typeof each === 'string');
        const fields = given.find((each) => typeof each !== 'string') ?? {};
        return (await agent.ask({ kind, options: own, method: pythonMethod(kind, method), args, fields })) as Reply;
      },
      send(verb, path, body = {}) {
        if (verb === 'post') return self.call(verb, path, body);
        return self.call(verb, verb === 'put' ? { path, body } : { path });
      },
      with: (more) => sdk(kind, { ...own, ...more }, called),
    };
    return self;
  };
  return {
    python: sdk('sync', options, new Set()),
    asyncPython: sdk('async', options, new Set()),
    inventory: async (kind) =>
      (await agent.ask({ kind, options, method: 'inventory', args: [], fields: {} })) as Record<string, readonly string[]>,
    fields: async (methods) =>
      (await agent.ask({ kind: 'sync', options, method: 'fields', args: methods, fields: {} })) as Record<string, readonly string[]>,
    close: () => agent.close(),
  };
}

type Answer =
  { readonly given: unknown } | { readonly refused: { readonly name: string; readonly status: number | null; readonly message: string } };

function startAgent(origin: string) {
  const child = spawn(python, [join(import.meta.dirname, 'python/agent.py'), origin], {
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const waiting: { readonly answered: (line: string) => void; readonly failed: (error: Error) => void }[] = [];
  let complaints = '';
  let gone = false;
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (complaints += piece));
  createInterface(child.stdout).on('line', (line) => waiting.shift()?.answered(line));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const death = () => new Error(`the process of the SDK for Python ended:\n${complaints}`);
  // Told of by `close`.
  child.stdin.on('error', () => {});
  void ended.then(() => {
    gone = true;
    for (const { failed } of waiting.splice(0)) failed(death());
  });
  return {
    /** Calls are answered one after the other, in the order in which they were made. */
    async ask(asked: Asked): Promise<unknown> {
      if (gone) throw death();
      const line = new Promise<string>((answered, failed) => waiting.push({ answered, failed }));
      child.stdin.write(`${JSON.stringify(asked)}\n`);
      const answer = JSON.parse(await line) as Answer;
      if ('given' in answer) return answer.given;
      const { name, status, message } = answer.refused;
      throw new Refusal(status ?? undefined, message, name);
    },
    async close(): Promise<void> {
      child.stdin.end();
      const impatience = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(impatience);
    },
  };
}
