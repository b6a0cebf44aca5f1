import Joi from 'joi';

/** What both aliases and prices are about. */
export const PROVIDER_MODEL = {
  provider: Joi.string().max(120).required().description('Its slug or an alias'),
  model: Joi.string().max(256).required().description('As callers send it'),
};

const sends = Joi.string().max(256).description('The model that is sent in its place');

export const CREATE = Joi.object({ ...PROVIDER_MODEL, sends: sends.required() });

export const CHANGE = Joi.object({ sends: sends.required() });

export const SHOWN = Joi.object({
  id: Joi.string().required().description('`provider/model`; in an address its slashes are written %2F'),
  provider: Joi.string().required(),
  model: Joi.string().required(),
  sends: Joi.string().required(),
  created_at: Joi.string().isoDate(),
  last_updated_at: Joi.string().isoDate(),
  object: Joi.string().valid('alias').required(),
  origin: Joi.string().valid('api', 'file').required(),
});
