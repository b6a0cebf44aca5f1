import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answer, Asked, Frame, Json } from '@sluice/provider-sdk';

/** Recorded traffic, read where it lies. */
export const FOLDER = process.env['SLUICE_RECORDED'] ?? fileURLToPath(new URL('../../../../shared/recorded', import.meta.url));
export const isThere = existsSync(`${FOLDER}/dev/anthropic.jsonl`);

export interface Recording {
  readonly id: string;
  readonly endpoint: string;
  readonly model: string | null;
  readonly request: { readonly body: string } | null;
  readonly response: { readonly status: number; readonly body: string; readonly body_format: string };
}

export function recordings(): readonly Recording[] {
  if (!isThere) return [];
  const all = ['anthropic', 'vertex', 'bedrock'].flatMap((provider) =>
    readFileSync(`${FOLDER}/dev/${provider}.jsonl`, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Recording),
  );
  return all.filter(({ endpoint, model }) => endpoint === 'messages' || (endpoint === 'invoke' && /claude/.test(model ?? '')));
}

export const askedFor = (model: string | null, call: Json): Asked => ({
  call,
  target: { model: model ?? 'claude-sonnet-4-5', settings: {} },
  id: 'x',
  createdS: 7,
});

export const answerOf = (json: unknown): Answer => ({ headers: {}, json, bytes: new Uint8Array() });

/** The frames of a recorded stream, by a reading of our own. */
export function framesIn({ response }: Recording): readonly Frame[] {
  const events = response.body_format === 'sse' ? sseEvents(response.body) : eventStreamEvents(Buffer.from(response.body, 'base64'));
  return events.map((data) => ({ event: String(data['type']), data, failed: false }));
}

const sseEvents = (body: string): readonly Json[] =>
  body
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => JSON.parse(line.slice(5)) as Json);

/** Each message: total length, headers' length, checksum, headers, payload, checksum; the payload holds the event in base64. */
function eventStreamEvents(bytes: Buffer): readonly Json[] {
  const events: Json[] = [];
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const payload = bytes.subarray(at + 12 + bytes.readUInt32BE(at + 4), at + bytes.readUInt32BE(at) - 4).toString();
    const told = JSON.parse(payload) as { bytes?: string };
    if (told.bytes !== undefined) events.push(JSON.parse(Buffer.from(told.bytes, 'base64').toString()) as Json);
  }
  return events;
}

type Loose = Record<string, unknown>;

/** A message put together from its events, as the API's own clients do. */
export function messageOf(events: readonly unknown[]): Loose {
  let message: Loose = {};
  const blocks: Loose[] = [];
  const inputs = new Map<Loose, string>();
  for (const event of events as Loose[]) {
    const block = blocks[event['index'] as number];
    const delta = (event['delta'] ?? {}) as Loose;
    if (event['type'] === 'message_start') message = { ...(event['message'] as Loose) };
    if (event['type'] === 'content_block_start') blocks.push({ ...(event['content_block'] as Loose) });
    if (event['type'] === 'content_block_delta' && block) {
      if (delta['type'] === 'text_delta') block['text'] = String(block['text']) + String(delta['text']);
      if (delta['type'] === 'thinking_delta') block['thinking'] = String(block['thinking']) + String(delta['thinking']);
      if (delta['type'] === 'signature_delta')
        block['signature'] = ((block['signature'] as string | undefined) ?? '') + String(delta['signature']);
      if (delta['type'] === 'citations_delta') block['citations'] = [...((block['citations'] as unknown[]) ?? []), delta['citation']];
      if (delta['type'] === 'input_json_delta') inputs.set(block, (inputs.get(block) ?? '') + String(delta['partial_json']));
    }
    if (event['type'] === 'message_delta') {
      message = { ...message, ...delta, usage: { ...(message['usage'] as Loose), ...(event['usage'] as Loose) } };
    }
  }
  for (const [block, input] of inputs) if (input !== '') block['input'] = inputOf(input);
  return { ...message, content: blocks };
}

/** An input, or as much of its text as there is where the answer was cut short. */
export function inputOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
