import type { Model } from '@sluice/provider-sdk';
import { models as ai21 } from './catalogue/ai21.ts';
import { models as dashscope } from './catalogue/dashscope.ts';
import { models as deepinfra } from './catalogue/deepinfra.ts';
import { models as featherlessAi } from './catalogue/featherless-ai.ts';
import { models as hyperbolic } from './catalogue/hyperbolic.ts';
import { models as jina } from './catalogue/jina.ts';
import { models as lambda } from './catalogue/lambda.ts';
import { models as moonshot } from './catalogue/moonshot.ts';
import { models as nebius } from './catalogue/nebius.ts';
import { models as novitaAi } from './catalogue/novita-ai.ts';
import { models as nscale } from './catalogue/nscale.ts';
import { models as ovhcloud } from './catalogue/ovhcloud.ts';
import { models as recraftAi } from './catalogue/recraft-ai.ts';
import { models as sambanova } from './catalogue/sambanova.ts';
import { models as stabilityAi } from './catalogue/stability-ai.ts';
import { models as voyage } from './catalogue/voyage.ts';
import { models as workersAi } from './catalogue/workers-ai.ts';
import { models as zAi } from './catalogue/z-ai.ts';

const bySlug: Readonly<Record<string, readonly Model[]>> = {
  ai21,
  dashscope,
  deepinfra,
  'featherless-ai': featherlessAi,
  hyperbolic,
  jina,
  lambda,
  moonshot,
  nebius,
  'novita-ai': novitaAi,
  nscale,
  ovhcloud,
  'recraft-ai': recraftAi,
  sambanova,
  'stability-ai': stabilityAi,
  voyage,
  'workers-ai': workersAi,
  'z-ai': zAi,
};

/** What is known of a provider's models, by its slug: nothing for one that the price table does not have. */
export const modelsOf = (slug: string): readonly Model[] => (Object.hasOwn(bySlug, slug) ? bySlug[slug]! : []);
