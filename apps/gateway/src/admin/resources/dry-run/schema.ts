import Joi from 'joi';

const TEXT = Joi.string().allow('').required();
const MAYBE_TEXT = Joi.string().allow('', null).required();
const COUNT = Joi.number().integer().min(0).required();
const NUMBER = Joi.number().required();

const SIDE = Joi.object({ provider: MAYBE_TEXT, model: MAYBE_TEXT }).required();

const ANSWERER = Joi.object({
  target: MAYBE_TEXT,
  provider: MAYBE_TEXT,
  model: MAYBE_TEXT,
  virtual_key: MAYBE_TEXT,
  cost: Joi.number().allow(null).required().description('US cents; null where nobody knows'),
}).required();

const listOf = (members: Joi.PartialSchemaMap) => Joi.array().items(Joi.object(members)).required();

/** What a dry run answers. */
export const DRY_RUN_REPORT = Joi.object({
  object: Joi.string().valid('route.dry-run').required(),
  judged: COUNT,
  moved: COUNT,
  moves: listOf({ from: SIDE, to: SIDE, requests: COUNT }),
  targets: listOf({ target: TEXT, requests: COUNT }).description('By places in the draft that would be asked first'),
  cost: Joi.object({ requests: COUNT, before: NUMBER, after: NUMBER, difference: NUMBER, unknown: COUNT })
    .required()
    .description('US cents of the requests whose cost is known both ways'),
  not_judged: listOf({ reason: TEXT, message: TEXT, requests: COUNT }),
  data: listOf({
    id: TEXT,
    answered: ANSWERER,
    would: ANSWERER,
    moves: Joi.boolean().required(),
    why: Joi.array().items(Joi.string()).required(),
  }),
});
