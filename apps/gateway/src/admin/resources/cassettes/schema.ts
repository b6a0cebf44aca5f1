import Joi from 'joi';
import { CASSETTE_NAME } from '../../../cassettes/places.ts';

const LONGEST_MINUTES = 7 * 24 * 60;

const list = (what: string) => Joi.array().items(Joi.string().max(300)).min(1).max(100).description(what);

const FILTER = {
  models: list('As they were asked for, or as they were sent'),
  providers: list('Slugs of those who answered'),
  api_keys: list('Ids or names'),
  metadata: Joi.object().pattern(Joi.string(), Joi.string()).max(20).description('All of these'),
  operations: list('`chat`, `messages`, `embeddings`…'),
};

export const START_CASSETTE = Joi.object({
  name: Joi.string().pattern(CASSETTE_NAME, 'small letters, digits, - and _').max(64).required(),
  workspace_id: Joi.string().description("Id or slug: only its requests; default: the asker's own, else everybody's"),
  filter: Joi.object(FILTER).default({}),
  share: Joi.number().greater(0).max(1).default(1).description('Of the requests that the filter lets through'),
  most: Joi.number().integer().min(1).max(10_000).default(1_000).description('Requests, after which it ends'),
  most_bytes: Joi.number()
    .integer()
    .min(1024)
    .max(1024 ** 3)
    .default(64 * 1024 ** 2)
    .description('Of its files, after which it ends'),
  minutes: Joi.number().integer().min(1).max(LONGEST_MINUTES).default(60).description('After which it ends'),
});

const COUNT = Joi.number().integer().min(0);

export const SHOWN_CASSETTE = Joi.object({
  object: Joi.string().valid('cassette').required(),
  name: Joi.string().required(),
  status: Joi.string().valid('recording', 'done').required(),
  workspace_id: Joi.string().allow(null).required(),
  filter: Joi.object(FILTER).required(),
  share: Joi.number().required(),
  started_by: Joi.string().allow(null).required(),
  started_at: Joi.string().isoDate().allow(null).required(),
  ends_at: Joi.string().isoDate().allow(null).required().description('At the latest; null once it is done'),
  requests: COUNT.required(),
  bytes: COUNT.required(),
  left_out: COUNT.required().description('Wanted by this process and not taken, while it is recorded'),
});
