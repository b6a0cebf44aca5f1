import type { WireRequest } from '@sluice/provider-sdk';

interface Given {
  readonly apiKey: string;
  readonly version?: string | undefined;
  readonly beta?: string | undefined;
}

/** The API's one version. Source: Anthropic, versions page, 2026-08. */
const VERSION = '2023-06-01';

/** Signs in with a key, or with the token of an account, which begins otherwise and is a Bearer's. */
export function authorize(request: WireRequest, { apiKey, version, beta }: Given): WireRequest {
  const { 'anthropic-version': sent = version ?? VERSION, ...headers } = request.headers;
  const betas = joined(headers['anthropic-beta'], beta);
  return {
    ...request,
    headers: {
      ...headers,
      ...(apiKey.startsWith('sk-ant-oat') ? { authorization: `Bearer ${apiKey}` } : { 'x-api-key': apiKey }),
      'anthropic-version': sent,
      ...(betas !== undefined && { 'anthropic-beta': betas }),
    },
  };
}

/** Both lists, each name once. */
function joined(...lists: readonly (string | undefined)[]): string | undefined {
  const names = lists.flatMap((list) => list?.split(',') ?? []).map((name) => name.trim());
  const each = [...new Set(names)].filter((name) => name !== '');
  return each.length === 0 ? undefined : each.join(',');
}
