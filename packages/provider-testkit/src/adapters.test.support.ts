import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  defineProvider,
  FaultError,
  secret,
  type Fault,
  type Json,
  type OperationName,
  type ProviderAdapter,
  type WireFailure,
} from '@sluice/provider-sdk';
import { bearer } from '@sluice/provider-sdk/auth';
import { ChatChunks, chatReply, readChatCall, usageOf } from '@sluice/provider-sdk/chat';
import { openAIOperations, readOpenAIFault } from '@sluice/provider-sdk/openai';
import { prepareReplay, type KitOptions } from './kit.ts';
import type { RecordedAnswer } from './replies/reply-file.ts';
import type { Cell } from './report.ts';
import { runCell } from './run-cell.ts';

/** A provider that speaks OpenAI's language. */
export const shaped = defineProvider({
  id: 'shaped',
  name: 'Shaped',
  fields: { apiKey: secret('API key') },
  baseURL: 'https://api.shaped.example/v1',
  authorize: bearer('apiKey'),
  readFault: readOpenAIFault,
  models: [
    { id: 'shaped-1', supports: ['chat', 'tools'] },
    { id: 'shaped-see', supports: ['chat', 'vision'] },
    { id: 'shaped-embed', supports: ['embeddings'] },
  ],
  operations: { chat: openAIOperations.chat, embeddings: openAIOperations.embeddings, models: openAIOperations.models },
});

/** The same with something about it changed. */
export const like = (changed: Partial<ProviderAdapter>): ProviderAdapter => ({ ...(shaped as unknown as ProviderAdapter), ...changed });

/** A provider with words of its own: `{"say": […]}` is answered with `{"said": "…", "cost": [in, out]}`, or line by line. */
export const foreign = defineProvider({
  id: 'foreign',
  name: 'Foreign',
  fields: { apiKey: secret('API key') },
  baseURL: 'https://foreign.example',
  authorize: bearer('apiKey'),
  readFault: ({ status, body }: WireFailure): Fault => ({
    kind: status === 401 ? 'credential_refused' : status === 404 ? 'model_not_found' : 'upstream_error',
    message: typeof body === 'string' && body.trim() !== '' ? body.slice(0, 200) : `Foreign answered ${status}`,
  }),
  models: [{ id: 'foreign-1', supports: ['chat'] }],
  differences: [
    {
      member: 'tools',
      fate: 'refused',
      how: 'It has no tools.',
      source: 'made up',
      example: { tools: [{ type: 'function', function: { name: 'f' } }] },
    },
  ],
  operations: {
    chat: {
      dialect: 'openai-chat',
      codec: {
        request(call) {
          const { model, tools, turns } = readChatCall(call);
          if (tools.length > 0) throw new FaultError({ kind: 'invalid_request', message: 'tools: there are none', param: 'tools' });
          return { path: `/talk/${model ?? ''}`, body: { say: turns.length, lines: call['stream'] === true } };
        },
        reply({ json }, asked) {
          const { said, cost } = (json ?? {}) as { said?: unknown; cost?: unknown };
          if (typeof said !== 'string') throw unreadable();
          return chatReply({ choices: [{ text: said, finish: 'stop' }], usage: countsIn(cost) }, asked);
        },
        stream: {
          framing: 'ndjson',
          reader(asked) {
            const chunks = new ChatChunks(asked);
            return {
              read({ data }) {
                const { word, cost } = (typeof data === 'object' && data !== null ? data : {}) as { word?: unknown; cost?: unknown };
                if (typeof word === 'string') chunks.choice().text(word);
                if (cost !== undefined) {
                  chunks.choice().finish('stop');
                  chunks.usage(countsIn(cost));
                }
                return chunks.take();
              },
              end: () => chunks.end(),
            };
          },
        },
      },
    },
  },
});

const countsIn = (cost: unknown) => {
  const [prompt, completion] = Array.isArray(cost) ? (cost as readonly unknown[]) : [];
  return typeof prompt === 'number' && typeof completion === 'number' ? usageOf({ prompt, completion }) : undefined;
};

const unreadable = () => new FaultError({ kind: 'unreadable_reply', message: 'Foreign answered with something else than "said"' });

export const chatAnswer = (message: Json, more: Json = {}): Json => ({
  id: 'x',
  object: 'chat.completion',
  created: 1,
  model: 'shaped-1',
  choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop', ...more }],
  usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
});

export const json = (body: unknown, status = 200): RecordedAnswer => ({ status, headers: { 'content-type': 'application/json' }, body });

export const events = (...data: readonly unknown[]): RecordedAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/event-stream' },
  body: [...data.map((each) => JSON.stringify(each)), '[DONE]'].map((each) => `data: ${each}\n\n`).join(''),
});

export const delta = (said: Json, finish: string | null = null, more: Json = {}): Json => ({
  id: 'x',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'shaped-1',
  choices: [{ index: 0, delta: said, finish_reason: finish }],
  ...more,
});

/** A folder of replies that were asked for just as the adapter asks now, unless `asked` says otherwise. */
export async function folderOf(
  adapter: ProviderAdapter,
  answers: Readonly<Record<string, RecordedAnswer>>,
  asked: Json = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'testkit-'));
  const { cells, bench } = prepareReplay(adapter, {});
  const { ask } = await import('./exchange/ask.ts');
  const { replaying } = await import('./exchange/replay.ts');
  const { questionOf } = await import('./run-cell.ts');
  for (const [name, answered] of Object.entries(answers)) {
    const plan = cells.find(({ surface, feature }) => `${surface.operation}/${feature.name}` === name)!;
    const network = replaying(json({}), bench.base, Infinity);
    await ask(bench, questionOf(plan), network.fetch);
    write(folder, `replies/${name}.json`, {
      model: plan.model,
      asked: { ...(network.asked[0] ?? { method: 'POST', path: '/' }), ...asked },
      answered,
    });
  }
  return folder;
}

export function write(folder: string, path: string, content: unknown): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

/** One cell of an adapter, tried by one answer. */
export async function cellOf(adapter: ProviderAdapter, name: string, answer?: RecordedAnswer, asked?: Json): Promise<Cell> {
  const folder = answer ? await folderOf(adapter, { [name]: answer }, asked) : undefined;
  const options: KitOptions = { replies: folder && join(folder, 'replies') };
  const { cells, bench } = prepareReplay(adapter, options);
  const [surface, feature] = name.split('/') as [OperationName, string];
  return runCell(
    cells.find((plan) => plan.surface.operation === surface && plan.feature.name === feature)!,
    bench,
  );
}
