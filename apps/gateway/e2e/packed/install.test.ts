import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { call, CHAT } from '../../test/support/call.ts';
import { readPage } from '../../test/docs/support/pages.ts';
import { repositoryRoot } from '../guide/repository-root.ts';
import { outside } from './outside.ts';
import { must, run, type Setting } from './run.ts';
import { eventually } from '../../test/support/gateway.ts';
import { startServing, type Serving } from './serving.ts';
import { pack } from './tarball.ts';
import { fromTarballs, otherCommand, waysOf } from './ways.ts';

const MAIN = join(repositoryRoot, 'apps/gateway/dist/main.js');
const ways = waysOf('docs/install.md').filter(({ install }) => !install.join().includes('@acme/'));

let top: string;
let tarball: string;
beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), 'sluice-packed-'));
  tarball = await pack('apps/gateway', top);
}, 60_000);
afterAll(() => rmSync(top, { recursive: true, force: true }));

it('the page tells of npx, of npm and of npm globally, and the package’s own page of the first', () => {
  const [onPackage] = waysOf('apps/gateway/README.md');

  expect(ways.map(({ serve }) => serve)).toEqual(['npx @sluice/gateway', 'npx sluice start', 'sluice start']);
  expect(onPackage).toMatchObject({ install: [], serve: ways[0]!.serve });
});

describe.each(ways.map((way) => [way.name, way] as const))('a gateway that came as %s says', (_name, { install, serve }) => {
  let folder: string;
  let setting: Setting;
  let serving: Serving;
  const here = (line: string) => fromTarballs(line, { '@sluice/gateway': tarball });
  const sluice = (command: string, input = '') => run('bash', ['-c', here(otherCommand(serve, command))], { ...setting, input });

  beforeAll(async () => {
    const prefix = mkdtempSync(join(top, 'prefix-'));
    folder = mkdtempSync(join(top, 'empty-'));
    copyFileSync(tarball, join(folder, basename(tarball)));
    // Offline, and with a cache of its own: whatever a registry would have to give is missing.
    const npm = { npm_config_offline: 'true', npm_config_cache: join(prefix, 'cache'), npm_config_prefix: prefix };
    setting = { folder, environment: outside({ ...npm, PATH: `${join(prefix, 'bin')}:${process.env['PATH']}` }) };
    for (const line of install) await must('bash', ['-c', here(line)], setting);
    serving = await startServing(['bash', '-c', here(serve)], setting);
  }, 60_000);
  afterAll(() => serving?.interrupt());

  it('what its commands are, and which version it is', async () => {
    const { version } = JSON.parse(readFileSync(join(repositoryRoot, 'apps/gateway/package.json'), 'utf8')) as { version: string };

    expect(await sluice('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: sluice [command]') });
    expect(await sluice('--version')).toMatchObject({ status: 0, stdout: `${version}\n` });
  });

  it('that it has every provider of the repository', async () => {
    const inRepository = await must(process.execPath, [MAIN, 'providers'], { folder: repositoryRoot, environment: outside() });

    const packed = await sluice('providers');

    expect(packed.stdout).toBe(inRepository.stdout);
    expect(packed.stdout.split('\n').length).toBeGreaterThan(20);
  });

  it('whether a config file is good', async () => {
    const file = join(folder, 'other.yaml');
    writeFileSync(file, 'virtual_keys: [{ slug: a, provider: mock, key: k }]');
    const good = await sluice('check other.yaml');
    writeFileSync(file, 'virtual_keys: [{ slug: a, provider: nobody, key: k }]');
    const bad = await sluice('check other.yaml');
    rmSync(file);

    expect([good.status, bad.status]).toEqual([0, 1]);
    expect(bad.output).toContain('virtual_keys[0].provider');
  });

  it('what would become of a request', async () => {
    await eventually(() => serving.output().includes('admin key: '), 'no key was made');
    const key = /^admin key: (\S+)$/m.exec(serving.output())![1]!;

    const explained = await sluice(`explain --url ${serving.url} --key ${key} --config '{"provider":"mock"}'`, JSON.stringify(CHAT));

    expect(explained).toMatchObject({ status: 0, output: expect.stringContaining('mock') });
  });

  it('an answer, and writes nothing but its state', async () => {
    const reply = await call(`${serving.url}/v1/chat/completions`, { headers: { 'x-portkey-provider': 'mock' }, body: CHAT });
    const page = await fetch(`${serving.url}/docs/swagger-ui-bundle.js`);
    const npms = ['node_modules', 'package.json', 'package-lock.json', basename(tarball)];

    expect([reply.status, page.status]).toEqual([200, 200]);
    expect(readdirSync(folder).filter((name) => !npms.includes(name))).toEqual(['.sluice']);
    expect(readdirSync(join(folder, '.sluice')).toSorted()).toEqual([
      'encryption.key',
      ...['logs', 'sluice'].flatMap((name) => [`${name}.db`, `${name}.db-shm`, `${name}.db-wal`]),
    ]);
  });

  it('its key once, and on the next start nothing of it', async () => {
    await serving.interrupt();
    const again = await startServing(['bash', '-c', here(serve)], setting);
    await again.interrupt();

    expect(serving.output().match(/admin key: sk-sluice-/g)).toHaveLength(1);
    expect(again.output()).not.toContain('admin key');
    expect(again.output()).toContain('"stopped"');
  });
});

describe('the call on the package’s own page', () => {
  let serving: Serving;
  beforeAll(async () => {
    const folder = join(top, 'call');
    mkdirSync(folder);
    serving = await startServing([process.execPath, MAIN], { folder, environment: outside() });
  });
  afterAll(() => serving.stop());

  it.each(
    readPage('apps/gateway/README.md').blocks.flatMap(({ mark, text }) => (mark.kind === 'run' ? [[mark.expected, text] as const] : [])),
  )('prints %j', async (expected, text) => {
    const line = text.replaceAll('8787', new URL(serving.url).port);

    const { status, output } = await run('bash', ['-e', '-c', line], { folder: top, environment: outside() });

    expect(status).toBe(0);
    for (const fragment of expected) expect(output).toContain(fragment);
  });
});
