import { defineProvider, type Model } from '@sluice/provider-sdk';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { modelConfigRoutes } from '../../src/admin/resources/model-configs/routes.ts';
import { mismatch, startAdmin, type AdminStage } from './support.ts';

const models: readonly Model[] = [
  {
    id: 'talks',
    price: {
      input: 2.5,
      output: 10,
      cachedInput: 1.25,
      cacheWrite: 3,
      audioInput: 40,
      perSearch: 0.01,
      perMillionCharacters: 15,
      batch: { input: 1.25, output: 5 },
      above: [{ tokens: 200_000, input: 5, output: 20 }],
    },
  },
  { id: 'house/paints', unitPrice: { perImage: 0.04, pictures: [{ size: '1024x1536', quality: 'high', price: 0.25 }] } },
  { id: 'nobody-knows' },
];
const acme = defineProvider({ id: 'acme', aliases: ['ac'], name: 'Acme', fields: {}, models, operations: {} });

let stage: AdminStage;
beforeAll(async () => {
  stage = await startAdmin({ routes: modelConfigRoutes, adapters: [acme] });
});
afterAll(() => stage?.stop());

const priceOf = (path: string) => stage.askAs('nobody at all', 'GET', `/model-configs/pricing/${path}`);

describe('what a model costs', () => {
  it('is told to everybody in cents for one token', async () => {
    const answer = await priceOf('acme/talks');

    expect(mismatch(modelConfigRoutes({} as never)[0]!.reply as Parameters<typeof mismatch>[0], answer)).toBeUndefined();
    expect(answer).toMatchObject({
      status: 200,
      body: {
        pay_as_you_go: {
          // $2.50 a million tokens: 250 cents by a million.
          request_token: { price: 0.00025 },
          response_token: { price: 0.001 },
          cache_read_input_token: { price: 0.000125 },
          cache_write_input_token: { price: 0.0003 },
          request_audio_token: { price: 0.004 },
          additional_units: { web_search: { price: 1 }, character: { price: 0.0015 } },
          batch: { request_token: { price: 0.000125 }, response_token: { price: 0.0005 } },
          above: [{ tokens: 200_000, request_token: { price: 0.0005 }, response_token: { price: 0.002 } }],
        },
        currency: 'USD',
        finetune_config: null,
      },
    });
    expect(answer.body['pay_as_you_go']).not.toHaveProperty('image');
  });

  it.each(['ac/house/paints', 'acme/house%2Fpaints'])(
    'is told of pictures by quality and size, whatever slashes its name has: %s',
    async (path) => {
      expect((await priceOf(path)).body['pay_as_you_go']).toEqual({
        image: { default: { default: { price: 4 } }, high: { '1024x1536': { price: 25 } } },
      });
    },
  );

  it.each(['acme/none', 'acme/nobody-knows', 'nobody/talks', 'acme/house/none'])('is not there where nobody knows it: %s', async (path) => {
    expect(await priceOf(path)).toMatchObject({ status: 404, body: { success: false } });
  });
});
