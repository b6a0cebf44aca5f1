import Joi from 'joi';

const CENTS = Joi.object({ price: Joi.number().min(0).required().description('US cents for one') });

const ofTokens = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, CENTS]));

const TOKENS = ofTokens('request_token', 'response_token', 'cache_read_input_token', 'reasoning_token');

const byName = (of: Joi.Schema) => Joi.object().pattern(Joi.string(), of);

const PAY_AS_YOU_GO = Joi.object({
  ...TOKENS,
  ...ofTokens(
    'cache_write_input_token',
    'cache_write_1h_input_token',
    'request_audio_token',
    'response_audio_token',
    'request_image_token',
    'response_image_token',
  ),
  additional_units: byName(CENTS).description('web_search, page, query, audio_second, video_second, character, input_image'),
  image: byName(byName(CENTS)).description('A picture, by quality and size; `default` is any'),
  batch: Joi.object(TOKENS),
  flex: Joi.object(TOKENS),
  priority: Joi.object(TOKENS),
  above: Joi.array()
    .items(Joi.object({ tokens: Joi.number().required(), ...TOKENS }))
    .description('For prompts with more tokens'),
});

const FACTOR = Joi.object({
  operation: Joi.string().valid('sum', 'multiply').required(),
  operands: Joi.array()
    .items(Joi.object({ value: Joi.string().required() }))
    .required(),
});

const RECKONING = Joi.object({
  operation: Joi.string().valid('sum', 'multiply').required(),
  operands: Joi.array().items(FACTOR).required(),
}).required();

/** Wire spec §22. */
export const PRICING = Joi.object({
  pay_as_you_go: PAY_AS_YOU_GO.required().description('What nobody knows is left out'),
  calculate: Joi.object({ request: RECKONING, response: RECKONING }).required(),
  currency: Joi.string().valid('USD').required(),
  finetune_config: Joi.object({ pay_as_you_go: PAY_AS_YOU_GO.required() }).allow(null).required(),
});
