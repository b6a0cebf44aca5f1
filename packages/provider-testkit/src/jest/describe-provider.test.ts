import { describe, expect, it } from '@jest/globals';
import { defineCheck } from '@sluice/provider-sdk/check';
import { defineStrategy } from '@sluice/provider-sdk/strategy';
import { spawnSync } from 'node:child_process';
import { symlinkSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { chatAnswer, folderOf, json, like, write } from '../adapters.test.support.ts';
import { runKit } from '../kit.ts';
import { manifestOf } from '../manifest.ts';
import { describeCheck, describeProvider, describeStrategy } from './index.ts';

const MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

// A good provider, strategy and check pass here; what a bad one comes to is seen from outside, below.
const listing = like({ operations: { models: openAIOperations.models } });
const folder = await folderOf(listing, {
  'models/list': json({ data: [{ id: 'a' }] }),
  'models/bad_key': json({ error: { message: 'no' } }, 401),
});
write(folder, 'capabilities.json', manifestOf(await runKit(listing, { replies: join(folder, 'replies') })));
describeProvider(listing, { replies: join(folder, 'replies') });
describeStrategy(
  defineStrategy({ mode: 'in-order', propose: (branches) => branches.map(({ index }) => ({ branch: index, why: 'in order' })) }),
  [{ name: 'keeps the order', proposes: [0, 1, 2] }],
);
describeCheck(defineCheck({ id: 'acme.short', phases: ['before'], run: ({ text }) => ({ verdict: text.length < 10 }) }), [
  { name: 'lets a short text pass', text: 'Hello.', verdict: true },
]);

const BAD = `
import { defineProvider, secret } from '@sluice/provider-sdk';
import { defineStrategy } from '@sluice/provider-sdk/strategy';
import { defineCheck } from '@sluice/provider-sdk/check';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { describeCheck, describeProvider, describeStrategy } from '@sluice/provider-testkit/jest';
const bad = defineProvider({ id: 'bad', name: 'Bad', fields: {}, baseURL: 'https://bad.invalid', models: [], operations: {
  chat: { ...openAIOperations.chat, prepare: (body) => { if (body.get('stop') !== undefined) body.get('stop').map(String); } } } });
describeProvider(bad, { replies: new URL('./replies', import.meta.url) });
describeStrategy(defineStrategy({ mode: 'none', propose: () => [] }), [{ name: 'proposes' }]);
describeCheck(defineCheck({ id: 'acme.none', phases: ['before'], run: () => 1 }), [{ name: 'finds', text: 'x' }]);
`;

/** Says nothing, and declares that it leaves out names and thinking. */
const mute = like({
  differences: [
    { member: 'messages[].name', fate: 'dropped', how: 'x', source: 'x', example: { messages: [{ role: 'user', name: 'a' }] } },
    { member: 'reasoning_effort', fate: 'dropped', how: 'x', source: 'x', example: { reasoning_effort: 'low' } },
  ],
  operations: { chat: openAIOperations.chat },
});
const MUTE = `
import { defineProvider, secret } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { openAIOperations, readOpenAIFault } from '@sluice/provider-sdk/openai';
import { describeProvider } from '@sluice/provider-testkit/jest';
describeProvider(defineProvider({ id: 'shaped', name: 'Mute', fields: { apiKey: secret('API key') }, baseURL: 'https://mute.example',
  authorize: bearer('apiKey'), readFault: readOpenAIFault, models: ${JSON.stringify(mute.models)},
  differences: ${JSON.stringify(mute.differences)}, operations: { chat: openAIOperations.chat } }),
  { replies: new URL('./replies', import.meta.url) });
`;

interface Result {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** What Jest says of a test file of an author. */
function resultsOf(place: string, test: string): readonly Result[] {
  symlinkSync(MODULES, join(place, 'node_modules'));
  write(place, 'package.json', { type: 'module', jest: { testEnvironment: 'node', transform: {} } });
  write(place, 'its.test.js', test);
  const jest = join(MODULES, 'jest', 'bin', 'jest.js');
  const { stdout } = spawnSync(process.execPath, ['--experimental-vm-modules', jest, '--json', '-w', '1'], {
    cwd: place,
    encoding: 'utf8',
    timeout: 60_000,
  });
  const { testResults } = JSON.parse(stdout) as { testResults: { assertionResults: Result[] }[] };
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}

describe('a failure', () => {
  it('is red where no difference explains it, whatever the manifest says', async () => {
    const silence = json(chatAnswer({ content: '' }));
    const prose = json(chatAnswer({ content: 'It is 17 times 23.' }));
    const place = await folderOf(mute, { 'chat/text': silence, 'chat/vision': silence, 'chat/reasoning': prose });
    write(place, 'capabilities.json', {
      spec: 1,
      providers: { shaped: { chat: { text: 'failed', vision: 'failed', reasoning: 'failed' } } },
    });

    const results = resultsOf(place, MUTE);

    expect(results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)).toEqual([
      'provider Mute in chat text: a question is answered',
      'provider Mute in chat vision: a picture is taken',
    ]);
  });
});

describe('a bad plugin', () => {
  it('fails in the tests that concern it, and what is not recorded is a todo and no pass', () => {
    const place = mkdtempSync(join(tmpdir(), 'testkit-jest-'));
    write(place, 'capabilities.json', { spec: 1, providers: { bad: { chat: { text: 'works' } } } });
    write(place, 'replies/chat/text.json', { asked: { method: 'POST', path: '/old' }, answered: { status: 200, body: {} } });

    const results = resultsOf(place, BAD);

    const failed = results.filter(({ status }) => status === 'failed');
    expect(failed.map(({ fullName }) => fullName)).toEqual([
      'provider Bad in chat text: a question is answered',
      'provider Bad in chat odd_calls: whatever a caller asks raises faults and nothing else',
      'provider Bad has a capability manifest that says what was found',
      'strategy none proposes',
      'check acme.none finds',
    ]);
    expect(failed.map(({ failureMessages }) => failureMessages[0])).toEqual([
      expect.stringContaining('chat/text: asks POST /chat/completions where POST /old was recorded. To do: record it again'),
      expect.stringContaining('chat/odd_calls: asked with everything odd (null) it threw TypeError'),
      expect.stringContaining('is not what was found: run provider-testkit to write it'),
      expect.stringContaining('proposed none of the 3 branches'),
      expect.stringContaining('gave something that is no finding'),
    ]);
    const todo = results.filter(({ status }) => status === 'todo').map(({ fullName }) => fullName);
    expect(todo).toContain(
      'provider Bad in chat stream: an answer comes in pieces, in an order that clients can read (no reply is recorded: provider-testkit --live --record --only chat/stream)',
    );
    expect(todo).toHaveLength(16);
  });
});
