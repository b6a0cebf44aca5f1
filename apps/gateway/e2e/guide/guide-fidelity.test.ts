import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { clients, openaiNode, portkeyPython, replaceOnce } from './clients.ts';
import { examples, extras, page, type Example } from './page.ts';
import { repositoryRoot } from './repository-root.ts';

interface GuideBlock {
  readonly info: string;
  readonly sha256: string;
}

const recorded = JSON.parse(readFileSync(new URL('guide-blocks.json', import.meta.url), 'utf8')) as readonly GuideBlock[];
const guidePath = process.env['SLUICE_SPEC'] ?? join(repositoryRoot, '../shared/spec/groq-guide.md');

// The keys need no rule: the page keeps the guide's own placeholders. The forwarder needs none: no block changes for it.
const asInGuide = ({ client, code }: Example): GuideBlock => ({ info: client.info, sha256: sha256(client.pointAtHosted(code)) });

const fromPage = (client: Example['client'], topic: string) => {
  const found = examples.find((example) => example.client === client && example.topic === topic);
  if (!found) throw new Error(`no ${topic} example for ${client.name}`);
  return found;
};

describe('the examples on the Groq page', () => {
  it('are the calls of the guide, in its order, but for the address', () => {
    const blocks = examples.map(asInGuide);

    expect(blocks).toHaveLength(23);
    expect(blocks).toEqual(recorded);
  });

  it.each([
    ['a word', 'You are a helpful assistant.', 'You are a helpful  assistant.'],
    ['a model', 'gemma-7b-it', 'gemma2-9b-it'],
    ['an argument', 'provider="groq"', 'provider="groq", timeout=5'],
    ['a key', '"$PROVIDER_API_KEY"', '"$GROQ_API_KEY"'],
    ['an import', 'from portkey_ai import Portkey\n', 'from portkey_ai import Portkey\nimport os\n'],
    ['an empty line', ')\n\nprint', ')\n\n\nprint'],
  ])('would be caught with %s changed', (_what, from, to) => {
    const example = fromPage(portkeyPython, 'text');
    const changed = { ...example, code: replaceOnce(example.code, from, to) };

    const block = asInGuide(changed);

    expect(recorded).toContainEqual(asInGuide(example));
    expect(recorded).not.toContainEqual(block);
  });

  it.each([
    ['missing', 'const PORTKEY_GATEWAY_URL = "http://127.0.0.1:8787/v1";\n\n', ''],
    ['another', 'http://127.0.0.1:8787/v1', 'http://127.0.0.1:8788/v1'],
  ])('would be caught with the address %s', (_what, from, to) => {
    const example = fromPage(openaiNode, 'text');
    const changed = { ...example, code: replaceOnce(example.code, from, to) };

    expect(() => asInGuide(changed)).toThrow('expected once, found 0 times');
  });

  it('are all marked, so that none goes unread', () => {
    const calls = blocksOf(page).filter(({ info }) => clients.some((client) => client.info === info));

    expect(calls).toHaveLength(examples.length + extras.size);
  });

  // A clone has no guide, and no way to get one: there the list stands for it, and nothing is skipped.
  if (existsSync(guidePath)) {
    it('are compared with a list that is true to the guide', () => {
      const calls = blocksOf(readFileSync(guidePath, 'utf8')).filter(({ code }) => !/^(#|\/\/) Not supported\n$/.test(code));

      expect(calls.map(({ info, code }) => ({ info, sha256: sha256(code) }))).toEqual(recorded);
    });
  }
});

function blocksOf(markdown: string) {
  return markdown
    .split(/^```/m)
    .filter((_text, index) => index % 2 === 1)
    .map((block) => ({ info: block.slice(0, block.indexOf('\n')), code: block.slice(block.indexOf('\n') + 1) }));
}

function sha256(text: string) {
  return createHash('sha256').update(text).digest('hex');
}
