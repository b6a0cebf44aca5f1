import Joi from 'joi';

const JUDGEMENT = {
  value: Joi.number().integer().min(-10).max(10).required().description('−10 to 10'),
  weight: Joi.number().allow(null).description('0 to 1, default 1; what is outside counts as 1'),
  metadata: Joi.object().unknown(true).allow(null).description('Values are kept as text, to 128 characters'),
};

/** What is told of the bodies; how they are read stands in `read-feedback.ts`. */
export const CREATE = Joi.object({
  trace_id: Joi.string().max(512).required().description('Of the request that it is about; also `traceId` and `traceID`'),
  ...JUDGEMENT,
});

export const UPDATE = Joi.object({ ...JUDGEMENT, feedback_id: Joi.string().description('As in the address, if it is sent') });

export const KEPT = Joi.object({
  status: Joi.string().valid('success').required(),
  message: Joi.string().required(),
  feedback_ids: Joi.array().items(Joi.string()).required().description('In the order in which they were sent'),
});
