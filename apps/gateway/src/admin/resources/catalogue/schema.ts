import Joi from 'joi';

const TEXT = Joi.string().required();
const NAMES = Joi.array().items(Joi.string()).required();

/** What is told of all providers. */
export const CATALOGUE = Joi.object({
  object: Joi.string().valid('list').required(),
  total: Joi.number().integer().required(),
  data: Joi.array()
    .items(
      Joi.object({
        object: Joi.string().valid('catalogue-provider').required(),
        slug: TEXT,
        name: TEXT,
        aliases: NAMES,
        stability: Joi.string().valid('stable', 'beta').required(),
        not_served: Joi.string().allow(null).required().description('Why it is known and not served'),
        needs_key: Joi.boolean().required().description('Whether it cannot be called without a credential'),
        key: Joi.object({ label: TEXT, required: Joi.boolean().required() }).allow(null).required().description('Null where it takes none'),
        fields: Joi.array()
          .items(
            Joi.object({
              name: TEXT.description('As in a config, and in the body of whatever stores a credential'),
              label: TEXT,
              type: Joi.string().valid('text', 'secret').required(),
              required: Joi.boolean().required(),
              is_host: Joi.boolean().required().description('It decides which host is called'),
            }),
          )
          .required(),
        other_credentials: Joi.array()
          .items(Joi.array().items(Joi.string()))
          .required()
          .description('Fields that do the key’s work together'),
        operations: NAMES,
        base_url: Joi.string().allow(null).required(),
        needs_custom_host: Joi.boolean().required(),
        in_environment: Joi.boolean().required().description('It can be called without a virtual key'),
        models: Joi.number().integer().min(0).required().description('How many it is known to have'),
      }),
    )
    .required(),
});
