import { describe, expect, it } from '@jest/globals';
import { readCapabilityManifest, type ProviderAdapter } from '@sluice/provider-sdk';
import { join } from 'node:path';
import { chatAnswer, folderOf, foreign, json, shaped, write } from './adapters.test.support.ts';
import { cellsOf } from './cells.ts';
import { runKit } from './kit.ts';
import { manifestOf, manifestText } from './manifest.ts';
import { repliesIn } from './replies/folder.ts';
import { tableOf } from './table.ts';

const openAI = shaped as unknown as ProviderAdapter;
const own = foreign as unknown as ProviderAdapter;

describe('a report', () => {
  it('comes to a table, sentences and a manifest', async () => {
    const folder = await folderOf(own, { 'chat/text': json({ said: 'Hello.' }), 'chat/usage': json({ said: 'Hello.' }) });
    write(folder, 'replies/chat/dreams.json', {});

    const report = await runKit(own, { replies: join(folder, 'replies') });

    expect(manifestOf(report)).toEqual({
      spec: 1,
      providers: {
        foreign: {
          chat: {
            text: 'works',
            usage: 'failed',
            tools: 'refused',
            tools_stream: 'refused',
            tool_choice: 'refused',
            tool_results: 'refused',
          },
        },
      },
    });
    expect(report.problems).toMatchObject([
      { place: 'replies', said: expect.stringContaining('chat has no feature "dreams"') },
      { place: 'chat/usage', said: 'usage is undefined and not an object' },
    ]);
    expect(tableOf(report).split('\n').slice(0, 8)).toEqual([
      'foreign       chat',
      '─────────────────────',
      'text          works',
      'system        ·',
      'history       ·',
      'stream        ·',
      'usage         FAILED',
      'stream_usage  ·',
    ]);
    expect(tableOf(report)).toMatch(/odd_calls +kept\n.*\n.*\n1 work, 4 refused, 1 failed, 12 untested \(·: no reply is recorded\)$/);
  });

  it('shows what failed as declared for what it is, with the reason beneath, and tells the router that it failed', async () => {
    const hasty = {
      ...openAI,
      differences: [
        { member: 'reasoning_effort', fate: 'dropped', how: 'It does not think.', source: 'x', example: { reasoning_effort: 'low' } },
      ],
    } as ProviderAdapter;
    const folder = await folderOf(hasty, { 'chat/reasoning': json(chatAnswer({ content: 'It is 17 times 23.' })) });

    const report = await runKit(hasty, { replies: join(folder, 'replies') });

    expect(report.problems).toEqual([]);
    expect(manifestOf(report).providers['shaped']).toEqual({ chat: { reasoning: 'failed' } });
    expect(tableOf(report)).toMatch(/^reasoning +declared$/m);
    expect(tableOf(report)).toMatch(
      /0 failed, 1 declared, \d+ untested \(·: no reply is recorded\)\nchat\/reasoning: reasoning_effort is dropped: It does not think\.$/,
    );
  });

  it('has one full stop where a provider has said one', async () => {
    const folder = await folderOf(openAI, { 'chat/text': json({ error: { message: 'No such luck.' } }, 400) });

    const report = await runKit(openAI, { replies: join(folder, 'replies') });

    expect(report.problems).toMatchObject([{ said: expect.stringMatching(/No such luck$/) }]);
  });

  it('comes to the same manifest in whatever order providers are tried, which can be read', async () => {
    const reports = [await runKit(openAI), await runKit(own)];

    const texts = [manifestText(manifestOf(reports)), manifestText(manifestOf(reports.toReversed()))];

    expect(texts[0]).toBe(texts[1]);
    expect(Object.keys(readCapabilityManifest(JSON.parse(texts[0]!)).providers)).toEqual(['foreign', 'shaped']);
  });
});

describe('the cells', () => {
  const models = (adapter: ProviderAdapter, replies = repliesIn(undefined), named = {}) =>
    Object.fromEntries(
      cellsOf(adapter, { replies, models: named, live: false }).map(({ surface, feature, model }) => [
        `${surface.operation}/${feature.name}`,
        model,
      ]),
    );

  it('ask the first model that can do it', () => {
    expect(models(openAI)).toMatchObject({
      'chat/text': 'shaped-1',
      'chat/vision': 'shaped-see',
      'embeddings/text': 'shaped-embed',
      'models/list': undefined,
    });
  });

  it('ask whom they are told to, by cell before surface and by hand before kit.json', async () => {
    const folder = await folderOf(openAI, {});
    write(folder, 'replies/kit.json', {
      models: { chat: 'kit', 'chat/tools': 'kit-tools', 'chat/json': 'kit-json' },
      calls: { 'chat/text': { voice: 'nova' } },
    });

    const replies = repliesIn(join(folder, 'replies'));

    expect(models(openAI, replies, { 'chat/json': 'hand' })).toMatchObject({
      'chat/text': 'kit',
      'chat/tools': 'kit-tools',
      'chat/json': 'hand',
    });
    expect(cellsOf(openAI, { replies, models: {}, live: false })[0]?.call).toMatchObject({ model: 'kit', voice: 'nova' });
  });

  it('ask whom a reply was recorded of', async () => {
    const folder = await folderOf(openAI, { 'chat/text': json(chatAnswer({ content: 'Hello.' })) });
    const file = repliesIn(join(folder, 'replies')).find('chat', 'text')!;
    write(folder, 'replies/chat/text.json', { ...file, model: 'older' });

    expect(models(openAI, repliesIn(join(folder, 'replies')))).toMatchObject({ 'chat/text': 'older', 'chat/system': 'shaped-1' });
  });

  it('leave the wrong key out where there is no key', () => {
    const names = Object.keys(models({ ...openAI, fields: {}, credential: undefined }));

    expect(names.filter((name) => name.endsWith('bad_key'))).toEqual([]);
    expect(names).toContain('chat/bad_model');
  });
});
