import { defineProvider } from '@sluice/provider-sdk';
import { regionOf, serviceURL } from './address.ts';
import { authorize } from './auth/authorize.ts';
import { converse } from './converse/index.ts';
import { countTokens } from './count-tokens.ts';
import { differences } from './differences.ts';
import { fields } from './fields.ts';
import { embeddingModel } from './invoke/embedding-models.ts';
import { embeddings } from './invoke/embeddings.ts';
import { imageModel } from './invoke/image-models.ts';
import { images } from './invoke/images.ts';
import { models } from './models.ts';
import { readFault } from './read-fault.ts';

const chat = { dialect: 'openai-chat', codec: converse } as const;
const embedding = { dialect: 'openai-embeddings', codec: embeddings } as const;
const image = { dialect: 'openai-images', codec: images } as const;
// Told in chat's own words, like every call that another door brings.
const counting = { dialect: 'openai-chat', codec: countTokens } as const;

/** Amazon Bedrock: chat by Converse, embeddings and pictures by InvokeModel. Source: Bedrock API reference, read 2026-11. */
export default defineProvider({
  id: 'bedrock',
  name: 'Amazon Bedrock',
  telemetryName: 'aws.bedrock',
  fields,
  otherCredentials: [['accessKeyId', 'secretAccessKey']],
  baseURL: (settings) => serviceURL('bedrock-runtime', regionOf(settings)),
  authorize,
  readFault,
  models,
  operations: {
    chat,
    countTokens: counting,
    embeddings: { choose: (model) => (model === undefined || embeddingModel(model) ? embedding : undefined) },
    images: { choose: (model) => (model === undefined || imageModel(model) ? image : undefined) },
  },
  differences,
});
