// oxlint-disable unicorn/no-thenable -- `then` is a word of joi's
import { CAPABILITIES, SPEC, type Dialect, type ProviderAdapter } from '@sluice/provider-sdk';
import Joi from 'joi';
import { refuseBorrowedNames } from './borrowed-names.ts';
import { plainCopy } from './guard/plain-copy.ts';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const slug = Joi.string().pattern(SLUG, 'lower-case letters and digits with dashes between');
const functionOf = Joi.function();

const field = Joi.object({
  type: Joi.string().valid('text', 'secret').required(),
  label: Joi.string().required(),
  required: Joi.boolean().required(),
  env: Joi.array().items(Joi.string().pattern(/^[A-Z][A-Z0-9_]*$/, 'an environment variable')),
  header: Joi.string().pattern(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a header, in lower case and without its x-portkey-'),
  config: Joi.string().pattern(/^[a-z0-9_]+$/i, 'a name in a config'),
  bound: Joi.boolean(),
  host: Joi.boolean(),
});

/** Models and their prices grow with the contract: what is new to this gateway is not looked at. */
const model = Joi.object({
  id: Joi.string().required(),
  context: Joi.number().integer().min(1),
  maxOutput: Joi.number().integer().min(1),
  supports: Joi.array().items(Joi.string().valid(...CAPABILITIES)),
  price: Joi.object({ input: Joi.number().min(0).required(), output: Joi.number().min(0).required() }).unknown(),
  unitPrice: Joi.object(),
  retires: Joi.string(),
  retired: Joi.object({ successor: Joi.string().required(), chosen: Joi.string().required() }),
}).unknown();

const DIALECTS: readonly Dialect[] = [
  'openai-chat',
  'openai-completions',
  'openai-embeddings',
  'openai-moderations',
  'openai-responses',
  'openai-images',
  'openai-image-edits',
  'openai-image-variations',
  'openai-speech',
  'openai-transcriptions',
  'openai-translations',
  'openai-models',
  'openai-realtime',
  'anthropic-messages',
  'anthropic-count-tokens',
  'rerank',
];

const codec = Joi.object({
  request: functionOf.required(),
  reply: functionOf.required(),
  stream: Joi.object({
    framing: Joi.string().valid('sse', 'ndjson', 'aws-event-stream', 'json-array').required(),
    reader: functionOf.required(),
  }).unknown(),
}).unknown();

/** An operation, or what chooses one by its model. */
const served = Joi.object({
  choose: functionOf,
  dialect: Joi.string().valid(...DIALECTS),
  path: [Joi.string().pattern(/^\//, 'a path with a slash in front'), functionOf],
  prepare: functionOf,
  declines: functionOf,
  streamUsage: [Joi.string().valid('always', 'asked', 'never'), functionOf],
  takes: Joi.array().items(Joi.string()),
  mend: Joi.object({ reply: functionOf, chunk: functionOf, signs: Joi.array().items(Joi.string()).required() }),
  codec,
  ignoresPrefill: Joi.boolean(),
})
  .unknown()
  .xor('choose', 'dialect')
  .when('.dialect', { is: Joi.exist(), then: Joi.object().xor('path', 'codec') });

/** Members that came to the contract after its first release may be missing. */
const provider = Joi.object({
  spec: Joi.valid(SPEC).required(),
  id: slug.required(),
  name: Joi.string().required(),
  aliases: Joi.array().items(slug).default([]),
  telemetryName: Joi.string(),
  stability: Joi.string().valid('stable', 'beta').default('beta'),
  fields: Joi.object()
    .pattern(/^[a-zA-Z][a-zA-Z0-9]*$/, field)
    .required(),
  credential: Joi.string(),
  otherCredentials: Joi.array().items(Joi.array().items(Joi.string())).default([]),
  borrowsIdentity: functionOf.default(() => () => false),
  notServed: Joi.string(),
  models: Joi.array().items(model).default([]),
  operations: Joi.object()
    .pattern(/^[a-zA-Z]+$/, served)
    .required(),
  differences: Joi.array().items(Joi.object().unknown()).default([]),
  passHeaders: Joi.array()
    .items(Joi.string().pattern(/^[a-z0-9-]+$/, 'a header in lower case'))
    .default([]),
  baseURL: functionOf.required(),
  authorize: functionOf.required(),
  readFault: functionOf,
  answer: functionOf,
}).unknown();

/**
 * Looks a plugin's provider over before anybody calls it.
 *
 * @returns a copy, which the plugin cannot change behind our backs.
 * @throws Error with a sentence: what is wrong, and where.
 */
export function shakeHands(given: Partial<ProviderAdapter>): ProviderAdapter {
  try {
    return checked(given);
  } catch (error) {
    throw new Error(`is refused: ${(error as Error).message}`, { cause: error });
  }
}

function checked(given: Partial<ProviderAdapter>): ProviderAdapter {
  if (given.spec !== SPEC) throw new Error(`it was written for provider spec ${String(given.spec)}; this gateway speaks ${SPEC}`);
  if (typeof given.id !== 'string' || !SLUG.test(given.id))
    throw new Error(`it has the id "${String(given.id)}"; an id is lower-case letters and digits with dashes`);
  const { value, error } = provider.validate(given, { convert: false }) as { value: ProviderAdapter; error?: Error };
  if (error) throw new Error(`the provider "${given.id}" is not whole: ${error.message}`);
  if (value.credential !== undefined && !Object.hasOwn(value.fields, value.credential))
    throw new Error(`the provider "${value.id}" names the credential "${value.credential}", which is none of its fields`);
  refuseBorrowedNames(value);
  return { ...value, ...(plainCopy(dataOf(value)) as ReturnType<typeof dataOf>) };
}

/** What of a provider is no function. */
const dataOf = ({ aliases, fields, otherCredentials, models, differences, passHeaders }: ProviderAdapter) => ({
  aliases,
  fields,
  otherCredentials,
  models,
  differences,
  passHeaders,
});
