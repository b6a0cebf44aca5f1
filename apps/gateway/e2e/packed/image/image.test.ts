import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, CHAT } from '../../../test/support/call.ts';
import { repositoryRoot } from '../../guide/repository-root.ts';
import { run } from '../run.ts';
import { eventually } from '../../../test/support/gateway.ts';
import { startServing, type Serving } from '../serving.ts';
import { buildImage, environmentOf, filesIn, type Built } from './build.ts';
import { buildContext, leftIn } from './context.ts';
import { readDockerfile } from './read.ts';

const stages = readDockerfile(join(repositoryRoot, 'apps/gateway/Dockerfile'));
const last = stages.at(-1)!;

/** A user who may not write where the image does not let him, where the machine lets us be one. */
const user = process.getuid?.() === 0 ? 1000 : undefined;

describe('the Dockerfile', () => {
  it('begins its stages with one image of a Node that Sluice runs on, named with its version and its system', () => {
    expect(stages.map(({ image }) => image)).toEqual(stages.map(() => expect.stringMatching(/^node:2\d(\.\d+)*-[a-z]+-slim$/)));
    expect(new Set(stages.map(({ image }) => image)).size).toBe(1);
  });

  it('leaves out of the context what is secret or was built here', () => {
    const kept = ['package.json', 'package-lock.json', 'apps/gateway/README.md', 'packages/core/src/index.ts', 'LICENSE'];
    const left = ['.env', 'apps/gateway/gateway.env', 'sluice.config.yaml', '.sluice/encryption.key', '.git/config', 'a.tgz'];

    expect(leftIn([...kept, ...left, 'node_modules/x/index.js', 'packages/core/dist/index.js', 'packages/core/.turbo/x.log'])).toEqual(
      kept,
    );
  });

  it('puts no secret into a layer', () => {
    const said = stages.flatMap(({ steps }) => steps).filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG');

    expect(said.map(({ text }) => text).filter((text) => /key|token|secret|password/i.test(text))).toEqual([]);
  });
});

describe('the image, built in clean folders', () => {
  let folder: string;
  let image: Built;
  let serving: Serving;
  let asked: number | null;
  let before: readonly string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sluice-image-'));
    chmodSync(folder, 0o755);
    image = await buildImage(stages, { context: buildContext(), folder });
    before = filesIn(image.root);
    // Before anything listens the check has to say so.
    asked = (await check()).status;
    serving = await startServing(image.command, { folder: join(image.root, image.directory), environment: environmentOf(image), user });
  }, 400_000);
  afterAll(async () => {
    await serving?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const check = (port = '9') =>
    run(image.healthcheck[0]!, image.healthcheck.slice(1), { folder, environment: { ...environmentOf(image), PORT: port } });

  it('holds the published gateway, a folder for its state, one for its config, and nothing else', () => {
    expect(readdirSync(image.root).toSorted()).toEqual(['config', 'data', 'usr']);
    expect(readdirSync(join(image.root, 'usr/local/lib/node_modules'))).toEqual(['@sluice']);
    expect(before.filter((file) => !file.startsWith('usr/local/lib/node_modules/@sluice/gateway/'))).toEqual(['usr/local/bin/sluice']);
    expect(before.filter((file) => file.includes('node_modules/@sluice/gateway/node_modules'))).toEqual([]);
  });

  it('runs as a user who is not root, and to whom the state belongs', () => {
    const [id] = image.user.split(':');

    expect(Number(id)).toBeGreaterThan(0);
    expect(image.volumes).toEqual(['/data']);
    expect(statSync(join(image.root, 'data')).uid).toBe(user === undefined ? process.getuid?.() : Number(id));
    expect(image.ports).toEqual([image.environment['PORT']]);
  });

  it('answers, asks every caller for a key, and printed one', async () => {
    await eventually(() => serving.output().includes('admin key: '), 'no key was made');
    const key = /^admin key: (\S+)$/m.exec(serving.output())![1]!;
    const mock = { 'x-portkey-provider': 'mock' };
    const without = await call(`${serving.url}/v1/chat/completions`, { headers: mock, body: CHAT });
    const withKey = await call(`${serving.url}/v1/chat/completions`, { headers: { ...mock, 'x-portkey-api-key': key }, body: CHAT });

    expect([without.status, withKey.status]).toEqual([401, 200]);
  });

  it('serves the console, whatever page of it is asked for', async () => {
    const page = await fetch(`${serving.url}/console/logs`);
    const html = await page.text();
    const [, script] = /<script [^>]*src="([^"]+)"/.exec(html) ?? [];
    const loaded = await fetch(new URL(script!, serving.url));

    expect([page.status, html]).toEqual([200, expect.stringContaining('<title>Sluice</title>')]);
    expect([loaded.status, loaded.headers.get('content-type')]).toEqual([200, expect.stringContaining('javascript')]);
  });

  it('is told healthy when it is, and not when nothing listens', async () => {
    const port = new URL(serving.url).port;

    expect(asked).toBe(1);
    expect(await check(port)).toMatchObject({ status: 0 });
  });

  it('ends with 0 when it is asked to stop, and has written to its volume only', async () => {
    const status = await serving.stop();
    const written = filesIn(image.root).filter((file) => !before.includes(file));

    expect(status).toBe(0);
    expect(serving.output()).toContain('"stopped"');
    expect(written.toSorted()).toEqual(['data/encryption.key', 'data/logs.db', 'data/sluice.db']);
  });

  it('takes other commands than the one that serves', async () => {
    const [program] = image.command;

    const listed = await run(program!, ['providers'], { folder: join(image.root, image.directory), environment: environmentOf(image) });

    expect(last.steps.filter(({ keyword }) => keyword === 'ENTRYPOINT').map(({ list }) => list)).toEqual([['sluice']]);
    expect(listed).toMatchObject({ status: 0, output: expect.stringMatching(/^mock\b/m) });
  });
});
