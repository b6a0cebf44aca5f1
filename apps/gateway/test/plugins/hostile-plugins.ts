import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A plugin's text: a provider of a language of its own, all of it well behaved but for what is given. It is written as
 * somebody would who has no SDK at hand.
 */
export const plugin = (id: string, parts: Readonly<Record<string, string>>): string => {
  const {
    before = '',
    request = `(call) => ({ path: '/say', body: { text: call.messages.at(-1).content, stream: call.stream === true } })`,
    reply = `({ json }, { id, createdS, target }) => ({ id, object: 'chat.completion', created: createdS, model: target.model,
      choices: [{ index: 0, message: { role: 'assistant', content: json.said }, finish_reason: 'stop' }] })`,
    reader = `() => ({
      read: ({ data }) => [{ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm',
        choices: [{ index: 0, delta: { role: 'assistant', content: data.said }, finish_reason: data.last ? 'stop' : null }] }],
      end: () => [] })`,
    authorize = '(request) => request',
    baseURL = '() => process.env.UPSTREAM',
    readFault = 'undefined',
    answer = 'undefined',
    operations = '',
    fields = '{}',
    more = '',
  } = parts;
  return `${before}
export default {
  spec: 1, id: '${id}', name: '${id}', aliases: [], stability: 'beta', fields: ${fields}, credential: ${fields === '{}' ? 'undefined' : "'apiKey'"}, models: [], passHeaders: [],
  operations: ${operations === '' ? '' : `${operations} ?? `}{ chat: { dialect: 'openai-chat', codec: { request: ${request}, reply: ${reply}, stream: { framing: 'ndjson', reader: ${reader} } } } },
  baseURL: ${baseURL}, authorize: ${authorize}, readFault: ${readFault}, answer: ${answer}, ${more}
};
`;
};

/** Writes plugins into a folder, and gives what `SLUICE_PLUGINS` says of them. */
export function written(folder: string, texts: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, `${name}.mjs`), text);
  return Object.keys(texts)
    .map((name) => `./${name}.mjs`)
    .join();
}
