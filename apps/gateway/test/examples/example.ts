import { expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { call, type Reply } from '../support/call.ts';
import { readPage, repositoryRoot } from '../docs/support/pages.ts';
import { runBlock } from '../docs/support/run-block.ts';
import { ADMIN_KEY, startGateway, type Gateway } from '../support/gateway.ts';

/** Where the examples are. */
export const EXAMPLES = join(repositoryRoot, 'examples');

/** A gateway in a process of its own, started as an example's page says: with the example's config, which loads it by path. */
export const startExample = (name: string, environment: Readonly<Record<string, string>> = {}): Promise<Gateway> =>
  startGateway({ environment: { SLUICE_CONFIG: join(EXAMPLES, name, 'sluice.config.yaml'), ...environment } });

const hasCurl = spawnSync('bash', ['-c', 'curl --version'], { stdio: 'ignore' }).status === 0;
const NEEDS_CURL = 'the pages of the examples need bash and curl; get them with: apt-get install bash curl';
if (!hasCurl) process.stderr.write(`skipped: ${NEEDS_CURL}\n`);

/** A test that types what a page says. What a machine lacks for it is said above, and in CI it is a failure. */
export const itTypes = (what: string, act: () => Promise<void>): void => (hasCurl || process.env['CI'] ? it : it.skip)(what, act);

/** Runs what an example's page tells its reader to type. */
export async function typeOff(name: string, { folder, port }: Pick<Gateway, 'folder' | 'port'>): Promise<void> {
  for (const block of readPage(join('examples', name, 'README.md')).blocks) {
    if (block.mark.kind !== 'run') continue;
    const { output } = await runBlock(block, { folder, environment: { SLUICE_KEY: ADMIN_KEY }, ports: { 8787: port } });
    for (const fragment of block.mark.expected) expect(output).toContain(fragment);
  }
}

/** Asks at a door, with the key that may use what is stored. */
export const ask = ({ url }: Gateway, path: string, headers: Readonly<Record<string, string>>, body: object): Promise<Reply> =>
  call(`${url}/v1/${path}`, { headers: { 'x-portkey-api-key': ADMIN_KEY, ...headers }, body });

/** The texts of a stream put together, at OpenAI's door or Anthropic's. */
export const streamedText = ({ text }: Reply): string =>
  [...text.matchAll(/^data: (\{.*\})$/gm)]
    .map(([, data]) => JSON.parse(data!) as { choices?: { delta?: { content?: string } }[]; delta?: { text?: string } })
    .map(({ choices, delta }) => choices?.[0]?.delta?.content ?? delta?.text ?? '')
    .join('');
