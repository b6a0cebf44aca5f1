import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { WebSocketServer } from 'ws';
import { pythonClients } from '../../e2e/guide/needs.ts';
import { freePort, startGateway, type Gateway } from '../support/gateway.ts';
import { COMPLETION, json, startUpstream, type Answer, type UpgradeListener, type Upstream } from '../support/upstream.ts';
import { pages, repositoryRoot, type Block, type Page } from './support/pages.ts';
import { run, runBlock, type Surroundings } from './support/run-block.ts';

/** Keys that the pages speak of by these names. The upstream takes the providers' and no other. */
const KEYS = {
  GROQ_API_KEY: 'gsk_examples_0123456789',
  OPENAI_API_KEY: 'sk-examples-0123456789',
  CI_KEY: 'ci-key-of-the-examples-0123456789',
  INHOUSE_KEY: 'inhouse-0123456789',
  ALERT_SECRET: 'whsec_ZXhhbXBsZXMgb2YgcGFnZXM=',
};

/** A key that a page's own config gives to `SLUICE_KEY`; elsewhere it is the one that the start printed. */
const OWN_SLUICE_KEY = 'sluice-key-of-a-page-0123456789';

const MAIN = 'apps/gateway/dist/main.js';

const asProvider: Answer = (response, received) => {
  const known = [KEYS.GROQ_API_KEY, KEYS.OPENAI_API_KEY].some((key) => received.headers.authorization === `Bearer ${key}`);
  if (!known)
    return json({ error: { message: 'Invalid API Key', type: 'invalid_request_error', code: 'invalid_api_key' } }, 401)(response, received);
  return json(received.method === 'GET' ? { object: 'list', data: [] } : COMPLETION)(response, received);
};

const sessions = new WebSocketServer({ noServer: true, handleProtocols: (offered) => offered.has('realtime') && 'realtime' });

const asRealtimeProvider: UpgradeListener = (request, socket, head) => {
  if (request.headers.authorization !== `Bearer ${KEYS.OPENAI_API_KEY}`) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
  sessions.handleUpgrade(request, socket, head, (session) => session.send('{"type":"session.created"}'));
};

const named = (block: Block) => [`line ${block.line}`, block] as const;

/** A folder that looks like the repository's as far as the pages speak of it, with the files that a page has in it. */
function furnish(folder: string, page: Page): void {
  for (const name of ['apps', 'node_modules'])
    if (!existsSync(join(folder, name))) symlinkSync(join(repositoryRoot, name), join(folder, name));
  for (const { mark, text } of page.blocks) {
    if (mark.kind !== 'file') continue;
    mkdirSync(dirname(join(folder, mark.name)), { recursive: true });
    writeFileSync(join(folder, mark.name), text);
  }
}

const hasCurl = spawnSync('bash', ['-c', 'curl --version'], { stdio: 'ignore' }).status === 0;
const NEEDS_CURL = 'the examples of the documentation need bash and curl; get them with: apt-get install bash curl';
if (!hasCurl) process.stderr.write(`skipped: ${NEEDS_CURL}\n`);
if (!pythonClients.met) process.stderr.write(`skipped: the examples of the documentation in Python: ${pythonClients.remedy}\n`);

/** Whether this machine has what a block is written for. */
const canRun = ({ language }: Block) => language !== 'python' || pythonClients.met;

describe('the documentation', () => {
  it('marks every example as one that is run, or says why not', () => {
    const bare = pages.flatMap(({ name, blocks }) =>
      blocks
        .filter(({ language, mark }) => ['sh', 'bash', 'js', 'ts', 'python'].includes(language) && mark.kind === 'none')
        .map(({ line }) => `${name}:${line}`),
    );

    expect(bare).toEqual([]);
  });

  it('has one served config a page, and expects something of every example', () => {
    for (const { blocks } of pages) {
      expect(blocks.filter(({ mark }) => mark.kind === 'serve').length).toBeLessThan(2);
      expect(blocks.filter(({ mark }) => mark.kind === 'run' && mark.expected.length === 0)).toEqual([]);
    }
  });

  it('leads nowhere that is not there', () => {
    const broken = pages.flatMap(({ name, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)]
        .filter(([, path, anchor]) => !leadsSomewhere(join(repositoryRoot, path === '' ? name : join(dirname(name), path!)), anchor))
        .map(([link]) => `${name}: ${link}`),
    );

    expect(broken).toEqual([]);
  });

  it('has the commands of its first page run in CI', () => {
    const workflow = readFileSync(join(repositoryRoot, '.github/workflows/ci.yml'), 'utf8');
    const { scripts, engines } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
      engines: { node: string };
    };

    expect(workflow).toContain('npm ci && npm test');
    expect(scripts['start']).toBe(`node ${MAIN} start`);
    expect(engines.node).toBe('>=20.19');
  });

  it('is skipped nowhere that it should be run', () => {
    expect(hasCurl || !process.env['CI'] || NEEDS_CURL).toBe(true);
    expect(pythonClients.met || !process.env['CI'] || pythonClients.remedy).toBe(true);
  });
});

function leadsSomewhere(file: string, anchor: string | undefined): boolean {
  if (!existsSync(file)) return false;
  if (anchor === undefined) return true;
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].some(
    ([, heading]) =>
      heading!
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(' ', '-') === anchor,
  );
}

// oxlint-disable-next-line jest/no-disabled-tests -- what a machine lacks is said above, and in CI it is a failure.
(hasCurl ? describe : describe.skip).each(
  pages.filter(({ blocks }) => blocks.some(({ mark }) => mark.kind === 'run')).map((page) => [page.name, page] as const),
)('the examples of %s', (_name, page) => {
  let upstream: Upstream;
  let gateway: Gateway | undefined;
  let surroundings: Surroundings;

  beforeAll(async () => {
    upstream = await startUpstream(asProvider, asRealtimeProvider);
    const served = page.blocks.find(({ mark }) => mark.kind === 'serve')?.text;
    const environment = { ...KEYS, GROQ_BASE_URL: `${upstream.origin}/openai/v1`, OPENAI_BASE_URL: `${upstream.origin}/v1` };
    const own = served?.includes('${SLUICE_KEY}') ? { SLUICE_KEY: OWN_SLUICE_KEY } : {};
    const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
    // First of all: a page's config may name plugins that stand on the page.
    furnish(folder, page);
    gateway = await startGateway({
      folder,
      environment: { ...environment, ...own, SLUICE_ADMIN_KEY: '' },
      ...(served !== undefined && { config: served }),
    });
    const printed = /^admin key: (\S+)$/m.exec(gateway.output())![1]!;
    surroundings = {
      folder: gateway.folder,
      environment: { SLUICE_KEY: printed, ADMIN_KEY: printed, ...environment, ...own },
      ports: { 8787: gateway.port, 8788: await freePort() },
    };
  });
  afterAll(async () => {
    // A gateway that did not start must not leave the upstream open, which would keep Jest from ending.
    await gateway?.stop();
    await upstream.close();
  });

  it.each(page.blocks.filter((block) => block.mark.kind === 'run' && canRun(block)).map(named))(
    'do what the page says (%s)',
    async (_line, block) => {
      const { status, output } = await runBlock(block, surroundings);

      for (const fragment of block.mark.kind === 'run' ? block.mark.expected : []) expect(output).toContain(fragment);
      expect({ status, output }).toMatchObject({ status: 0 });
    },
    30_000,
  );
});

/** A page may show files of other programs, and says which. */
const isConfig = ({ language, mark }: Block) => language === 'yaml' && mark.kind !== 'not run';

describe.each(pages.filter(({ blocks }) => blocks.some(isConfig)).map((page) => [page.name, page] as const))(
  'the config files of %s',
  (_name, page) => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
      furnish(folder, page);
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(page.blocks.filter(isConfig).map(named))(
      'pass the check (%s)',
      async (_line, { text, line }) => {
        const file = join(folder, `example-${line}.yaml`);
        writeFileSync(file, text);

        const { status, output } = await run(process.execPath, [MAIN, 'check', file], {
          folder,
          environment: { ...KEYS, SLUICE_KEY: OWN_SLUICE_KEY },
        });

        expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('is good') });
      },
      30_000,
    );
  },
);
