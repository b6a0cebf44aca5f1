import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { call, CHAT } from '../../test/support/call.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../../test/support/upstream.ts';
import { repositoryRoot } from '../guide/repository-root.ts';
import { outside } from './outside.ts';
import { buildImage, environmentOf } from './image/build.ts';
import { readDockerfile, type Stage } from './image/read.ts';
import { must, run, type Setting } from './run.ts';
import { startServing } from './serving.ts';
import { pack } from './tarball.ts';
import { fromTarballs, waysOf } from './ways.ts';

const NAME = '@acme/sluice-provider-inhouse';
const KEY = 'inhouse-key-0123456789';
const PLUGIN = `
import { defineProvider, secret } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations, readOpenAIFault } from '@sluice/provider-sdk/openai';

export default defineProvider({
  id: 'inhouse',
  name: 'In-house',
  fields: { apiKey: secret('API key') },
  baseURL: 'https://inhouse.example/v1',
  authorize: bearer('apiKey'),
  readFault: readOpenAIFault,
  operations: { chat: openAIOperations.chat },
});
`;

let top: string;
let upstream: Upstream;
/** By the names of their packages. */
let tarballs: Readonly<Record<string, string>>;
beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), 'sluice-beside-'));
  upstream = await startUpstream(json(COMPLETION));
  const plugin = join(top, 'plugin');
  mkdirSync(plugin);
  const sdk = JSON.parse(readFileSync(join(repositoryRoot, 'packages/provider-sdk/package.json'), 'utf8')) as { version: string };
  const manifest = { name: NAME, version: '1.0.0', type: 'module', exports: './index.js' };
  writeFileSync(
    join(plugin, 'package.json'),
    JSON.stringify({ ...manifest, peerDependencies: { '@sluice/provider-sdk': `^${sdk.version}` } }),
  );
  writeFileSync(join(plugin, 'index.js'), PLUGIN);
  tarballs = {
    '@sluice/gateway': await pack('apps/gateway', top),
    '@sluice/provider-sdk': await pack('packages/provider-sdk', top),
    [NAME]: await pack(plugin, top),
  };
}, 60_000);
afterAll(async () => {
  await upstream.close();
  rmSync(top, { recursive: true, force: true });
});

/** A folder in which these packages lie, and a place of its own for what is installed globally. */
function place(...packages: readonly string[]): Setting {
  const prefix = mkdtempSync(join(top, 'prefix-'));
  const folder = mkdtempSync(join(top, 'empty-'));
  for (const name of packages) copyFileSync(tarballs[name]!, join(folder, basename(tarballs[name]!)));
  const npm = { npm_config_offline: 'true', npm_config_cache: join(prefix, 'cache'), npm_config_prefix: prefix };
  const own = { INHOUSE_BASE_URL: `${upstream.origin}/v1`, PATH: `${join(prefix, 'bin')}:${process.env['PATH']}` };
  return { folder, environment: outside({ ...npm, ...own }) };
}

/** The page's lines for an image, above one that ends where the gateway's own does, with tarballs in place of names. */
function ownImage(): Stage {
  const [text] = /(?<=```dockerfile\n)[^]*?(?=```)/.exec(readFileSync(join(repositoryRoot, 'docs/install.md'), 'utf8'))!;
  const file = join(mkdtempSync(join(top, 'own-')), 'Dockerfile');
  writeFileSync(file, text);
  const [stage] = readDockerfile(file);
  const { steps } = readDockerfile(join(repositoryRoot, 'apps/gateway/Dockerfile')).at(-1)!;
  const begins = steps.filter(({ keyword }) => keyword === 'WORKDIR');
  const named = stage!.steps.map((step) => (step.keyword === 'RUN' ? { ...step, text: withTarballs(step.text) } : step));
  return { ...stage!, steps: [...begins, ...named] };
}

/** As addresses, which are good wherever the line runs. */
const withTarballs = (line: string) =>
  line
    .split(' ')
    .map((word) => (word in tarballs ? `file:${tarballs[word]!}` : word))
    .join(' ');

const here = (line: string) => fromTarballs(line, tarballs);
const ask = async (url: string) => {
  const headers = { 'x-portkey-provider': 'inhouse', authorization: `Bearer ${KEY}` };
  const { status } = await call(`${url}/v1/chat/completions`, { headers, body: CHAT });
  return { status, authorization: upstream.received.at(-1)?.headers.authorization };
};

describe('a plugin beside the packed gateway', () => {
  it('is loaded by its name, as the page says', async () => {
    const [way] = waysOf('docs/install.md').filter(({ install }) => install.join().includes(NAME));
    const setting = place('@sluice/gateway', '@sluice/provider-sdk', NAME);

    for (const line of way!.install) await must('bash', ['-c', here(line)], setting);
    const serving = await startServing(['bash', '-c', here(way!.serve)], setting);
    const asked = await ask(serving.url);
    await serving.interrupt();

    expect(asked).toEqual({ status: 200, authorization: `Bearer ${KEY}` });
  }, 60_000);

  it('is found beside the config file that names it, though the gateway is installed and run elsewhere', async () => {
    const setting = place('@sluice/gateway');
    const project = place('@sluice/provider-sdk', NAME);
    await must('bash', ['-c', here('npm install --global @sluice/gateway')], setting);
    await must('bash', ['-c', here(`npm install @sluice/provider-sdk ${NAME}`)], project);
    const config = join(project.folder, 'sluice.config.yaml');
    writeFileSync(config, `plugins: ['${NAME}']\n`);
    const environment = { ...setting.environment, SLUICE_CONFIG: config };

    const checked = await run('sluice', ['check', config], setting);
    const serving = await startServing(['sluice', 'start'], { ...setting, environment });
    const asked = await ask(serving.url);
    const status = await serving.stop();

    expect(checked).toMatchObject({ status: 0 });
    expect(asked).toEqual({ status: 200, authorization: `Bearer ${KEY}` });
    expect(status).toBe(0);
  }, 60_000);

  it('can be part of an image of one’s own, in which the mounted config does not hide it', async () => {
    const setting = place('@sluice/gateway');
    await must('bash', ['-c', here('npm install --global @sluice/gateway')], setting);
    const image = await buildImage([ownImage()], { context: [], folder: mkdtempSync(join(top, 'image-')) });
    const environment = { ...setting.environment, ...environmentOf(image), PATH: setting.environment['PATH']! };
    const own = { INHOUSE_BASE_URL: `${upstream.origin}/v1` };
    const mounted = place().folder;

    const serving = await startServing(['sluice', 'start'], { folder: mounted, environment: { ...environment, ...own } });
    const asked = await ask(serving.url);
    await serving.stop();

    expect(image.directory).toBe('/config');
    expect(asked).toEqual({ status: 200, authorization: `Bearer ${KEY}` });
  }, 60_000);

  it('that is named and not there stops the start with a sentence', async () => {
    const setting = place('@sluice/gateway');
    await must('bash', ['-c', here('npm install --global @sluice/gateway')], setting);

    const started = await run('sluice', ['start'], { ...setting, environment: { ...setting.environment, SLUICE_PLUGINS: NAME } });

    expect(started).toMatchObject({ status: 1, output: expect.stringMatching(new RegExp(`"${NAME}" is not installed`)) });
  }, 60_000);
});
