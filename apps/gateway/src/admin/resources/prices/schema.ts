import Joi from 'joi';
import { model } from '../../../config-file/model-schema.ts';
import { PROVIDER_MODEL } from '../aliases/schema.ts';

/** What may be said of a model, as the config file's `models` has it. */
export const MEMBERS = ['context', 'max_output', 'supports', 'retires', 'price'] as const;

export const CREATE = model.keys(PROVIDER_MODEL).or(...MEMBERS);

/** What is sent is changed, null is taken away; a price stands or falls as a whole. */
export const CHANGE = Joi.object(Object.fromEntries(MEMBERS.map((name) => [name, model.extract(name).allow(null)])));

export const SHOWN = model.keys({
  id: Joi.string().required().description('`provider/model`; in an address its slashes are written %2F'),
  provider: Joi.string().required(),
  model: Joi.string().required(),
  created_at: Joi.string().isoDate(),
  last_updated_at: Joi.string().isoDate(),
  object: Joi.string().valid('price').required(),
  origin: Joi.string().valid('api', 'file').required(),
});
