import Joi from 'joi';
import { PORTKEY_UNITS } from '../../../models/portkey-price.ts';

const price = Joi.object({ price: Joi.number().min(0).required().description('US cents for one') });

/** What a model costs, in Portkey's words. Wire spec §20.3 and §22. */
export const PRICING_CONFIG = Joi.object({
  type: Joi.string().valid('static').default('static'),
  pay_as_you_go: Joi.object(Object.fromEntries(Object.keys(PORTKEY_UNITS).map((unit) => [unit, price])))
    .min(1)
    .required(),
});
