import { describe, expect, it } from '@jest/globals';
import { operationFor, type SameDialect } from '@sluice/provider-sdk';
import adapters from '../index.ts';

/** Where chat is asked of each, written down from the providers' documentation by hand, not from the table. */
const CHAT: Readonly<Record<string, string>> = {
  '302ai': 'https://api.302.ai/v1/chat/completions',
  ai21: 'https://api.ai21.com/studio/v1/chat/completions',
  aibadgr: 'https://aibadgr.com/api/v1/chat/completions',
  anyscale: 'https://api.endpoints.anyscale.com/v1/chat/completions',
  avian: 'https://api.avian.io/v1/chat/completions',
  bytez: 'https://api.bytez.com/models/v2/openai/v1/chat/completions',
  cometapi: 'https://api.cometapi.com/v1/chat/completions',
  dashscope: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions',
  deepbricks: 'https://api.deepbricks.ai/v1/chat/completions',
  deepinfra: 'https://api.deepinfra.com/v1/openai/chat/completions',
  'featherless-ai': 'https://api.featherless.ai/v1/chat/completions',
  github: 'https://models.inference.ai.azure.com/chat/completions',
  hyperbolic: 'https://api.hyperbolic.xyz/v1/chat/completions',
  'inference-net': 'https://api.inference.net/v1/chat/completions',
  iointelligence: 'https://api.intelligence.io.solutions/api/v1/chat/completions',
  'kluster-ai': 'https://api.kluster.ai/v1/chat/completions',
  krutrim: 'https://cloud.olakrutrim.com/v1/chat/completions',
  lambda: 'https://api.lambdalabs.com/v1/chat/completions',
  latitude: 'https://api.lsh.ai/v1/chat/completions',
  'lemonfox-ai': 'https://api.lemonfox.ai/v1/chat/completions',
  lepton: 'https://api.lepton.ai/api/v1/chat/completions',
  lingyi: 'https://api.lingyiwanwu.com/v1/chat/completions',
  matterai: 'https://api.matterai.so/v1/chat/completions',
  modal: 'https://api.modal.com/v1/chat/completions',
  monsterapi: 'https://llm.monsterapi.ai/v1/chat/completions',
  moonshot: 'https://api.moonshot.cn/v1/chat/completions',
  ncompass: 'https://api.ncompass.tech/v1/chat/completions',
  nebius: 'https://api.studio.nebius.ai/v1/chat/completions',
  nextbit: 'https://api.nextbit256.com/v1/chat/completions',
  'novita-ai': 'https://api.novita.ai/v3/openai/v1/chat/completions',
  nscale: 'https://inference.api.nscale.com/v1/chat/completions',
  ovhcloud: 'https://oai.endpoints.kepler.ai.cloud.ovh.net/v1/chat/completions',
  portkey: 'https://api.portkey.ai/v1/chat/completions',
  'reka-ai': 'https://api.reka.ai/v1/chat/completions',
  sambanova: 'https://api.sambanova.ai/v1/chat/completions',
  siliconflow: 'https://api.siliconflow.cn/v1/chat/completions',
  upstage: 'https://api.upstage.ai/v1/solar/chat/completions',
  'writer-ai': 'https://api.writer.com/v1/chat',
  'z-ai': 'https://api.z.ai/api/paas/v4/chat/completions',
  zhipu: 'https://open.bigmodel.cn/api/paas/v4/chat/completions',
};

/** Those that are known and have no chat at OpenAI's path. */
const OTHERS = [
  'databricks', 'jina', 'meshy', 'milvus', 'nomic', 'oracle', 'palm', 'pinecone', 'predibase', 'qdrant', 'recraft-ai', 'replicate',
  'sagemaker', 'segmind', 'snowflake-cortex', 'cortex', 'stability-ai', 'tripo3d', 'triton', 'voyage', 'workers-ai',
  'vllm', 'sglang', 'llamacpp', 'lmstudio',
]; // prettier-ignore

const find = (slug: string) => adapters.find(({ id, aliases }) => id === slug || aliases.includes(slug));
const request = { method: 'POST', url: 'https://x', headers: {}, body: undefined };

describe('the presets', () => {
  it.each(Object.entries(CHAT))('asks %s for chat at %s', (slug, url) => {
    const adapter = find(slug)!;
    const operation = operationFor(adapter.operations, 'chat', 'm') as SameDialect;

    expect(`${adapter.baseURL({})!}${operation.path as string}`).toBe(url);
  });

  it('know every slug once', () => {
    const slugs = adapters.flatMap(({ id, aliases }) => [id, ...aliases]);

    expect([...Object.keys(CHAT), ...OTHERS].filter((slug) => !slugs.includes(slug))).toEqual([]);
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(slugs.filter((slug) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))).toEqual([]);
  });

  it('say why one is not served, and give all others something to do or an address', () => {
    for (const { id, notServed, operations, fields, baseURL } of adapters) {
      const reachable = baseURL({}) !== undefined || Object.keys(fields).length > 1 || fields['apiKey']?.required === false;

      expect([id, notServed !== undefined || Object.keys(operations).length > 0 || reachable]).toEqual([id, true]);
    }
    expect(adapters.filter(({ notServed }) => notServed).map(({ id }) => id)).toEqual(['oracle', 'palm', 'sagemaker', 'triton']);
  });

  it.each([
    ['zhipu', { authorization: 'Bearer k' }],
    ['reka-ai', { 'x-api-key': 'k' }],
    ['segmind', { 'x-api-key': 'k' }],
    ['qdrant', { 'api-key': 'k' }],
    ['portkey', { 'x-portkey-api-key': 'k' }],
  ])('give %s its key as %j', async (slug, headers) => {
    const sent = await find(slug)!.authorize(request, { apiKey: 'k' }, {} as never);

    expect(sent.headers).toEqual(headers);
  });

  it.each(['vllm', 'llamacpp', 'qdrant', 'milvus'])('reach %s only at a host of one’s own, with a key or without', async (slug) => {
    const adapter = find(slug)!;

    expect([adapter.baseURL({}), adapter.fields['apiKey']!.required]).toEqual([undefined, false]);
    expect((await adapter.authorize(request, {}, {} as never)).headers).toEqual({});
  });
});

describe('addresses with a customer’s name in them', () => {
  it.each([
    ['databricks', { workspace: 'dbc-1' }, 'https://dbc-1.cloud.databricks.com/serving-endpoints'],
    ['databricks', { workspace: 'adb-1.0.azuredatabricks.net' }, 'https://adb-1.0.azuredatabricks.net/serving-endpoints'],
    ['databricks', { workspace: 'evil.example' }, 'https://evilexample.cloud.databricks.com/serving-endpoints'],
    ['snowflake', { account: 'org-acc' }, 'https://org-acc.snowflakecomputing.com/api/v2/cortex/v1'],
    ['workers-ai', { accountId: 'a1' }, 'https://api.cloudflare.com/client/v4/accounts/a1/ai'],
    ['workers-ai', {}, undefined],
  ])('%s with %j is %s', (slug, settings, url) => {
    expect(find(slug)!.baseURL(settings as never)).toBe(url);
  });

  it.each([
    ['databricks', { workspace: 'evil.example/' }],
    ['snowflake', { account: 'evil.example#' }],
    ['workers-ai', { accountId: '../..' }],
  ])('%s refuses %j', (slug, settings) => {
    expect(() => find(slug)!.baseURL(settings as never)).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ kind: 'invalid_request' }) }),
    );
  });
});
