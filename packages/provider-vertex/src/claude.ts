import { messagesCodec } from '@sluice/codec-messages';
import type { Codec, JsonObject, SameDialect, Target, Translated } from '@sluice/provider-sdk';
import type { VertexFields, VertexSettings } from './fields.ts';
import { readModelName } from './model-name.ts';
import { placeOf } from './place.ts';

/** What Vertex wants in place of a model and a header. Source: anthropic-sdk-typescript, vertex-sdk, 2026-08. */
const VERSION = 'vertex-2023-10-16';

const verb = (streamed: boolean) => (streamed ? 'streamRawPredict' : 'rawPredict');

const spoken = messagesCodec<VertexFields>({
  path: (model, streamed) => `${readModelName(model).place}:${verb(streamed)}`,
  without: ['model'],
  extra: { anthropic_version: VERSION },
  // Vertex takes pictures and documents by their bytes alone (Anthropic, vision, 2026-08).
  imageUrls: false,
  betas: 'body',
});

/** The same, below the project: a codec is told of the settings only when it writes. */
const codec: Codec<VertexFields> = {
  ...spoken,
  request(call, target) {
    const draft = spoken.request(call, { ...target, model: nameOf(target) });
    return { ...draft, path: `${placeOf(target.settings)}${draft.path}` };
  },
};

export const chat: Translated<VertexFields> = { dialect: 'openai-chat', codec };

export const messages: SameDialect<VertexFields> = {
  dialect: 'anthropic-messages',
  path: ({ model = '', settings, streamed }) => `${placeOf(settings)}${readModelName(model).place}:${verb(streamed)}`,
  streamUsage: 'always',
  prepare(body) {
    body.drop('model');
    prepareVersion(body);
  },
};

export const countTokens: SameDialect<VertexFields> = {
  dialect: 'anthropic-count-tokens',
  path: ({ settings }: { readonly settings: VertexSettings }) => `${placeOf(settings)}/publishers/anthropic/models/count-tokens:rawPredict`,
  prepare(body, target) {
    body.set('model', nameOf(target) ?? '');
    prepareVersion(body);
  },
};

const prepareVersion = (body: JsonObject) => body.setDefault('anthropic_version', VERSION);

const nameOf = ({ model }: Target<VertexFields>) => (model === undefined ? undefined : readModelName(model).name);
