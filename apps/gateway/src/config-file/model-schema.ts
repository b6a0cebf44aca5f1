import { CAPABILITIES } from '@sluice/provider-sdk';
import Joi from 'joi';

const dollars = Joi.number().min(0);

const tokens = { input: dollars, output: dollars, cached_input: dollars };

const price = Joi.object({
  ...tokens,
  reasoning: dollars,
  cache_write: dollars,
  cache_write_1h: dollars,
  audio_input: dollars,
  image_input: dollars,
  audio_output: dollars,
  image_output: dollars,
  batch: Joi.object(tokens).min(1),
  flex: Joi.object(tokens).min(1),
  priority: Joi.object(tokens).min(1),
  above: Joi.array()
    .items(Joi.object({ tokens: Joi.number().integer().min(1).required(), ...tokens, reasoning: dollars }))
    .min(1)
    .unique('tokens'),
  per_image: dollars,
  pictures: Joi.array()
    .items(Joi.object({ size: Joi.string().pattern(/^\d+x\d+$/, 'a size, 1024x1024'), quality: Joi.string(), price: dollars.required() }))
    .min(1),
  per_input_image: dollars,
  per_page: dollars,
  per_query: dollars,
  per_search: dollars,
  per_audio_second: dollars,
  per_video_second: dollars,
  per_million_characters: dollars,
}).min(1);

/** What an operator knows of a model better than the provider's catalogue. */
export const model = Joi.object({
  context: Joi.number().integer().min(1),
  max_output: Joi.number().integer().min(1),
  supports: Joi.array().items(Joi.string().valid(...CAPABILITIES)),
  retires: Joi.string().pattern(/^\d{4}-\d\d-\d\d$/, 'a date, YYYY-MM-DD'),
  price,
});
