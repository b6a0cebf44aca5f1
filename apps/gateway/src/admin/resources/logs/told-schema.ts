import Joi from 'joi';

const headers = Joi.object().unknown().allow(null);
const body = Joi.any();
const milliseconds = Joi.number()
  .min(0)
  .max(24 * 60 * 60 * 1000);
const isStream = Joi.boolean();

/** Each name is kept by itself. */
const MOST_NAMES = 64;
const LONGEST_NAME = 256;

/** Names are counted rather than looked at one by one: there may be a hundred thousand. */
function requireFew(metadata: object, { message }: Joi.CustomHelpers<object>): object | Joi.ErrorReport {
  const names = Object.keys(metadata);
  if (names.length > MOST_NAMES) return message({ custom: `{{#label}} has ${names.length} names: ${MOST_NAMES} are the most` });
  if (names.some((name) => name.length > LONGEST_NAME))
    return message({ custom: `{{#label}} has a name that is longer than ${LONGEST_NAME} characters` });
  return metadata;
}

/** A call that somebody tells of. Wire spec §17.4. */
export const TOLD_LOG = Joi.object({
  request: Joi.object({
    url: Joi.string().max(2_000).description('Default: `/v1/chat/completions`'),
    method: Joi.string().max(20).description('Default: `POST`'),
    headers,
    body,
    provider: Joi.string().max(200).description('Whom it was sent to'),
  })
    .unknown()
    .required(),
  response: Joi.object({
    status: Joi.number().integer().min(100).max(599).description('Default: 200'),
    headers,
    body,
    response_time: milliseconds.description('Milliseconds'),
    responseTime: milliseconds,
    streamingMode: isStream,
    streaming_mode: isStream,
    streamMode: isStream,
  })
    .unknown()
    .required(),
  metadata: Joi.object()
    .unknown()
    .custom(requireFew)
    .allow(null)
    .description(
      'At most 64 names. `traceId`, `spanId`, `spanName`, `parentSpanId`, in either spelling; all else is metadata of the record',
    ),
  created_at: Joi.string()
    .isoDate()
    .description('When it began; default: its `response_time` ago. No longer ago than records are kept, and at most a day ahead'),
});
