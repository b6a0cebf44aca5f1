export { messagesBridge } from './bridge/bridge.ts';
export { claudeOf, type Claude } from './claude.ts';
export { messagesCodec } from './codec.ts';
export { closedSchema } from './request/schema.ts';
export { messagesDifferences } from './differences.ts';
export type { MessagesOptions } from './options.ts';
export { readMessagesFault } from './reply/fault.ts';
export { messagesReader } from './reply/stream.ts';
