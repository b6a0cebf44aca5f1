import { expect, it } from '@jest/globals';
import { operationFor, type ProviderAdapter, type SameDialect } from '@sluice/provider-sdk';
import { azureFoundry } from './foundry.ts';
import { azureOpenAI } from './openai.ts';
import { describeWith, recordingsOf, sentFor, type Recording } from '@sluice/provider-testkit/recorded';

const recordings = recordingsOf('azure');

/** Read from the address alone: which door it was, and what its user must have set. */
function settingsIn({ request }: Recording): { provider: ProviderAdapter; settings: Record<string, string> } {
  const url = new URL(request!.url);
  const apiVersion = url.searchParams.get('api-version');
  const version = apiVersion === null ? undefined : { apiVersion };
  const foundry = url.pathname.startsWith('/models/')
    ? `${url.origin}/models`
    : url.host.includes('.services.')
      ? `${url.origin}/openai/v1`
      : undefined;
  if (foundry !== undefined) return { provider: azureFoundry as never, settings: { apiKey: 'k', foundry, ...version } };
  return { provider: azureOpenAI as never, settings: { apiKey: 'k', resource: url.host.split('.')[0]!, ...version } };
}

describeWith(recordings)('recorded traffic of Azure', () => {
  const calls = recordings.filter(({ endpoint, request }) => (endpoint === 'chat' || endpoint === 'embeddings') && request !== null);
  const failures = recordings.filter(({ response }) => (response.status ?? 0) >= 400);

  it.each(calls.map((recording) => [recording.id, recording] as const))('%s goes where it went', (_, recording) => {
    const { provider, settings } = settingsIn(recording);
    const model = (JSON.parse(recording.request!.body) as { model: string }).model;
    const operation = operationFor(provider.operations, recording.endpoint as 'chat', model) as SameDialect;

    const path =
      typeof operation.path === 'function' ? operation.path({ model, settings: settings as never, streamed: false }) : operation.path;

    expect(`${provider.baseURL(settings as never)!}${path}`).toBe(recording.request!.url);
  });

  it.each(calls.filter(({ endpoint }) => endpoint === 'chat').map((recording) => [recording.id, recording] as const))(
    '%s is sent as it came, but for what its version lacks',
    (_, recording) => {
      const { provider, settings } = settingsIn(recording);
      const body = recording.request!.body;
      const lacking = recording.request!.url.includes('2024-02-01') ? body.replace(/,?"reasoning_effort": ?"[a-z]+"/, '') : body;

      expect(sentFor(provider, body, settings)).toBe(lacking);
    },
  );

  it('reads every failure', () => {
    const faults = failures.map(({ response: { status, headers, body } }) => {
      const fault = azureOpenAI.readFault!({ status: status!, headers: headers ?? {}, body: JSON.parse(body) as unknown });
      return [status, fault.kind, fault.message.slice(0, 20), fault.retryAfterMs];
    });

    expect(faults).toEqual([
      [400, 'content_refused', 'The response was fil', undefined],
      [401, 'credential_refused', 'Access denied due to', undefined],
      [429, 'rate_limited', 'Requests to the Chat', 86_400_000],
      [404, 'model_not_found', 'The API deployment f', undefined],
    ]);
  });
});
