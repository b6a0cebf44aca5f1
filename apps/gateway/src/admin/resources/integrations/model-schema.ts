import Joi from 'joi';
import { PRICING_CONFIG } from './pricing.ts';

const model = Joi.object({
  slug: Joi.string().max(256).required().description('The model as the provider calls it'),
  enabled: Joi.boolean().required(),
  is_custom: Joi.boolean().allow(null).description('The provider’s catalogue does not know it'),
  is_finetune: Joi.boolean().allow(null).description('It was made of `base_model_slug`'),
  base_model_slug: Joi.string().max(256).allow(null, '').description('The provider’s model whose abilities and prices it has'),
  configurations: Joi.object({ custom_host: Joi.string().max(2048).allow(null, '') })
    .allow(null)
    .description('Upstream base for calls of this model; a host that TRUSTED_CUSTOM_HOSTS names, because the stored key goes there'),
  pricing_config: PRICING_CONFIG.allow(null),
});

export const CHANGE_MODELS = Joi.object({
  slug: Joi.string(),
  allow_all_models: Joi.boolean().allow(null),
  models: Joi.array().items(model).max(2000).unique('slug').allow(null),
});

const shown = Joi.object({
  slug: Joi.string().required(),
  enabled: Joi.boolean().required(),
  is_custom: Joi.boolean().required(),
  is_finetune: Joi.boolean().required(),
  base_model_slug: Joi.string().allow(null).required(),
  configurations: Joi.object({ custom_host: Joi.string() }).required(),
  pricing_config: PRICING_CONFIG.allow(null).required(),
  created_at: Joi.string().isoDate().required(),
  last_updated_at: Joi.string().isoDate().required(),
});

export const MODELS_SHOWN = Joi.object({
  object: Joi.string().valid('list').required(),
  total: Joi.number().integer().required(),
  allow_all_models: Joi.boolean().required().description('Whether models that are not listed may be sent, too'),
  models: Joi.array().items(shown).required(),
  data: Joi.array().items(shown).required().description('The same as `models`'),
});
