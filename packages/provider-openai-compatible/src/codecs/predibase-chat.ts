import { FaultError, type Codec, type Frame, type Json } from '@sluice/provider-sdk';
import { badRequest, isJson, stringAt } from '@sluice/provider-sdk/chat';
import { readLooseFault } from '@sluice/provider-sdk/openai';

/**
 * OpenAI's own words, at an address with the tenant and the model in it. The tenant comes as the request's `user`, and a
 * model as `base:adapter`. Source: docs.predibase.com, REST API, as of 2026-11.
 */
export const predibaseChat: Codec = {
  request(call, { model = '' }) {
    const tenant = stringAt(call, 'user');
    if (tenant === undefined || tenant === '') throw badRequest('user', 'must be the tenant at Predibase');
    const [base = '', ...adapter] = model.split(':');
    const { user: _user, ...rest } = call;
    return {
      path: `/${encodeURIComponent(tenant)}/deployments/v2/llms/${encodeURIComponent(base)}/v1/chat/completions`,
      body: { ...rest, model: adapter.join(':') },
    };
  },
  reply({ json }) {
    if (!isJson(json)) throw new FaultError({ kind: 'unreadable_reply', message: 'the answer is no JSON object' });
    return json;
  },
  stream: { framing: 'sse', reader: () => ({ read: chunksIn, end: () => [] }) },
};

function chunksIn({ data, failed }: Frame): readonly Json[] {
  if (!isJson(data)) return [];
  if (failed || 'error' in data) throw new FaultError(readLooseFault({ status: 502, headers: {}, body: data }));
  return [data];
}
