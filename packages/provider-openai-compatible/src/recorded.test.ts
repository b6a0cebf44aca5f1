import { expect, it } from '@jest/globals';
import { operationFor, type OperationName, type SameDialect } from '@sluice/provider-sdk';
import adapters from './index.ts';
import { describeWith, recordingsOf, sentFor } from '@sluice/provider-testkit/recorded';

/** Which preset each recording is of, what its user must have set, and the host it ran at where that was the user's own. */
const RECORDED: readonly (readonly [file: string, slug: string, settings?: Readonly<Record<string, string>>, host?: string])[] = [
  ['alibaba', 'dashscope'],
  ['avian', 'avian'],
  ['cloudflare', 'workers-ai', { accountId: '0'.repeat(32) }],
  ['crusoe', 'crusoe'],
  ['databricks', 'databricks', { workspace: 'adb-0000000000000000.0.azuredatabricks.net' }],
  ['doubleword', 'doubleword'],
  ['llamacpp', 'llamacpp', {}, 'http://localhost:8080'],
  ['mistralrs', 'mistralrs', {}, 'http://localhost:1234'],
  ['moonshot', 'moonshot'],
  ['portkey', 'portkey'],
  ['snowflake', 'snowflake-cortex', { account: 'myorg-myaccount' }],
  ['venice', 'venice'],
  ['vercel_gateway', 'vercel'],
  ['voyage', 'voyage'],
  ['writer', 'writer-ai'],
  // Recorded at the address of the coding plan.
  ['zai', 'z-ai', {}, 'https://api.z.ai/api/coding/paas/v4'],
];

const all = RECORDED.flatMap(([file, slug, settings = {}, host]) =>
  recordingsOf(file).map((recording) => ({ recording, adapter: adapters.find(({ id }) => id === slug)!, settings, host })),
);

const NAMES: Readonly<Record<string, OperationName>> = {
  chat: 'chat',
  completions: 'completions',
  embeddings: 'embeddings',
  rerank: 'rerank',
  audio_transcription: 'transcriptions',
};

describeWith(all.map(({ recording }) => recording))('recorded traffic of the presets', () => {
  const calls = all.filter(({ recording: { request, endpoint } }) => request !== null && NAMES[endpoint] !== undefined);
  const chats = calls.filter(({ recording: { endpoint } }) => endpoint === 'chat');
  const failures = all.filter(({ recording: { response } }) => (response.status ?? 0) >= 400);

  it.each(calls.map((call) => [call.recording.id, call] as const))('%s goes where it went', (_, { recording, adapter, settings, host }) => {
    const operation = operationFor(adapter.operations, NAMES[recording.endpoint]!, 'm')!;
    const path =
      operation.codec === undefined
        ? (operation as SameDialect).path
        : operation.codec.request({ documents: [] }, { model: 'm', settings }).path;

    expect(`${host ?? adapter.baseURL(settings)!}${path as string}`).toBe(recording.request!.url);
  });

  it.each(chats.map((call) => [call.recording.id, call] as const))('%s is sent as it came', (_, { recording, adapter, settings }) => {
    expect(sentFor(adapter, recording.request!.body, settings)).toBe(recording.request!.body);
  });

  it('reads every failure', () => {
    const faults = failures.map(({ adapter, recording: { response } }) => {
      const { kind, message } = adapter.readFault!({
        status: response.status!,
        headers: response.headers ?? {},
        body: JSON.parse(response.body) as unknown,
      });
      return [adapter.id, response.status, kind, message.slice(0, 24)];
    });

    expect(faults).toEqual([
      ['doubleword', 404, 'model_not_found', 'The model `rig/definitel'],
      ['llamacpp', 501, 'unsupported_operation', 'The current model does n'],
      ['llamacpp', 500, 'upstream_error', 'error: cannot make GET r'],
      ['llamacpp', 400, 'invalid_request', '"documents" must be a no'],
      ['moonshot', 429, 'overloaded', 'The engine is currently '],
      ['venice', 404, 'model_not_found', 'Specified model not foun'],
      ['voyage', 400, 'invalid_request', 'Model nonexistent is not'],
    ]);
  });
});
