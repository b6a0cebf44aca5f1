/**
 * What a model said, without what the OpenAI SDK's helpers parsed out of it and leave beside, which is no member of any request.
 * Source: openai-node 6, `finalChatCompletion` and `finalResponse`, 2026-11.
 */
export const asSaid = <T>(told: T): T =>
  JSON.parse(JSON.stringify(told, (name, value: unknown) => (name === 'parsed' || name === 'parsed_arguments' ? undefined : value))) as T;
