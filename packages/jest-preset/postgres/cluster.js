// A PostgreSQL of a test's own: in a folder that is thrown away, on a free port, ended with the process that started it.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const HOW_TO_GET_POSTGRES = 'PostgreSQL is not installed: apt-get install postgresql';

// Stands between us and the server: when we are gone, however that came about, its input ends, and it ends the server.
const GUARD = '"$@" >&2 & server=$!; echo "$server"; read -r _; kill -INT "$server"; wait "$server"';

export function postgresBinaries() {
  return [fromPgConfig(), ...debianFolders()].find((folder) => folder !== undefined && existsSync(join(folder, 'initdb')));
}

export async function startPostgres() {
  const binaries = postgresBinaries();
  if (binaries === undefined) throw new Error(HOW_TO_GET_POSTGRES);
  const folder = mkdtempSync(join(tmpdir(), 'sluice-postgres-'));
  const [command, ...prefix] = asServer(folder);
  const data = join(folder, 'data');
  await run(
    ...line([...prefix, join(binaries, 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], command),
  );
  const port = await freePort();
  const connection = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-d', 'postgres'];
  let server = await serve();
  let schemas = 0;

  async function serve() {
    const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off', max_connections: '200' };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [first, ...rest] = [command, ...prefix, join(binaries, 'postgres'), '-D', data, ...options].filter(Boolean);
    const guard = spawn('sh', ['-c', GUARD, 'guard', first, ...rest], { stdio: ['pipe', 'pipe', 'pipe'], cwd: '/', detached: true });
    let said = '';
    guard.stderr.on('data', (text) => (said += text));
    const ended = new Promise((resolve) => guard.once('exit', resolve));
    const pid = Number(await new Promise((resolve) => guard.stdout.once('data', resolve)));
    for (const until = Date.now() + 20_000; !(await answers()); await wait(30)) {
      if (guard.exitCode !== null || Date.now() > until) throw new Error(`PostgreSQL did not start: ${said}`);
    }
    return { guard, pid, ended };
  }

  async function answers() {
    return run(join(binaries, 'pg_isready'), connection.slice(0, 4)).then(
      () => true,
      () => false,
    );
  }

  const all = () => [server.pid, ...childrenOf(server.pid)];
  const signal = (name, pids) => pids.forEach((pid) => process.kill(pid, name));
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async schema() {
      const name = `suite_${++schemas}`;
      await run(join(binaries, 'psql'), [...connection, '-q', '-c', `create schema ${name}`]);
      return `postgres://postgres@127.0.0.1:${port}/postgres?schema=${name}`;
    },
    async query(sql) {
      const { stdout } = await run(join(binaries, 'psql'), [...connection, '-qAt', '-c', sql]);
      return stdout.trim();
    },
    pause: () => signal('SIGSTOP', all()),
    resume: () => signal('SIGCONT', all()),
    async kill() {
      signal('SIGKILL', all());
      server.guard.stdin.end();
      await server.ended;
    },
    async start() {
      server = await serve();
    },
    async stop() {
      server.guard.stdin.end();
      await server.ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to be root; Debian's package has made a user for it. */
function asServer(folder) {
  if (process.getuid?.() !== 0) return [];
  const [uid, gid] = ['-u', '-g'].map((option) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' })));
  chownSync(folder, uid, gid);
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

function line(words, command) {
  const [first, ...rest] = command === undefined ? words : [command, ...words];
  return [first, rest, { cwd: '/' }];
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function childrenOf(pid) {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

function fromPgConfig() {
  try {
    return execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    // Not every installation has it.
    return undefined;
  }
}

function debianFolders() {
  const versions = '/usr/lib/postgresql';
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .toSorted((one, other) => Number(other) - Number(one))
    .map((version) => join(versions, version, 'bin'));
}
