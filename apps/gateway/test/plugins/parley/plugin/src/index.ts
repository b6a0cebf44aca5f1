import { defineProvider, secret } from '@sluice/provider-sdk';
import { headerKey } from '@sluice/provider-sdk/auth';
import { chatCodec } from './codec/index.ts';
import { differences } from './differences.ts';
import { models } from './models.ts';
import { modelsCodec } from './models-codec.ts';
import { readFault } from './read-fault.ts';

/** Parley. Source: its API reference (API.md, version 2), read on 2026-11-23. It names no address, so the operator does: PARLEY_BASE_URL. */
export default defineProvider({
  id: 'parley',
  name: 'Parley',
  fields: { apiKey: secret('Pass') },
  authorize: headerKey('x-parley-pass', 'apiKey'),
  readFault,
  models,
  differences,
  operations: {
    chat: { dialect: 'openai-chat', codec: chatCodec, ignoresPrefill: true },
    models: { dialect: 'openai-models', codec: modelsCodec },
  },
});
