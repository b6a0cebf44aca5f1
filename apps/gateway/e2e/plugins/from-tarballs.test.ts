import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from '../../test/support/call.ts';
import { openaiChat } from '../../test/support/stand-ins/openai-chat/index.ts';
import { startStandIn, type StandIn } from '../../test/support/stand-ins/stand-in.ts';
import { talk } from '../../test/support/talk.ts';
import { startUpstream, type Upstream } from '../../test/support/upstream.ts';
import { describeWith } from '../guide/needs.ts';
import { outside } from '../packed/outside.ts';
import { must, run, type Ran } from '../packed/run.ts';
import { startServing, type Serving } from '../packed/serving.ts';
import { pack } from '../packed/tarball.ts';
import { registry } from './needs.ts';
import { makePlugin, openWorkshop, type Made } from './workshop.ts';

const MINUTE_MS = 60_000;
/** The one that stand-ins take. */
const KEY = 'test-key';

/** What is written down by `npm create`, with the options that are typed. */
const PLUGINS = {
  '@acme/sluice-provider-plain': ['--dialect', 'openai', '--id', 'plain'],
  '@acme/sluice-provider-talk': ['--dialect', 'own'],
  'sluice-strategy-thrift': ['--dialect', 'strategy'],
  'no-names': ['--dialect', 'check', '--id', 'acme.no-names'],
} as const;
type Name = keyof typeof PLUGINS;
const names = Object.keys(PLUGINS) as Name[];
const providers = names.slice(0, 2);

describeWith(registry, 'a plugin, from npm create to an answer, all from tarballs', () => {
  const top = mkdtempSync(join(tmpdir(), 'sluice-plugins-'));
  const made = new Map<Name, Made>();
  let recorded: Ran;
  let retested: Ran;
  let listed: Ran;
  let plain: StandIn;
  let foreign: Upstream;
  let serving: Serving;

  beforeAll(async () => {
    const began = performance.now();
    plain = await startStandIn([{ path: /^\/v1\/chat\/completions$/, format: openaiChat() }]);
    foreign = await startUpstream(talk(KEY));
    const workshop = await openWorkshop(top);
    // Two at a time: npm is waiting most of the time, and compilers are not.
    for (let at = 0; at < names.length; at += 2)
      await Promise.all(names.slice(at, at + 2).map(async (name) => made.set(name, await makePlugin(workshop, name, ...PLUGINS[name]))));

    const { folder } = made.get('@acme/sluice-provider-talk')!;
    const recording = outside({ TALK_API_KEY: KEY, TALK_BASE_URL: foreign.origin });
    recorded = await run('npm', ['run', 'record'], { folder, environment: recording });
    retested = await run('npm', ['test'], { folder, environment: outside() });

    const place = join(top, 'empty');
    mkdirSync(place);
    writeFileSync(join(place, 'package.json'), '{"private":true}');
    const tarballs = [
      await pack('apps/gateway', top),
      workshop.release['@sluice/provider-sdk']!,
      ...names.map((name) => made.get(name)!.tarball),
    ];
    const environment = outside({
      SLUICE_PLUGINS: names.join(','),
      PLAIN_BASE_URL: `${plain.origin}/v1`,
      TALK_BASE_URL: foreign.origin,
    });
    await must('npm', ['install', '--prefer-offline', '--loglevel=error', ...tarballs], { folder: place, environment: outside() });
    listed = await run('npx', ['sluice', 'providers'], { folder: place, environment });
    serving = await startServing(['npx', 'sluice', 'start'], { folder: place, environment });
    process.stderr.write(`plugins from tarballs: ${Math.round((performance.now() - began) / 1000)} s until the gateway served\n`);
  }, 6 * MINUTE_MS);

  afterAll(async () => {
    await serving?.interrupt();
    await plain?.close();
    await foreign?.close();
    rmSync(top, { recursive: true, force: true });
  });

  it.each(names)('%s passes its own tests as it was written', (name) => {
    const { tested, created } = made.get(name)!;

    expect(created.output).toContain(`Wrote ${name}: `);
    expect(tested).toMatchObject({ status: 0, output: expect.stringMatching(/Tests: +(?:\d+ todo, )?\d+ passed, \d+ total/) });
  });

  it.each(names)('%s packs what others need, and nothing else', (name) => {
    const { contents } = made.get(name)!;

    const whole = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts'];
    expect(contents).toEqual(expect.arrayContaining(providers.includes(name) ? [...whole, 'capabilities.json'] : whole));
    expect(contents.filter((path) => /\.test\.|^src|^replies|tsconfig|\.tgz/.test(path))).toEqual([]);
  });

  it('records what its provider answers, without the key, and passes its tests by that', () => {
    const reply = readFileSync(join(made.get('@acme/sluice-provider-talk')!.folder, 'replies/chat/text.json'), 'utf8');

    expect(recorded).toMatchObject({ status: 0, output: expect.stringMatching(/tools_stream +works/) });
    expect(reply).toContain('You said: Say hello in one short sentence.');
    expect(reply).not.toContain(KEY);
    expect(retested).toMatchObject({ status: 0, output: expect.stringMatching(/\d+ passed/) });
  });

  it('is listed by the packed gateway', () => {
    expect(listed).toMatchObject({ status: 0, output: expect.stringMatching(/plain[^]*talk/) });
  });

  const user = { role: 'user', content: 'Hello' };
  const models = { plain: 'small-1', talk: 'talk-1' };
  const ask = (provider: keyof typeof models, path: string, more: object) =>
    call(serving.url + path, {
      headers: { 'x-portkey-provider': provider, authorization: `Bearer ${KEY}` },
      body: { model: models[provider], messages: [user], ...more },
    });

  it.each([
    ['plain', '/v1/chat/completions', {}, /"content":"Hello".*"finish_reason":"stop"/],
    ['plain', '/v1/chat/completions', { stream: true }, /"delta":\{"content":"[^]*"finish_reason":"stop"[^]*\[DONE\]/],
    ['plain', '/v1/messages', { max_tokens: 9 }, /"type":"text","text":"Hello"/],
    ['talk', '/v1/chat/completions', {}, /"content":"You said: Hello".*"total_tokens":17/],
    ['talk', '/v1/chat/completions', { stream: true }, /"content":"You s"[^]*"finish_reason":"stop"[^]*\[DONE\]/],
    ['talk', '/v1/messages', { max_tokens: 9 }, /"type":"text","text":"You said: Hello"/],
    ['talk', '/v1/messages', { max_tokens: 9, stream: true }, /"text":"You s"[^]*"stop_reason":"end_turn"[^]*message_stop/],
  ] as const)('answers: %s at %s with %j', async (provider, path, more, expected) => {
    const reply = await ask(provider, path, more);

    expect([reply.status, reply.headers['x-portkey-provider'], reply.cut]).toEqual([200, provider, false]);
    expect(reply.text).toMatch(expected);
  });

  const withConfig = (config: object, content: string) =>
    call(`${serving.url}/v1/chat/completions`, {
      headers: { 'x-portkey-config': JSON.stringify(config) },
      body: { messages: [{ role: 'user', content }] },
    });
  const target = (provider: keyof typeof models) => ({ provider, api_key: KEY, override_params: { model: models[provider] } });

  it.each([
    [[target('talk'), target('plain')], 'config.targets[1]'],
    [[target('plain'), target('talk')], 'config.targets[0]'],
  ])('chooses by its strategy: the cheaper one, wherever it stands', async (targets, chosen) => {
    // Measured, both of them, and neither too slow: it is the price that decides.
    await Promise.all(targets.map((each) => withConfig(each, 'Hello')));

    const { status, headers } = await withConfig({ strategy: { mode: 'thrift', at_most_ms: MINUTE_MS }, targets }, 'Hello');

    expect([status, headers['x-portkey-provider'], headers['x-portkey-last-used-option-index']]).toEqual([200, 'plain', chosen]);
  });

  it('tells what is wrong with the options of its strategy', async () => {
    const { status, json } = await withConfig({ strategy: { mode: 'thrift', at_most_ms: 0 }, targets: [target('plain')] }, 'Hello');

    expect([status, json.error.message]).toEqual([400, expect.stringContaining('"at_most_ms" must be a number of milliseconds above 0')]);
  });

  it('stops by its check what must not pass', async () => {
    const guarded = { ...target('talk'), input_guardrails: [{ 'acme.no-names': { names: ['Ada'] }, deny: true }] };

    const [stopped, passed] = [await withConfig(guarded, 'Ask Ada'), await withConfig(guarded, 'Ask Adam')];

    expect([stopped.status, passed.status]).toEqual([446, 200]);
    expect(stopped.text).toContain('"found":1');
  });

  it('rewrites by its check what goes out', async () => {
    const guarded = { ...target('talk'), input_mutators: [{ 'acme.no-names': { names: ['Ada'], replacement: 'somebody' } }] };

    const { status, json } = await withConfig(guarded, 'Ask Ada');

    expect([status, json.choices[0].message.content]).toEqual([200, 'You said: Ask somebody']);
  });
});
