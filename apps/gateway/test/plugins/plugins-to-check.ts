import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SDK = fileURLToPath(new URL('../../../../packages/provider-sdk', import.meta.url));

/** A folder in which modules find the SDK, as after `npm install`. */
export function withSDK(folder: string): void {
  mkdirSync(join(folder, 'node_modules/@sluice'), { recursive: true });
  symlinkSync(SDK, join(folder, 'node_modules/@sluice/provider-sdk'));
}

export function write(folder: string, name: string, content: string | object): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

/** What all that these plugins are made of is imported from, and the parts of a provider that keeps its contract. */
const CAREFUL = `
import { defineProvider, FaultError, optional, secret, text } from '@sluice/provider-sdk';
import { ChatChunks, chatReply, jsonIn, readChatCall, textIn } from '@sluice/provider-sdk/chat';
import { defineCheck } from '@sluice/provider-sdk/check';
import { defineStrategy } from '@sluice/provider-sdk/strategy';

const request = (call, { model }) => {
  const { turns } = readChatCall(call);
  return { path: '/say', body: { model, texts: turns.map(({ parts }) => parts.map((part) => part.text ?? '').join('')) } };
};
const reply = ({ json }, asked) => {
  const said = textIn(jsonIn(json)?.said);
  if (said === undefined) throw new FaultError({ kind: 'unreadable_reply', message: 'nothing is said' });
  return chatReply({ choices: [{ text: said, finish: 'stop' }] }, asked);
};
const reader = (asked) => {
  const chunks = new ChatChunks(asked);
  const read = ({ data }) => {
    chunks.choice().text(textIn(jsonIn(data)?.said) ?? '');
    return chunks.take();
  };
  return { read, end: () => { chunks.choice().finish('stop'); return chunks.end(); } };
};
const BASE = { name: 'Acme', fields: {}, baseURL: 'https://acme.invalid/v1' };
const chat = (parts = {}) => ({
  dialect: 'openai-chat',
  codec: { request, reply, stream: { framing: 'sse', reader }, ...parts },
});
let kept;
const authorize = (request, { apiKey }) => {
  kept = apiKey;
  return { ...request, headers: { ...request.headers, authorization: 'Bearer ' + apiKey } };
};
const provider = (id, parts, members) => defineProvider({ ...BASE, id, operations: { chat: chat(parts) }, ...members });
`;

/** A module that exports these, written with the words above. */
export const moduleOf = (...parts: readonly string[]): string => `${CAREFUL}\nexport default [${parts.join(',\n')}];\n`;
