import { defineProvider } from '@sluice/provider-sdk';
import { readOpenAIFault } from '@sluice/provider-sdk/openai';
import { answer } from './answer.ts';
import { fields, withWishes } from './fields.ts';
import { operations } from './operations.ts';

export { CASSETTE_NAME, FORMAT } from './cassette.ts';
export type { Cassette, Chunk, Exchange, Piece, RecordedRequest, RecordedResponse } from './cassette.ts';
export { readCassette } from './read-cassette.ts';
export { writeCassette } from './write-cassette.ts';

/** Plays recorded traffic back: the bytes that came, at the moments when they came. */
export default defineProvider({
  id: 'cassette',
  name: 'Cassette',
  stability: 'stable',
  fields,
  // Nothing listens there: the answer is made in this process.
  baseURL: 'http://cassette.invalid',
  // What others have said stands in the operator's files: whoever plays it has to be known.
  borrowsIdentity: () => true,
  authorize: withWishes,
  readFault: readOpenAIFault,
  operations,
  answer,
});
