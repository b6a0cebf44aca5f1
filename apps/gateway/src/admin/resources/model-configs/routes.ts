import type { ModelPricing } from '@sluice/contract';
import { notFound } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { route, type AdminRoute } from '../../route.ts';
import { CALCULATE } from './calculate.ts';
import { payAsYouGo } from './pay-as-you-go.ts';
import { PRICING } from './schema.ts';

/** The address of what models cost. Wire spec §22. */
export const modelConfigRoutes = ({ findProvider, models }: AdminMeans): readonly AdminRoute[] => [
  route({
    method: 'GET',
    path: '/model-configs/pricing/:provider/:model',
    // Models of some providers have slashes in their names, and not everybody writes those as %2F.
    also: ['/model-configs/pricing/:provider/*model'],
    summary: 'What a model costs, in US cents',
    tag: 'Prices',
    policy: { kind: 'public', why: 'prices are read before there is a key, and no secret is among them' },
    reply: PRICING,
    handle: async ({ params }) => {
      const [slug, named] = [params['provider']!, params['model'] as string | readonly string[]];
      const model = typeof named === 'string' ? named : named.join('/');
      const provider = findProvider(slug);
      if (!provider) throw notFound('provider', slug);
      const known = models.find(provider, model);
      const price = known?.price ?? known?.unitPrice;
      if (!price) throw notFound(`price of a model of "${provider.id}" that is called`, model);
      const pricing: ModelPricing = {
        pay_as_you_go: payAsYouGo(price),
        calculate: CALCULATE,
        currency: 'USD',
        finetune_config: known?.fineTuned ? { pay_as_you_go: payAsYouGo(known.fineTuned) } : null,
      };
      return { body: { ...pricing } };
    },
  }),
];
