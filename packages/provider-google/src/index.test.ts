import { describe, expect, it } from '@jest/globals';
import { operationFor, type OperationName, type WireRequest } from '@sluice/provider-sdk';
import google from './index.ts';
import { recordingsOf } from '@sluice/provider-testkit/recorded';

const all = recordingsOf('gemini');
const recorded = all.length > 0 ? all : undefined;
const given = recorded ? it : it.skip;

const settings = { apiKey: 'k' };

function pathOf(name: OperationName, model: string, call: object): string | undefined {
  const operation = operationFor(google.operations, name, model);
  return operation?.codec?.request({ model, ...call }, { model, settings }).path;
}

describe('Google', () => {
  const messages = [{ role: 'user', content: 'hi' }];

  it.each<[OperationName, string, object, string | undefined]>([
    ['chat', 'gemini-2.5-pro', { messages }, '/v1beta/models/gemini-2.5-pro:generateContent'],
    ['chat', 'models/gemini-2.5-pro', { messages, stream: true }, '/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse'],
    ['chat', 'tunedModels/mine', { messages }, '/v1beta/tunedModels/mine:generateContent'],
    ['chat', '../x?y', { messages }, '/v1beta/models/..%2Fx%3Fy:generateContent'],
    ['countTokens', 'gemini-2.5-pro', { messages }, '/v1beta/models/gemini-2.5-pro:countTokens'],
    ['embeddings', 'gemini-embedding-001', { input: 'a' }, '/v1beta/models/gemini-embedding-001:batchEmbedContents'],
    ['images', 'imagen-4.0-generate-001', { prompt: 'a' }, '/v1beta/models/imagen-4.0-generate-001:predict'],
    ['images', 'gemini-2.5-flash-image', { prompt: 'a' }, '/v1beta/models/gemini-2.5-flash-image:generateContent'],
    ['images', 'gemini-2.5-pro', { prompt: 'a' }, undefined],
    ['speech', 'gemini-2.5-flash-preview-tts', { input: 'a' }, '/v1beta/models/gemini-2.5-flash-preview-tts:generateContent'],
    ['speech', 'gemini-2.5-pro', { input: 'a' }, undefined],
  ])('%s of %s goes to its path', (name, model, call, path) => {
    expect(pathOf(name, model, call)).toBe(path);
  });

  it('lists its models without a body to send', () => {
    const codec = operationFor(google.operations, 'models', undefined)!.codec!;

    expect(codec.request({}, { model: undefined, settings })).toMatchObject({ method: 'GET', path: '/v1beta/models?pageSize=1000' });
  });

  it('sends its key in a header of its own, at its own address', async () => {
    const request: WireRequest = { method: 'POST', url: 'https://x', headers: {}, body: undefined };

    const signed = await google.authorize(request, settings, {} as never);

    expect(signed.headers).toEqual({ 'x-goog-api-key': 'k' });
    expect(google.baseURL(settings)).toBe('https://generativelanguage.googleapis.com');
  });

  const failures = (recorded ?? []).filter(({ response }) => (response.status ?? 0) >= 400);

  given('has every recorded failure looked at', () => {
    expect(failures).toHaveLength(8);
  });

  const kinds: Record<string, readonly [string, number?]> = {
    'gemini-count_tokens-68cf03b3e5': ['model_not_found'],
    'gemini-embeddings-b303ea9c74': ['model_not_found'],
    'gemini-generateContent-49fd2fb525': ['rate_limited', 48_000],
    'gemini-generateContent-q192928fdb': ['rate_limited'],
    'gemini-generateContent-q84632a6ee': ['overloaded'],
    'gemini-generateContent-16b7f0bc1e': ['credential_refused'],
    'gemini-generateContent-18e33c8ece': ['invalid_request'],
    'gemini-generateContent-635ec1338d': ['forbidden'],
  };

  for (const { id, response } of failures) {
    it(`${id} is known for what it is`, () => {
      const { body } = response;

      const fault = google.readFault!({ status: response.status ?? 0, headers: response.headers ?? {}, body: JSON.parse(body) });

      const [kind, retryAfterMs] = kinds[id]!;
      const told = JSON.parse(body) as { error: { message: string; status: string } };
      expect(fault).toMatchObject({ kind, retryAfterMs, message: told.error.message, type: told.error.status });
    });
  }
});
