import { createHash } from 'node:crypto';
import type { AuthTools, WireRequest } from '@sluice/provider-sdk';
import type { VertexSettings } from './fields.ts';
import { isApiKey } from './place.ts';
import { readServiceAccount } from './service-account.ts';
import { fetchToken } from './token.ts';

/** Signs with a service account's token where there is one, else with what the caller brought. */
export async function authorize(request: WireRequest, settings: VertexSettings, tools: AuthTools): Promise<WireRequest> {
  const { serviceAccountJson, apiKey } = settings;
  if (serviceAccountJson !== undefined) {
    // Another key file is another token; the file itself would be kept as a name.
    const name = `oauth:${createHash('sha256').update(serviceAccountJson).digest('hex')}`;
    const token = await tools.remember(name, () => fetchToken(readServiceAccount(serviceAccountJson), tools));
    return withHeader(request, 'authorization', `Bearer ${token}`);
  }
  if (apiKey === undefined) return request;
  return isApiKey(settings) ? withHeader(request, 'x-goog-api-key', apiKey) : withHeader(request, 'authorization', `Bearer ${apiKey}`);
}

const withHeader = (request: WireRequest, name: string, value: string): WireRequest => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});
