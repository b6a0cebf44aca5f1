import { defineProvider, secret, text } from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { differences } from './differences.js';
import { chatCodec } from './language.js';
import { readFault } from './fault.js';

/** The model server of our own house. `server.js` beside this file speaks its language and documents it. */
export default defineProvider({
  id: 'inhouse',
  name: 'In-house',
  fields: {
    // `host`: it decides who is called, so a caller who names another server is not sent there with the key that we keep.
    server: text('Address of the model server', { header: 'inhouse-server', host: true }),
    // The field of this name is what a virtual key's `key`, and a caller's Authorization, fill.
    apiKey: secret('Token', { env: ['INHOUSE_TOKEN'] }),
  },
  baseURL: ({ server }) => server,
  authorize: bearer('apiKey'),
  readFault,
  models: [{ id: 'house-1', context: 8192, maxOutput: 1024, supports: ['chat'], price: { input: 0.05, output: 0.1 } }],
  operations: { chat: { dialect: 'openai-chat', codec: chatCodec } },
  differences,
});
